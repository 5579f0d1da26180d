//! Says what is wrong with a text that the parser has rejected, as CPython 3.13 says it.
//!
//! CPython parses a rejected text a second time, with rules for common mistakes. Here the parser has stopped at the
//! first token that no valid text could have at that place; what stands before is the start of some valid text. So it
//! is enough to look at that token from the innermost open bracket outwards, and then at its statement:
//!
//! ```text
//!  rejected token ─► replacement field ─► bracket ─► expression ─► statement ─► "invalid syntax"
//! ```
//!
//! Nothing here decides whether a text is valid.

mod brackets;
mod definitions;
mod expressions;
mod fields;
mod scan;
mod statements;

use crate::ast::Span;
use crate::error::{ErrorClass, SyntaxError};
use crate::layout::Spanned;
use crate::token::Token;
use scan::ends_operand;

/// No partner, no bracket.
const NONE: u32 = u32::MAX;

/// What a bracket is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Parentheses around an expression, a tuple or a generator expression.
    Group,
    Call,
    ClassArguments,
    Parameters,
    Subscript,
    List,
    /// A dict or set display.
    Braces,
    /// A replacement field of an f-string.
    Field,
    TypeParameters,
    ImportedNames,
    WithItems,
    /// The parentheses of a class pattern, and all brackets of patterns.
    Pattern,
}

/// Parses tokens as an expression, or (with `true`) as what may follow a name.
pub(crate) type Parses<'t, 'a> = &'t dyn Fn(&[Spanned<'a>], bool) -> Extent;

/// How some tokens parse as an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// They are an expression.
    Whole,
    /// They start an expression, but do not end it.
    Start,
    /// They are neither.
    Neither,
}

/// The tokens of a rejected text and what is known about them.
pub(crate) struct Tokens<'t, 'a> {
    source: &'t str,
    tokens: &'t [Spanned<'a>],
    /// For each token: the index of the bracket that belongs to it.
    partners: Vec<u32>,
    /// Open brackets around the rejected token, innermost last.
    open: Vec<(usize, Role)>,
    /// What the bracket was for that was closed last.
    last_closed: Role,
    /// The rejected token.
    at: usize,
    /// What the parser would have taken in its place, as the grammar spells it.
    expected: &'t [String],
    /// Parses a list of tokens as an expression.
    parses: Parses<'t, 'a>,
}

/// Explains why the token `at` was rejected.
pub(crate) fn explain<'a>(
    source: &str,
    tokens: &[Spanned<'a>],
    at: usize,
    expected: &[String],
    parses: Parses<'_, 'a>,
) -> SyntaxError {
    let view = Tokens::new(source, tokens, at, expected, parses);
    view.diagnose()
}

/// Whether CPython reads up to the end of the text before it reports `error` about the token `at`: then it finds the
/// bracket that is never closed.
pub(crate) fn reads_to_end<'a>(
    source: &str,
    tokens: &[Spanned<'a>],
    at: usize,
    error: &SyntaxError,
    parses: Parses<'_, 'a>,
) -> bool {
    let last = tokens.last().map_or(0, |spanned| spanned.span.end);
    if error.message != "invalid syntax" {
        return error.span.end >= last;
    }
    let view = Tokens::new(source, tokens, at, &[], parses);
    let (from, role) = match view.open.last() {
        Some((_, Role::Parameters | Role::TypeParameters | Role::ImportedNames | Role::Pattern)) => return false,
        Some(&(open, role)) => (open + 1, Some(role)),
        None => (view.simple_statement_start(view.line_start(at)), None),
    };
    let Some(mut next) = view.expression_start(from, role) else { return false };
    while let Some(found) = view.expression(next) {
        next = found.end;
    }
    if next < at {
        return false;
    }
    let mut inside = next;
    while matches!(view.token(inside), Token::LParen | Token::LBracket | Token::LBrace) && view.partners[inside] == NONE
    {
        inside += 1;
    }
    let tries_inside = inside > next && view.expression(inside).is_some();
    next >= tokens.len() || tries_inside || parses(&tokens[next..], false) == Extent::Start
}

