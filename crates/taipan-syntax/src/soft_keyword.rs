//! Decides where `match`, `case` and `type` are keywords, and where the parenthesis after `with` encloses items.
//!
//! CPython's parser backtracks over these; an LALR(1) parser cannot, so this pass looks ahead on the token list and
//! rewrites the tokens. (`_` needs no look-ahead: the actions of the pattern rules treat it as a wildcard.)

use crate::layout::Spanned;
use crate::token::Token;

/// Rewrites the tokens in place.
pub(crate) fn resolve(tokens: &mut [Spanned<'_>]) {
    // One entry per open block: whether it is the body of a `match` statement.
    let mut blocks: Vec<bool> = vec![false];
    let mut match_header = false;
    let mut line_start = true;
    let mut statement_start = true;
    for at in 0..tokens.len() {
        match tokens[at].token {
            Token::Newline => {
                line_start = true;
                statement_start = true;
                continue;
            }
            Token::Indent => {
                blocks.push(match_header);
                match_header = false;
                continue;
            }
            Token::Dedent => {
                blocks.pop();
                match_header = false;
                continue;
            }
            Token::StartModule | Token::StartExpression | Token::StartInteractive => continue,
            Token::Name("match") if line_start && is_match_statement(&tokens[at..]) => {
                tokens[at].token = Token::Match;
                match_header = true;
            }
            Token::Name("case") if line_start && blocks.last() == Some(&true) => tokens[at].token = Token::Case,
            Token::Name("type") if statement_start => {
                if matches!(tokens.get(at + 1).map(|next| next.token), Some(Token::Name(_))) {
                    tokens[at].token = Token::Type;
                }
            }
            Token::With
                if matches!(tokens.get(at + 1).map(|next| next.token), Some(Token::LParen))
                    && encloses_with_items(&tokens[at + 1..]) =>
            {
                tokens[at + 1].token = Token::WithLParen;
            }
            _ => {}
        }
        if line_start && tokens[at].token != Token::Match {
            match_header = false;
        }
        line_start = false;
        statement_start = matches!(tokens[at].token, Token::Semicolon | Token::Colon);
    }
}

/// Whether a logical line that starts with the name `match` is the head of a `match` statement: it has a subject and
/// ends in a colon. No other statement can look like that.
fn is_match_statement(line: &[Spanned<'_>]) -> bool {
    if matches!(line.get(1).map(|next| next.token), None | Some(Token::Colon | Token::Newline | Token::Equal)) {
        return false;
    }
    let mut last = Token::Newline;
    for spanned in line {
        if spanned.token == Token::Newline {
            return last == Token::Colon;
        }
        last = spanned.token;
    }
    false
}

/// Whether the text between the parenthesis that starts `tokens` and its partner is a list of `with` items, and the
/// statement's colon follows (or `as` leaves no doubt). Everything else (a tuple, a generator,
/// `(a) as b`) is an expression in parentheses.
fn encloses_with_items(tokens: &[Spanned<'_>]) -> bool {
    let mut depth = 0usize;
    let mut item_start = true;
    let mut has_alias = false;
    for (at, spanned) in tokens.iter().enumerate() {
        let starts_item = item_start && depth == 1;
        match spanned.token {
            Token::LParen | Token::LBracket | Token::LBrace | Token::FStringStart => {
                depth += 1;
                item_start = depth == 1;
                continue;
            }
            Token::RParen | Token::RBracket | Token::RBrace | Token::FStringEnd => {
                depth -= 1;
                if depth == 0 {
                    return match tokens.get(at + 1).map(|next| next.token) {
                        Some(Token::Colon) => at > 1,
                        _ => has_alias,
                    };
                }
            }
            Token::As if depth == 1 => has_alias = true,
            Token::Star | Token::Yield if starts_item => return false,
            Token::ColonEqual | Token::For | Token::Async if depth == 1 => return false,
            Token::Newline => return false,
            _ => {}
        }
        item_start = spanned.token == Token::Comma;
    }
    false
}
