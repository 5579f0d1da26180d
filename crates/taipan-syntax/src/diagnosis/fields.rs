//! Mistakes in the replacement fields of f-strings.

use super::Tokens;
use crate::error::SyntaxError;
use crate::token::Token;

impl Tokens<'_, '_> {
    /// Explains an error directly between the braces of the field that opens at `open`.
    pub(super) fn in_field(&self, open: usize) -> Option<SyntaxError> {
        let first = open + 1;
        let before = match self.token(first) {
            Token::Equal => Some('='),
            Token::Exclamation => Some('!'),
            Token::Colon => Some(':'),
            Token::RBrace => Some('}'),
            _ => None,
        };
        if let Some(character) = before {
            let message = format!("f-string: valid expression required before '{character}'");
            return self.error(message, self.span(first));
        }
        if let Some(error) = self.lambda_in_field(first) {
            return Some(error);
        }
        let start = self.expression_start(first, Some(super::Role::Field));
        if let Some(error) = start.and_then(|start| self.in_expression(start)) {
            return Some(error);
        }
        let end = if self.token(first) == Token::Yield {
            let from = first + 1 + usize::from(self.token(first + 1) == Token::From);
            self.star_expressions(from).map_or(first + 1, |found| found.end)
        } else {
            match self.star_expressions(first) {
                Some(found) => found.end,
                None => {
                    return self.error("f-string: expecting a valid expression after '{'", self.span(first));
                }
            }
        };
        let next = self.token(end);
        if !matches!(next, Token::Equal | Token::Exclamation | Token::Colon | Token::RBrace) {
            return self.error("f-string: expecting '=', or '!', or ':', or '}'", self.span(end));
        }
        let mut at = end;
        if next == Token::Equal {
            at += 1;
            if !matches!(self.token(at), Token::Exclamation | Token::Colon | Token::RBrace) {
                return self.error("f-string: expecting '!', or ':', or '}'", self.span(at));
            }
        }
        if self.token(at) == Token::Exclamation {
            match self.token(at + 1) {
                Token::Colon | Token::RBrace => {
                    return self.error("f-string: missing conversion character", self.span(at + 1));
                }
                Token::Name(_) => at += 2,
                _ => return self.error("f-string: invalid conversion character", self.span(at + 1)),
            }
            if !matches!(self.token(at), Token::Colon | Token::RBrace) {
                return self.error("f-string: expecting ':' or '}'", self.span(at));
            }
        }
        if self.token(at) == Token::Colon {
            at += 1;
            while matches!(self.token(at), Token::FStringMiddle(_) | Token::LBrace) {
                at = self.skip(at)?;
            }
            if self.token(at) != Token::RBrace {
                return self.error("f-string: expecting '}', or format specs", self.span(at));
            }
        }
        self.error("f-string: expecting '}'", self.span(at))
    }

    /// `f"{lambda x: 1}"`: the colon starts the format specification.
    fn lambda_in_field(&self, first: usize) -> Option<SyntaxError> {
        let start = self.expression_start(first, Some(super::Role::Field)).unwrap_or(first);
        let lambda = (start.min(first)..self.at).find(|&at| self.token(at) == Token::Lambda)?;
        let colon = self.lambda_colon(lambda)?;
        let spec_follows = colon + 1 == self.at && matches!(self.token(colon + 1), Token::FStringMiddle(_));
        if !spec_follows {
            return None;
        }
        let message = "f-string: lambda expressions are not allowed without parentheses";
        self.error(message, self.range(lambda, colon + 1))
    }
}
