//! Mistakes in the lists of names that definitions hold: parameters of functions and lambdas, type parameters.

use super::Tokens;
use crate::error::SyntaxError;
use crate::token::Token;

impl Tokens<'_, '_> {
    /// Explains an error in the parameters of a lambda that starts at or after `from` and has not reached its colon.
    pub(super) fn in_lambda_parameters(&self, from: usize) -> Option<SyntaxError> {
        let mut at = from;
        while at < self.at {
            if self.token(at) == Token::Lambda {
                match self.lambda_colon(at).filter(|&colon| colon < self.at) {
                    Some(colon) => at = colon,
                    None => return self.in_parameters(at + 1, "Lambda expression"),
                }
            }
            at = self.skip(at)?;
        }
        None
    }

    /// Explains an error in the parameter list that starts at `first`.
    pub(super) fn in_parameters(&self, first: usize, owner: &str) -> Option<SyntaxError> {
        let is_lambda = owner != "Function";
        let mut item = first;
        let mut at = first;
        let mut defaults = false;
        while at < self.at {
            match self.token(at) {
                Token::Comma => item = at + 1,
                Token::Equal => defaults = true,
                _ => {}
            }
            at = self.skip(at)?;
        }
        let here = self.token(self.at);
        let before = if self.at > first { self.token(self.at - 1) } else { Token::Comma };
        if before == Token::Equal && matches!(here, Token::Comma | Token::RParen) {
            return self.error("expected default value expression", self.span(self.at - 1));
        }
        if here == Token::Equal {
            match self.token(item) {
                Token::Star => return self.error_here("var-positional argument cannot have default value"),
                Token::DoubleStar => return self.error_here("var-keyword argument cannot have default value"),
                _ => {}
            }
        }
        if here == Token::Star && before == Token::Slash {
            return self.error_here("expected comma between / and *");
        }
        if here == Token::LParen && item == self.at && !defaults {
            return self.parenthesized_parameters(owner);
        }
        // In an annotation or a default.
        let value = (item..self.at).rev().find(|&at| matches!(self.token(at), Token::Equal | Token::Colon))?;
        if self.token(value) == Token::Colon && is_lambda {
            return None;
        }
        self.in_expression(value + 1)
    }

    /// `def f((a, b)):`.
    fn parenthesized_parameters(&self, owner: &str) -> Option<SyntaxError> {
        let close = self.closed(self.at)?;
        let mut at = self.at + 1;
        while at < close {
            if !matches!(self.token(at), Token::Name(_)) {
                return None;
            }
            at += 1;
            if self.token(at) == Token::Colon {
                at = self.expression(at + 1)?.end;
            }
            if at < close {
                if self.token(at) != Token::Comma {
                    return None;
                }
                at += 1;
            }
        }
        if at == self.at + 1 {
            return None;
        }
        self.error(format!("{owner} parameters cannot be parenthesized"), self.range(self.at, close + 1))
    }

    /// Explains an error in a list of type parameters.
    pub(super) fn in_type_parameters(&self, open: usize) -> Option<SyntaxError> {
        let here = self.token(self.at);
        if here == Token::RBracket && self.at == open + 1 {
            let last_read = self.at + usize::from(self.token(open - 2) == Token::Type);
            return self.error("Type parameter list cannot be empty", self.starting_from(self.at, last_read));
        }
        let item = self.element_start(open);
        if here == Token::Colon && item + 2 == self.at {
            let kind = match self.token(item) {
                Token::Star => "TypeVarTuple",
                Token::DoubleStar => "ParamSpec",
                _ => return None,
            };
            let bound = self.expression(self.at + 1)?;
            let what = if bound.kind == super::scan::Kind::Tuple { "constraints" } else { "bound" };
            return self
                .error(format!("cannot use {what} with {kind}"), self.span(self.at).to(self.span(bound.end - 1)));
        }
        let value = (item..self.at).rev().find(|&at| matches!(self.token(at), Token::Equal | Token::Colon))?;
        self.in_expression(value + 1)
    }
}