/// Explains why the target that starts at `span` cannot be assigned to; `at` is the token after its `=`.
pub(crate) fn explain_target<'a>(
    source: &str,
    tokens: &[Spanned<'a>],
    at: usize,
    error: SyntaxError,
    parses: Parses<'_, 'a>,
) -> SyntaxError {
    let view = Tokens::new(source, tokens, at, &[], parses);
    view.assignment(&error).unwrap_or(error)
}

impl<'t, 'a> Tokens<'t, 'a> {
    fn new(
        source: &'t str,
        tokens: &'t [Spanned<'a>],
        at: usize,
        expected: &'t [String],
        parses: Parses<'t, 'a>,
    ) -> Tokens<'t, 'a> {
        let (partners, open) = (Vec::new(), Vec::new());
        let mut view = Tokens { source, tokens, partners, open, last_closed: Role::Group, at, expected, parses };
        view.match_brackets();
        view
    }

    fn diagnose(&self) -> SyntaxError {
        if let Some(error) = self.not_after_operator() {
            return error;
        }
        if let Some(&(open, role)) = self.open.last() {
            if role == Role::TypeParameters && self.token(open - 2) == Token::Def {
                let error = self.in_bracket(open, role);
                return error.unwrap_or_else(|| SyntaxError::new("expected '('", self.span(open)));
            }
            if let Some(error) = self.in_bracket(open, role) {
                return error;
            }
        } else if let Some(error) = self.in_statement() {
            return error;
        }
        self.outside_brackets().unwrap_or_else(|| SyntaxError::new("invalid syntax", self.furthest()))
    }

    /// The rejected token stands in brackets that say nothing about it. Without those brackets, the expression before
    /// them would be complete: looks at the bracket as if it had been rejected.
    fn outside_brackets(&self) -> Option<SyntaxError> {
        let mut brackets = self.open.clone();
        while let Some((open, role)) = brackets.pop() {
            if !matches!(role, Role::Call | Role::Subscript) {
                return None;
            }
            let outer = brackets.last().copied();
            let view = Tokens {
                source: self.source,
                tokens: self.tokens,
                partners: self.partners.clone(),
                open: brackets.clone(),
                last_closed: Role::Group,
                at: open,
                expected: &[],
                parses: self.parses,
            };
            let error = match outer {
                Some((field, Role::Field)) => view.in_field(field),
                Some((outer, role)) => {
                    view.expression_start(outer + 1, Some(role)).and_then(|start| view.in_expression(start))
                }
                None => {
                    let statement = view.simple_statement_start(view.line_start(open));
                    view.expression_start(statement, None).and_then(|start| view.in_expression(start))
                }
            };
            if error.is_some() {
                return error;
            }
        }
        None
    }

    /// Where CPython gives up, if nothing better is known. The grammar here lets some tokens pass before what they
    /// stand after is found wanting.
    fn furthest(&self) -> Span {
        if self.at == 0 {
            return self.here();
        }
        if let Some(&(open, role)) = self.open.last() {
            if matches!(role, Role::Call | Role::ClassArguments) {
                let element = self.element_start(open);
                let keyword = (element..self.at).find(|&at| {
                    self.token(at) == Token::For && self.open.last().is_some_and(|&(last, _)| last == open)
                });
                if element > open + 1
                    && let Some(keyword) = keyword
                {
                    let before = self.token(keyword - 1) == Token::Async;
                    return self.span(keyword - usize::from(before));
                }
            }
            if role == Role::Call && self.token(self.at - 1) == Token::Async {
                return self.span(self.at - 1);
            }
            return self.here();
        }
        let before = self.token(self.at - 1);
        if before == Token::Colon || before.is_augmented_assignment() {
            let statement = self.simple_statement_start(self.line_start(self.at));
            let target = self.star_expressions(statement);
            if target.is_some_and(|target| target.end + 1 == self.at && !target.kind.is_single_target()) {
                return self.span(self.at - 1);
            }
        }
        self.here()
    }

    /// Finds the partner of each bracket, and the brackets that are open at the rejected token.
    fn match_brackets(&mut self) {
        self.partners = vec![NONE; self.tokens.len()];
        let mut open: Vec<(usize, Role)> = Vec::new();
        let mut reached = false;
        let mut line_start = 0;
        for at in 0..self.tokens.len() {
            if at == self.at {
                self.open.clone_from(&open);
                reached = true;
            }
            match self.token(at) {
                Token::LParen | Token::WithLParen | Token::LBracket | Token::LBrace => {
                    let role = self.role(at, line_start, open.last().copied());
                    open.push((at, role));
                }
                Token::FStringStart => open.push((at, Role::Group)),
                Token::RParen | Token::RBracket | Token::RBrace => self.close(&mut open, at),
                Token::FStringEnd => {
                    // A field that the closing quote cut off stays without partner.
                    while open.last().is_some_and(|&(index, _)| self.token(index) != Token::FStringStart) {
                        open.pop();
                    }
                    self.close(&mut open, at);
                }
                Token::Newline | Token::Indent | Token::Dedent => line_start = at + 1,
                _ => {}
            }
        }
        if !reached {
            self.open = open;
        }
        // The text of an f-string is not a bracket of its own.
        let tokens = self.tokens;
        self.open.retain(|&(index, _)| tokens[index].token != Token::FStringStart);
    }

    fn close(&mut self, open: &mut Vec<(usize, Role)>, at: usize) {
        if let Some((index, role)) = open.pop() {
            self.last_closed = role;
            self.partners[index] = at as u32;
            self.partners[at] = index as u32;
        }
    }

    /// What the bracket at `at` is for, judged by what stands before it.
    fn role(&self, at: usize, line_start: usize, outer: Option<(usize, Role)>) -> Role {
        let before = if at == 0 { Token::Newline } else { self.token(at - 1) };
        let head = line_start + usize::from(self.token(line_start) == Token::Async);
        let in_outer = outer.map(|(_, role)| role);
        match self.token(at) {
            Token::WithLParen => return Role::WithItems,
            Token::LBrace => {
                let after_text = matches!(before, Token::FStringStart | Token::FStringMiddle(_));
                // Only in the text of an f-string or of a format specification can two fields touch.
                let after_field = before == Token::RBrace && self.last_closed == Role::Field;
                let in_spec = before == Token::Colon && in_outer == Some(Role::Field);
                if after_text || after_field || in_spec {
                    return Role::Field;
                }
            }
            _ => {}
        }
        if outer.is_none() && self.token(head) == Token::Case || in_outer == Some(Role::Pattern) {
            return Role::Pattern;
        }
        if outer.is_none() && head < at {
            let in_header = |keyword: Token<'_>| self.token(head) == keyword && head + 2 >= at;
            match self.token(at) {
                Token::LBracket if in_header(Token::Def) || in_header(Token::Class) || in_header(Token::Type) => {
                    return Role::TypeParameters;
                }
                Token::LParen if self.token(head) == Token::Def && !self.seen_paren(head, at) => {
                    return Role::Parameters;
                }
                Token::LParen if self.token(head) == Token::Class && !self.seen_paren(head, at) => {
                    return Role::ClassArguments;
                }
                Token::LParen if before == Token::Import => return Role::ImportedNames,
                _ => {}
            }
        }
        match self.token(at) {
            Token::LParen if ends_operand(before) => Role::Call,
            Token::LBracket if ends_operand(before) => Role::Subscript,
            Token::LParen => Role::Group,
            Token::LBracket => Role::List,
            _ => Role::Braces,
        }
    }

    /// Whether a closed parenthesis or a colon stands between the keyword of a definition and `at`.
    fn seen_paren(&self, head: usize, at: usize) -> bool {
        self.tokens[head..at].iter().any(|spanned| matches!(spanned.token, Token::LParen | Token::Arrow | Token::Colon))
    }

    /// The token at an index; a newline past the end.
    fn token(&self, at: usize) -> Token<'a> {
        self.tokens.get(at).map_or(Token::Newline, |spanned| spanned.token)
    }

    /// The place of the token at an index; the end of the text past the end.
    fn span(&self, at: usize) -> Span {
        match self.tokens.get(at) {
            Some(spanned) => spanned.span,
            None => {
                let end = self.tokens.last().map_or(0, |spanned| spanned.span.end);
                Span::new(end, end)
            }
        }
    }

    /// The place of the rejected token.
    fn here(&self) -> Span {
        self.place(self.at)
    }

    /// The place of a token for an error. A newline has no width; before it, a comment counts as part of it.
    fn place(&self, at: usize) -> Span {
        let span = self.span(at);
        if self.token(at) != Token::Newline {
            return span;
        }
        let text = self.source.get(span.start as usize..span.end as usize).unwrap_or_default();
        Span::new(span.start, span.start + text.trim_end_matches(['\n', '\r']).len() as u32)
    }

    /// The index after the token at `at`, or after its partner if it opens a bracket.
    fn skip(&self, at: usize) -> Option<usize> {
        match self.token(at) {
            Token::LParen | Token::WithLParen | Token::LBracket | Token::LBrace | Token::FStringStart => {
                self.closed(at).map(|close| close + 1)
            }
            _ if at >= self.tokens.len() => None,
            _ => Some(at + 1),
        }
    }

    /// The partner of an opening bracket, unless the rejected token stands between the two.
    fn closed(&self, open: usize) -> Option<usize> {
        let close = *self.partners.get(open)?;
        let inside = open < self.at && close as usize >= self.at;
        (close != NONE && !inside).then_some(close as usize)
    }

    /// Whether the tokens from `start` to `end` are an expression, or (with `after_name`) a call or subscript.
    fn is_valid(&self, start: usize, end: usize, after_name: bool) -> bool {
        (self.parses)(&self.tokens[start..=end], after_name) == Extent::Whole
    }

    /// Whether the parser would have taken a token, given as the grammar spells it.
    fn expects(&self, spelling: &str) -> bool {
        self.expected.iter().any(|token| token.trim_matches('"') == spelling)
    }

    fn error(&self, message: impl Into<String>, span: Span) -> Option<SyntaxError> {
        Some(SyntaxError::new(message, span))
    }

    /// An error at the rejected token.
    fn error_here(&self, message: impl Into<String>) -> Option<SyntaxError> {
        self.error(message, self.here())
    }

    fn indentation_error(&self, message: impl Into<String>, span: Span) -> Option<SyntaxError> {
        Some(SyntaxError { class: ErrorClass::Indentation, message: message.into(), span })
    }

    /// The span from the first to the last of some tokens (`end` not included).
    fn range(&self, start: usize, end: usize) -> Span {
        self.span(start).to(self.span(end.saturating_sub(1).max(start)))
    }

    /// The span that CPython marks "from here on": up to, but without, the last character read.
    fn starting_from(&self, start: usize, last_read: usize) -> Span {
        let start = self.span(start).start;
        Span::new(start, self.span(last_read).end.saturating_sub(1).max(start))
    }

    /// The line (from 1) on which a token starts.
    fn line(&self, at: usize) -> usize {
        let start = self.span(at).start as usize;
        let before = &self.source.as_bytes()[..start.min(self.source.len())];
        1 + memchr::memchr2_iter(b'\n', b'\r', before)
            .filter(|&i| before[i] == b'\n' || self.source.as_bytes().get(i + 1) != Some(&b'\n'))
            .count()
    }

    /// The index of the first token of the logical line that holds `at`.
    fn line_start(&self, at: usize) -> usize {
        let ends_line = |spanned: &Spanned<'a>| matches!(spanned.token, Token::Newline | Token::Indent | Token::Dedent);
        let end = at.min(self.tokens.len());
        self.tokens[..end].iter().rposition(ends_line).map_or(0, |index| index + 1)
    }
}
