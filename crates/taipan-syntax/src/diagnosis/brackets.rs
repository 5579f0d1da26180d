//! Mistakes between brackets: in calls, groups, displays, subscripts and lists of names.

use super::scan::Level;
use super::{Role, Tokens};
use crate::ast::Span;
use crate::error::SyntaxError;
use crate::token::Token;

impl Tokens<'_, '_> {
    /// Explains an error inside the innermost open bracket.
    pub(super) fn in_bracket(&self, open: usize, role: Role) -> Option<SyntaxError> {
        match role {
            Role::Field => self.in_field(open),
            Role::Parameters => self.in_parameters(open + 1, "Function"),
            Role::Pattern => None,
            Role::TypeParameters => self.in_type_parameters(open),
            Role::ImportedNames => None,
            _ => self.in_expression_list(open, role),
        }
    }

    /// Where the element of a list that holds the rejected token starts.
    pub(super) fn element_start(&self, open: usize) -> usize {
        let mut element = open + 1;
        let mut at = open + 1;
        while at < self.at {
            // The commas between the parameters of a lambda are its own.
            if self.token(at) == Token::Lambda {
                match self.lambda_colon(at).filter(|&colon| colon < self.at) {
                    Some(colon) => at = colon,
                    None => return element,
                }
            }
            if self.token(at) == Token::Comma {
                element = at + 1;
            }
            match self.skip(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        element
    }

    fn in_expression_list(&self, open: usize, role: Role) -> Option<SyntaxError> {
        let element = self.element_start(open);
        if let Some(error) = self.in_lambda_parameters(open + 1) {
            return Some(error);
        }
        let is_call = matches!(role, Role::Call | Role::ClassArguments);
        let start = self.expression_start(open + 1, Some(role));
        // Inside a larger element (the value of a keyword, a lambda's body) only the innermost expression counts.
        let error = start.and_then(|start| {
            if role == Role::Braces && start == element && element > open + 1 && self.is_dict(open) {
                return None;
            }
            let named = !is_call && start == element && !(role == Role::Braces && self.is_dict(open));
            let wrong_name = if named { self.in_named_expression(start) } else { None };
            wrong_name.or_else(|| self.in_expression(start))
        });
        if error.is_some() {
            return error;
        }
        if self.token(self.at - 1) == Token::Star && element + 1 == self.at && (is_call || element == open + 1) {
            return self.error_here("Invalid star expression");
        }
        if is_call && let Some(error) = self.in_argument(element) {
            return Some(error);
        }
        if let Some(error) = self.in_comprehension(open, role, element) {
            return Some(error);
        }
        match role {
            Role::Group => self.in_group(open, element),
            Role::Braces => self.in_dict(open, element),
            _ => None,
        }
    }

    /// Mistakes in one argument of a call.
    fn in_argument(&self, element: usize) -> Option<SyntaxError> {
        let here = self.token(self.at);
        let is_keyword = matches!(self.token(element), Token::Name(_)) && self.token(element + 1) == Token::Equal;
        if is_keyword && element + 2 == self.at && matches!(here, Token::Comma | Token::RParen) {
            return self.error("expected argument value expression", self.range(element, self.at));
        }
        if is_keyword && matches!(here, Token::For | Token::Async) && self.for_if_clauses(self.at).is_some() {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return self.error(message, self.range(element, element + 2));
        }
        if here == Token::Equal {
            if element + 1 == self.at
                && let Some(name) = match self.token(element) {
                    Token::True => Some("True"),
                    Token::False => Some("False"),
                    Token::None => Some("None"),
                    _ => None,
                }
            {
                return self.error(format!("cannot assign to {name}"), self.range(element, self.at + 1));
            }
            if matches!(self.token(element), Token::Star | Token::DoubleStar) {
                let unpacked = self.expression(element + 1).filter(|found| found.end == self.at)?;
                let value = self.expression(unpacked.end + 1)?;
                let what = if self.token(element) == Token::Star { "iterable" } else { "keyword" };
                let message = format!("cannot assign to {what} argument unpacking");
                return self.error(message, self.span(element).to(value.span));
            }
            let value = self.expression(element)?;
            if value.end == self.at && !is_keyword {
                let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
                return self.error(message, value.span.to(self.span(self.at)));
            }
        }
        None
    }

    /// Mistakes around the `for` of a comprehension.
    fn in_comprehension(&self, open: usize, role: Role, element: usize) -> Option<SyntaxError> {
        let here = self.token(self.at);
        let first = open + 1;
        if matches!(here, Token::For | Token::Async) {
            let complete = self.for_if_clauses(self.at).is_some();
            if complete && self.token(first) == Token::Star && element == first {
                let starred = self.chain(first + 1, Level::BitOr).filter(|found| found.end == self.at);
                if starred.is_some() {
                    let message = "iterable unpacking cannot be used in comprehension";
                    return self.error(message, self.range(first, self.at));
                }
            }
            if complete && self.token(first) == Token::DoubleStar && role == Role::Braces {
                let message = "dict unpacking cannot be used in dict comprehension";
                return self.error(message, self.span(first));
            }
            let in_display = matches!(role, Role::List | Role::Braces) && !(role == Role::Braces && self.is_dict(open));
            if complete && in_display && element > first {
                // One target with a comma includes the comma; of several, a last comma is left out.
                let one = self.star_named_expression(first).is_some_and(|found| found.end + 1 == element);
                let end = if element == self.at && !one { element - 1 } else { self.at };
                let message = "did you forget parentheses around the comprehension target?";
                return self.error(message, self.range(first, end));
            }
            return None;
        }
        // The targets of a `for` without an `in`.
        let keyword = (first..self.at).rev().find(|&at| self.token(at) == Token::For)?;
        if let Some(error) = self.for_targets(keyword) {
            return Some(error);
        }
        let end = self.targets(keyword + 1)?;
        if end == self.at && here != Token::In && matches!(role, Role::Group | Role::List | Role::Braces | Role::Call) {
            return self.error_here("'in' expected after for-loop variables");
        }
        None
    }

    /// Mistakes in parentheses around an expression.
    fn in_group(&self, open: usize, element: usize) -> Option<SyntaxError> {
        let first = open + 1;
        if element != first {
            return None;
        }
        if self.token(first) == Token::Star && self.token(self.at) == Token::RParen {
            let starred = self.chain(first + 1, Level::BitOr).filter(|found| found.end == self.at)?;
            return self.error("cannot use starred expression here", self.span(first).to(starred.span));
        }
        if self.token(first) == Token::DoubleStar && first == self.at {
            let value = self.expression(first + 1)?;
            if self.token(value.end) == Token::RParen {
                return self.error("cannot use double starred expression here", self.span(first));
            }
        }
        None
    }

    /// Whether the braces that open at `open` hold a dict: its first element has a colon, or two stars.
    fn is_dict(&self, open: usize) -> bool {
        self.token(open + 1) == Token::DoubleStar
            || self.expression(open + 1).is_some_and(|key| self.token(key.end) == Token::Colon)
    }

    /// Mistakes in a dict display.
    fn in_dict(&self, open: usize, element: usize) -> Option<SyntaxError> {
        if !self.is_dict(open) || self.token(element) == Token::DoubleStar {
            return None;
        }
        let key = self.expression(element)?;
        if self.token(key.end) != Token::Colon {
            if element == open + 1 {
                return None;
            }
            let last = key.span.end.saturating_sub(1);
            return self.error("':' expected after dictionary key", Span::new(last, last));
        }
        let value = key.end + 1;
        match self.token(value) {
            Token::Star => {
                let starred = self.chain(value + 1, Level::BitOr)?;
                let message = "cannot use a starred expression in a dictionary value";
                self.error(message, self.starting_from(value, starred.end))
            }
            Token::RBrace | Token::Comma => {
                self.error("expression expected after dictionary key and ':'", self.span(key.end))
            }
            _ => None,
        }
    }
}
