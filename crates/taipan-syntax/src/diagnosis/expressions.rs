//! Mistakes in expressions, wherever they stand.

use super::scan::{Found, Kind, Level};
use super::{Role, Tokens};
use crate::ast::Span;
use crate::error::SyntaxError;
use crate::token::{SOFT_KEYWORDS, Token};

impl Tokens<'_, '_> {
    /// `a + not b`.
    pub(super) fn not_after_operator(&self) -> Option<SyntaxError> {
        if self.token(self.at) != Token::Not || self.at == 0 {
            return None;
        }
        let is_operator = matches!(
            self.token(self.at - 1),
            Token::Plus
                | Token::Minus
                | Token::Star
                | Token::Slash
                | Token::Percent
                | Token::DoubleSlash
                | Token::At
                | Token::Tilde
        );
        if !is_operator {
            return None;
        }
        let operand = self.chain(self.at + 1, Level::Comparison)?;
        self.error("'not' after an operator must be parenthesized", self.span(self.at).to(self.span(operand.end - 1)))
    }

    /// The last place before the rejected token, from `from` on, at which a whole expression starts. None if the
    /// rejected token belongs to something that is less than an expression.
    pub(super) fn expression_start(&self, from: usize, role: Option<Role>) -> Option<usize> {
        let mut start = Some(from);
        let mut in_for = false;
        let mut in_comprehension = false;
        let mut at = from;
        while at < self.at {
            let next = at + 1;
            match self.token(at) {
                Token::Comma if in_for => {}
                Token::Comma => {
                    in_comprehension = false;
                    start = Some(next);
                }
                Token::Colon | Token::Equal | Token::ColonEqual | Token::Else | Token::Semicolon | Token::Arrow => {
                    start = Some(next);
                }
                token if token.is_augmented_assignment() => start = Some(next),
                Token::Lambda => match self.lambda_colon(at).filter(|&colon| colon < self.at) {
                    Some(colon) => {
                        start = Some(colon + 1);
                        at = colon + 1;
                        continue;
                    }
                    None => return None,
                },
                Token::Star if start == Some(at) => {
                    let whole = match role {
                        Some(Role::Call | Role::ClassArguments | Role::Subscript) => true,
                        Some(Role::Group | Role::List | Role::Braces) => at == from,
                        _ => false,
                    };
                    start = whole.then_some(next);
                }
                Token::DoubleStar if start == Some(at) => {
                    start = matches!(role, Some(Role::Call | Role::ClassArguments)).then_some(next);
                }
                Token::For => {
                    in_for = true;
                    in_comprehension = role.is_some();
                    start = None;
                }
                Token::In if in_for => {
                    in_for = false;
                    start = (!in_comprehension).then_some(next);
                }
                Token::If if in_comprehension => start = None,
                Token::From if role.is_none() && at == from => start = None,
                Token::Yield
                | Token::From
                | Token::Return
                | Token::Raise
                | Token::Assert
                | Token::Del
                | Token::While
                | Token::If
                | Token::Elif
                | Token::With
                | Token::Except
                    if start == Some(at) || self.token(at) == Token::From && start.is_some() =>
                {
                    start = Some(next);
                }
                Token::At if start == Some(at) => start = Some(next),
                Token::As if role == Some(Role::WithItems) || self.token(from) == Token::With => start = Some(next),
                Token::Import | Token::Global | Token::Nonlocal => return None,
                Token::As | Token::Def | Token::Class => start = None,
                _ => {}
            }
            at = self.skip(at)?;
        }
        start
    }

