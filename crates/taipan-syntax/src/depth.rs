//! Bounds how deep a tree can be before it is built, so that neither parsing nor anything that walks the tree later
//! has to cope with unlimited depth.
//!
//! The bound is counted on the tokens, from above: operators, postfixes, lambdas, conditional expressions, `elif`s and
//! brackets that may end up inside one another. Lists of any length stay flat and do not count.

use crate::error::{ErrorClass, SyntaxError};
use crate::layout::Spanned;
use crate::token::Token;

/// No tree is deeper than a small multiple of this. CPython's own limits lie a little higher for some constructs and
/// lower for others.
const MAX_DEPTH: u32 = 6000;

/// Counts since the last token that starts something new beside what came before, not inside it.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Operators and postfixes; `and`, `or` and `else` start anew.
    operators: u32,
    /// Lambdas and conditional expressions; only a comma or a new statement starts anew.
    chains: u32,
    /// Lambdas whose colon has not come yet: a comma now separates parameters.
    open_lambdas: u32,
    /// The `elif`s of the statement that is being continued in this block.
    elifs: u32,
}

impl Level {
    fn total(self) -> u32 {
        self.operators + self.chains + self.open_lambdas + self.elifs
    }
}

/// Refuses texts whose tree could be too deep.
pub(crate) fn check(tokens: &[Spanned<'_>]) -> Result<(), SyntaxError> {
    let mut outer: Vec<Level> = Vec::new();
    let mut outer_total = 0;
    let mut level = Level::default();
    let mut line_start = true;
    for spanned in tokens {
        let starts_line = line_start;
        line_start = matches!(spanned.token, Token::Newline | Token::Indent | Token::Dedent);
        if starts_line && !line_start && !matches!(spanned.token, Token::Elif | Token::Else) {
            level.elifs = 0;
        }
        match spanned.token {
            Token::LParen
            | Token::WithLParen
            | Token::LBracket
            | Token::LBrace
            | Token::FStringStart
            | Token::Indent => {
                level.operators += 1;
                outer_total += level.total();
                outer.push(level);
                level = Level::default();
            }
            Token::RParen | Token::RBracket | Token::RBrace | Token::FStringEnd | Token::Dedent => {
                if let Some(enclosing) = outer.pop() {
                    outer_total -= enclosing.total();
                    level = enclosing;
                }
                if spanned.token == Token::Dedent {
                    level.operators = 0;
                }
            }
            Token::Newline | Token::Semicolon => level = Level { elifs: level.elifs, ..Level::default() },
            Token::Comma | Token::Equal if level.open_lambdas == 0 => {
                level.operators = 0;
                level.chains = 0;
            }
            Token::And | Token::Or => level.operators = 0,
            Token::Else => {
                level.operators = 0;
                level.chains += 1;
            }
            Token::Lambda => level.open_lambdas += 1,
            Token::Colon if level.open_lambdas > 0 => {
                level.open_lambdas -= 1;
                level.chains += 1;
            }
            Token::Elif => level.elifs += 1,
            Token::Not
            | Token::Await
            | Token::Dot
            | Token::Plus
            | Token::Minus
            | Token::Star
            | Token::DoubleStar
            | Token::Slash
            | Token::DoubleSlash
            | Token::Percent
            | Token::At
            | Token::Ampersand
            | Token::Bar
            | Token::Caret
            | Token::Tilde
            | Token::LeftShift
            | Token::RightShift => level.operators += 1,
            _ => {}
        }
        if outer_total + level.total() > MAX_DEPTH {
            return Err(SyntaxError {
                class: ErrorClass::TooDeep,
                message: "Parser stack overflowed - Python source too complex to parse".to_owned(),
                span: spanned.span,
            });
        }
    }
    Ok(())
}
