//! Mistakes outside brackets: blocks, colons, and what each statement asks for.

use super::Tokens;
use super::scan::{Kind, Level};
use crate::ast::Span;
use crate::error::SyntaxError;
use crate::token::Token;

impl Tokens<'_, '_> {
    /// Explains an error that stands in no bracket.
    pub(super) fn in_statement(&self) -> Option<SyntaxError> {
        if let Some(error) = self.missing_block() {
            return Some(error);
        }
        let here = self.token(self.at);
        if here == Token::Indent {
            let end = self.span(self.at).end.saturating_sub(1);
            return self.indentation_error("unexpected indent", Span::new(end, end));
        }
        let line = self.line_start(self.at);
        if self.at == line && self.expects("except") && self.expects("finally") && !self.expects("else") {
            let at_end = self.at >= self.tokens.len() || self.token(self.at) == Token::Dedent;
            let span = if at_end { Span::new(self.last_line_end(), self.last_line_end()) } else { self.here() };
            return self.error("expected 'except' or 'finally' block", span);
        }
        let head = line + usize::from(self.token(line) == Token::Async);
        if let Some(error) = self.in_lambda_parameters(line) {
            return Some(error);
        }
        let statement = self.simple_statement_start(line);
        if let Some(error) = self.in_keyword_statement(head, statement) {
            return Some(error);
        }
        let start = self.expression_start(statement, None);
        if let Some(error) = start.and_then(|start| self.in_expression(start)) {
            return Some(error);
        }
        self.missing_colon(head).or_else(|| self.in_targets(statement))
    }

    /// The targets of the `for` at `keyword`, if they cannot be assigned to.
    pub(super) fn for_targets(&self, keyword: usize) -> Option<SyntaxError> {
        let target = self.star_expressions(keyword + 1)?;
        if target.kind.is_target() || target.kind == Kind::Comparison || target.end > self.at {
            return None;
        }
        self.error(format!("cannot assign to {}", target.kind.name()), target.span)
    }

    /// Mistakes in what stands before the `=` or `:=` of a statement.
    fn in_targets(&self, statement: usize) -> Option<SyntaxError> {
        if self.token(self.at) == Token::ColonEqual {
            let target = self.expression(statement).filter(|target| target.end == self.at)?;
            return if target.kind == Kind::Name { None } else { self.in_named_expression(statement) };
        }
        // The last target of a chain whose value is missing.
        if self.at > statement && self.token(self.at - 1) == Token::Equal {
            let mut start = statement;
            loop {
                let target = self.star_expressions(start)?;
                if target.end + 1 == self.at {
                    if target.kind.is_target() {
                        return None;
                    }
                    return self.error(format!("cannot assign to {}", target.kind.name()), target.span);
                }
                if self.token(target.end) != Token::Equal {
                    return None;
                }
                start = target.end + 1;
            }
        }
        // After a first expression and a comma, CPython also tries lists of expressions without commas between them.
        let first = self.star_named_expression(statement)?;
        if self.token(first.end) != Token::Comma {
            return None;
        }
        let mut next = first.end + 1;
        while let Some(found) = self.star_named_expression(next) {
            if self.token(found.end) == Token::Equal && next >= self.at {
                return self.in_named_expression(next);
            }
            next = found.end + usize::from(self.token(found.end) == Token::Comma);
        }
        None
    }

    /// A line that ends in a colon, and no indented line below it.
    fn missing_block(&self) -> Option<SyntaxError> {
        if !self.expects("INDENT") || self.at < 2 {
            return None;
        }
        let line = self.line_start(self.at - 1);
        let head = line + usize::from(self.token(line) == Token::Async);
        let number = self.line(head);
        let what = match self.token(head) {
            Token::If => "'if' statement",
            Token::Elif => "'elif' statement",
            Token::Else => "'else' statement",
            Token::For => "'for' statement",
            Token::While => "'while' statement",
            Token::With => "'with' statement",
            Token::Try => "'try' statement",
            Token::Except if self.token(head + 1) == Token::Star => "'except*' statement",
            Token::Except => "'except' statement",
            Token::Finally => "'finally' statement",
            Token::Match => "'match' statement",
            Token::Case => "'case' statement",
            Token::Def => "function definition",
            Token::Class => "class definition",
            _ => return None,
        };
        let message = format!("expected an indented block after {what} on line {number}");
        let span = if matches!(self.token(self.at), Token::Newline | Token::Dedent) || self.at >= self.tokens.len() {
            let end = self.last_line_end();
            Span::new(end, end)
        } else {
            self.span(self.at)
        };
        self.indentation_error(message, span)
    }

