//! Classifies the tokens of a text for colouring. Works on texts with errors; says nothing about them.

use crate::Arena;
use crate::ast::Span;
use crate::layout;
use crate::soft_keyword;
use crate::token::{Token, TokenClass};
use logos::Logos;

/// The tokens and comments of a text, in order. What follows an error is read token by token, without context.
pub fn highlight(source: &str) -> Vec<(Span, TokenClass)> {
    if u32::try_from(source.len()).is_err() {
        return Vec::new();
    }
    let arena = Arena::new();
    let mut lexed = layout::lex(&arena, source);
    soft_keyword::resolve(&mut lexed.tokens);
    let mut classes = Vec::with_capacity(lexed.tokens.len());
    let mut end = 0;
    for spanned in &lexed.tokens {
        let span = spanned.span;
        // A newline token begins with the comment before it.
        let gap_end = if spanned.token == Token::Newline { span.end } else { span.start };
        add_comments(source, end, gap_end, &mut classes);
        if let Some(class) = TokenClass::of(spanned.token) {
            classes.push((span, class));
        }
        end = end.max(span.end);
    }
    if lexed.error.is_none() {
        add_comments(source, end, source.len() as u32, &mut classes);
        return classes;
    }
    let mut rest = Token::lexer(source);
    rest.bump(end as usize);
    while let Some(token) = rest.next() {
        let range = rest.span();
        if let Some(class) = token.ok().and_then(TokenClass::of) {
            classes.push((Span::new(range.start as u32, range.end as u32), class));
        }
    }
    classes
}

/// Adds the comments between two tokens.
fn add_comments(source: &str, start: u32, end: u32, classes: &mut Vec<(Span, TokenClass)>) {
    let mut at = start as usize;
    let end = end as usize;
    while at < end
        && let Some(found) = source[at..end].find('#')
    {
        let from = at + found;
        let length = source[from..end].find(['\n', '\r']).unwrap_or(end - from);
        classes.push((Span::new(from as u32, (from + length) as u32), TokenClass::Comment));
        at = from + length;
    }
}