    /// Mistakes that are recognised where an expression starts.
    pub(super) fn in_expression(&self, start: usize) -> Option<SyntaxError> {
        let found = self.chain(start, Level::Disjunction);
        if let Some(first) = found {
            // CPython compares only as many letters as the name has.
            let soft_keyword = match self.token(start) {
                Token::Name(name) => SOFT_KEYWORDS.iter().any(|keyword| keyword.starts_with(name)),
                _ => false,
            };
            let prefixed_string = matches!(self.token(start), Token::Name(_)) && self.token(start + 1) == Token::String;
            let is_legacy = first.end == start + 1 && self.is_legacy(start);
            let in_brackets = !self.open.is_empty();
            if in_brackets
                && !soft_keyword
                && !prefixed_string
                && !is_legacy
                && let Some(second) = self.expression(first.end)
            {
                let span = first.span.to(second.span);
                return self.error("invalid syntax. Perhaps you forgot a comma?", span);
            }
            if self.token(first.end) == Token::If
                && let Some(test) = self.chain(first.end + 1, Level::Disjunction)
                && !matches!(self.token(test.end), Token::Else | Token::Colon)
            {
                return self.error("expected 'else' after 'if' expression", first.span.to(test.span));
            }
        }
        if let Some(error) = self.legacy_call(start) {
            return Some(error);
        }
        // CPython looks for the arguments of a `print` without parentheses after any name.
        let mut next = start;
        while matches!(self.token(next), Token::Name(_)) && self.token(next + 1) != Token::LParen && next < self.at {
            next += 1;
            if let Some(error) = self.legacy_call(next) {
                return Some(error);
            }
            let Some(first) = self.chain(next, Level::Disjunction) else { break };
            if !self.open.is_empty()
                && !matches!(self.token(next), Token::Name(_))
                && let Some(second) = self.expression(first.end)
            {
                let span = first.span.to(second.span);
                return self.error("invalid syntax. Perhaps you forgot a comma?", span);
            }
        }
        None
    }

    fn is_legacy(&self, at: usize) -> bool {
        matches!(self.token(at), Token::Name("print" | "exec"))
    }

    /// `print "text"`.
    fn legacy_call(&self, start: usize) -> Option<SyntaxError> {
        let Token::Name(name @ ("print" | "exec")) = self.token(start) else { return None };
        if self.token(start + 1) == Token::LParen {
            return None;
        }
        let arguments = self.star_expressions(start + 1)?;
        self.error(
            format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?"),
            self.span(start).to(arguments.span).to(self.span(arguments.end - 1)),
        )
    }

    /// Mistakes that are recognised where a named expression could start: `x.y := 1`, and `=` for `==` or `:=`.
    pub(super) fn in_named_expression(&self, start: usize) -> Option<SyntaxError> {
        if let Some(target) = self.expression(start)
            && self.token(target.end) == Token::ColonEqual
            && self.expression(target.end + 1).is_some()
            && !(target.kind == Kind::Name && target.end == start + 1)
        {
            let message = format!("cannot use assignment expressions with {}", target.kind.name());
            return self.error(message, target.span);
        }
        let target = self.chain(start, Level::BitOr)?;
        if self.token(target.end) != Token::Equal {
            return None;
        }
        self.single_equal(start, target)
    }

    /// `target = value` where no assignment can stand, and where no second `=` follows.
    pub(super) fn single_equal(&self, start: usize, target: Found) -> Option<SyntaxError> {
        let value = self.chain(target.end + 1, Level::BitOr)?;
        if let (true, Some(&(open, _))) = (value.end >= self.tokens.len(), self.open.last()) {
            let at = self.span(open).start;
            let bracket = char::from(self.source.as_bytes()[at as usize]);
            return self.error(format!("'{bracket}' was never closed"), Span::new(at, at));
        }
        if matches!(self.token(value.end), Token::Equal | Token::ColonEqual) {
            return None;
        }
        if matches!(self.token(start), Token::Name(_)) && target.end == start + 1 {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return self.error(message, self.span(start).to(value.span));
        }
        let is_display = matches!(self.token(start), Token::LBracket) && target.kind == Kind::List
            || matches!(self.token(start), Token::LParen) && matches!(target.kind, Kind::Tuple | Kind::Generator)
            || matches!(self.token(start), Token::True | Token::False | Token::None);
        if is_display {
            return None;
        }
        let message = format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", target.kind.name());
        self.error(message, target.span)
    }
}