    /// Where the last line with text ends.
    fn last_line_end(&self) -> u32 {
        let start = if self.at >= self.tokens.len() { self.source.len() } else { self.span(self.at).start as usize };
        self.source[..start.min(self.source.len())].trim_end_matches(['\n', '\r']).len() as u32
    }

    /// Where the simple statement that holds the rejected token starts, on a line that starts at `line`.
    pub(super) fn simple_statement_start(&self, line: usize) -> usize {
        let mut start = line;
        let mut at = line;
        while at < self.at {
            if self.token(at) == Token::Semicolon {
                start = at + 1;
            }
            match self.skip(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        start
    }

    /// `if x` without its colon.
    fn missing_colon(&self, head: usize) -> Option<SyntaxError> {
        let at_line_end = self.token(self.at) == Token::Newline;
        let (mut colon, mut paren, mut arrow) = (false, false, None);
        let mut at = head;
        while at < self.at {
            match self.token(at) {
                Token::Colon => colon = true,
                Token::LParen => paren = true,
                Token::Arrow => arrow = Some(at),
                _ => {}
            }
            match self.skip(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        if colon {
            return None;
        }
        if self.token(head) == Token::Def && self.at > head + 1 {
            if !paren {
                return if self.expects("(") { self.error_here("expected '('") } else { None };
            }
            // Without an expression after it, the arrow itself stands where the colon should.
            if let Some(arrow) = arrow.filter(|_| !self.expects(":")) {
                return self.error("expected ':'", self.span(arrow));
            }
        }
        let wants_colon = match self.token(head) {
            // These want their colon whatever stands in its place.
            Token::Def | Token::Else | Token::Try | Token::Finally => self.expects(":"),
            Token::If
            | Token::Elif
            | Token::While
            | Token::For
            | Token::With
            | Token::Class
            | Token::Except
            | Token::Case => at_line_end && self.expects(":"),
            _ => false,
        };
        if wants_colon { self.error_here("expected ':'") } else { None }
    }

    /// Mistakes that belong to one kind of statement.
    fn in_keyword_statement(&self, head: usize, statement: usize) -> Option<SyntaxError> {
        let here = self.token(self.at);
        match self.token(head) {
            Token::If | Token::Elif | Token::While | Token::Match if statement <= head => {
                if let Some(error) = self.in_named_expression(head + 1) {
                    return Some(error);
                }
            }
            Token::Except => {
                if let Some(error) = self.in_except(head) {
                    return Some(error);
                }
            }
            Token::For if !(head..self.at).any(|at| self.token(at) == Token::In) => {
                if let Some(error) = self.for_targets(head) {
                    return Some(error);
                }
            }
            Token::Name("match") if self.at == head + 1 => {
                if let Some(error) = self.in_named_expression(head + 1) {
                    return Some(error);
                }
                // Read as a `match` statement, the text goes on as far as its subject does.
                if let Some(subject) = self.star_expressions(head + 1) {
                    return match self.token(subject.end) {
                        Token::Newline => self.error("expected ':'", self.place(subject.end)),
                        Token::Colon => self.error("invalid syntax", self.place(subject.end + 1)),
                        _ => self.error("invalid syntax", self.place(subject.end)),
                    };
                }
            }
            Token::Case => return self.in_case(head),
            _ => {}
        }
        match self.token(statement) {
            Token::Del => {
                let target = self.star_expressions(statement + 1)?;
                if matches!(target.kind, Kind::Tuple | Kind::List) || target.kind.is_single_target() {
                    return None;
                }
                self.error(format!("cannot delete {}", target.kind.name()), target.span)
            }
            Token::Import => {
                if here == Token::Newline && self.at == statement + 1 {
                    return self.error("Expected one or more names after 'import'", self.here());
                }
                if here == Token::From && self.token(self.at - 1) != Token::Comma {
                    let mut end = self.at + 1;
                    while matches!(self.token(end), Token::Name(_) | Token::Dot) {
                        end += 1;
                    }
                    if end > self.at + 1 && matches!(self.token(self.at + 1), Token::Name(_)) {
                        let message = "Did you mean to use 'from ... import ...' instead?";
                        return self.error(message, self.range(statement, end));
                    }
                }
                None
            }
            Token::From => {
                let import = (statement..self.at).find(|&at| self.token(at) == Token::Import)?;
                if here == Token::Newline && self.at == import + 1 {
                    return self.error("Expected one or more names after 'import'", self.here());
                }
                if here == Token::Newline && self.token(self.at - 1) == Token::Comma {
                    return self.error_here("trailing comma not allowed without surrounding parentheses");
                }
                None
            }
            _ => None,
        }
    }

    /// Mistakes between `except` and its colon.
    fn in_except(&self, head: usize) -> Option<SyntaxError> {
        let here = self.token(self.at);
        let star = self.token(head + 1) == Token::Star;
        if star && head + 1 == self.at {
            let exception = self.expression(self.at + 1)?;
            return self.both_kinds_of_except(self.range(head, self.at + 1), exception.end);
        }
        if !star && head + 1 == self.at && self.expects("*") && !self.expects(":") {
            let end = if here == Token::Colon { self.at } else { self.expression(self.at)?.end };
            return self.both_kinds_of_except(self.span(head), end);
        }
        if star && head + 2 == self.at && matches!(here, Token::Colon | Token::Newline) {
            return self.error_here("expected one or more exception types");
        }
        let first = head + 1 + usize::from(star);
        if here == Token::Comma && self.at > first {
            self.expression(first).filter(|found| found.end == self.at)?;
            let mut end = self.star_expressions(self.at + 1)?.end;
            if self.token(end) == Token::As && matches!(self.token(end + 1), Token::Name(_)) {
                end += 2;
            }
            if self.token(end) == Token::Colon {
                let message = "multiple exception types must be parenthesized";
                return self.error(message, self.starting_from(first, end));
            }
        }
        None
    }

    fn both_kinds_of_except(&self, span: Span, end: usize) -> Option<SyntaxError> {
        let mut end = end;
        if self.token(end) == Token::As {
            end += 2;
        }
        if self.token(end) != Token::Colon {
            return None;
        }
        self.error("cannot have both 'except' and 'except*' on the same 'try'", span)
    }

    /// Mistakes between `case` and its colon.
    fn in_case(&self, head: usize) -> Option<SyntaxError> {
        if self.token(self.at) == Token::Newline && self.expects(":") {
            return self.error_here("expected ':'");
        }
        let alias = (head..self.at).rev().find(|&at| self.token(at) == Token::As)? + 1;
        if alias != self.at || matches!(self.token(alias), Token::Name(_)) {
            return None;
        }
        let target = self.expression(alias)?;
        self.error("invalid pattern target", target.span)
    }

    /// Explains why something cannot be assigned to: `f() = 1`. The rejected token is the one after the `=`.
    pub(super) fn assignment(&self, error: &SyntaxError) -> Option<SyntaxError> {
        if !self.open.is_empty() {
            return None;
        }
        let at_target = self.tokens.partition_point(|spanned| spanned.span.start < error.span.start);
        let line = self.line_start(at_target);
        let mut statement = line;
        let mut at = line;
        while at < at_target {
            if matches!(self.token(at), Token::Semicolon | Token::Colon) {
                statement = at + 1;
            }
            // A bracket around the target is not skipped: the target would be lost.
            at = match self.closed(at) {
                Some(close) if close < at_target => close + 1,
                _ => at + 1,
            };
        }
        // Only the first target of a chain is looked at in this way.
        let mut element = statement;
        loop {
            if self.token(element) == Token::Star {
                element += 1;
            } else if let Some(target) = self.chain(element, Level::BitOr)
                && self.token(target.end) == Token::Equal
            {
                return self.single_equal(element, target);
            }
            let end = self.star_named_expression(element)?.end;
            if self.token(end) != Token::Comma {
                return None;
            }
            element = end + 1;
        }
    }
}
