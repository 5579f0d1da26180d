//! Recognises expressions on the token list: where the longest expression from a token on ends, and what it is.
//!
//! It builds nothing. Text before the rejected token needs no checking inside brackets, because the parser has been
//! there; text after it is parsed on the side (see [`Tokens::is_valid`]).

use super::Tokens;
use crate::ast::Span;
use crate::token::Token;

/// What an expression is, in the words of CPython's messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Attribute,
    Await,
    Call,
    Comparison,
    Conditional,
    Dict,
    DictComprehension,
    Ellipsis,
    /// Binary, unary and boolean operations.
    Expression,
    FString,
    Generator,
    Lambda,
    List,
    ListComprehension,
    Literal,
    Name,
    Named,
    Set,
    SetComprehension,
    Starred,
    Subscript,
    Tuple,
    Yield,
    True,
    False,
    None,
}

impl Kind {
    /// Whether it can be annotated or be the target of an augmented assignment.
    pub(super) fn is_single_target(self) -> bool {
        matches!(self, Kind::Name | Kind::Attribute | Kind::Subscript)
    }

    /// Whether it can be a target, as far as can be told without a look inside.
    pub(super) fn is_target(self) -> bool {
        self.is_single_target() || matches!(self, Kind::List | Kind::Tuple | Kind::Starred)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Attribute => "attribute",
            Kind::Await => "await expression",
            Kind::Call => "function call",
            Kind::Comparison => "comparison",
            Kind::Conditional => "conditional expression",
            Kind::Dict => "dict literal",
            Kind::DictComprehension => "dict comprehension",
            Kind::Ellipsis => "ellipsis",
            Kind::Expression => "expression",
            Kind::FString => "f-string expression",
            Kind::Generator => "generator expression",
            Kind::Lambda => "lambda",
            Kind::List => "list",
            Kind::ListComprehension => "list comprehension",
            Kind::Literal => "literal",
            Kind::Name => "name",
            Kind::Named => "named expression",
            Kind::Set => "set display",
            Kind::SetComprehension => "set comprehension",
            Kind::Starred => "starred",
            Kind::Subscript => "subscript",
            Kind::Tuple => "tuple",
            Kind::Yield => "yield expression",
            Kind::True => "True",
            Kind::False => "False",
            Kind::None => "None",
        }
    }
}

/// An expression on the token list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Index one past its last token.
    pub end: usize,
    pub kind: Kind,
    /// Its place, without parentheses around it.
    pub span: Span,
}

/// Which operators an operator chain may hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    BitOr,
    Comparison,
    Disjunction,
}

impl<'a> Tokens<'_, 'a> {
    /// An `expression`: a disjunction, a conditional expression or a lambda.
    pub(super) fn expression(&self, start: usize) -> Option<Found> {
        let mut best: Option<Found> = None;
        let mut at = start;
        let mut outer: Option<Kind> = None;
        loop {
            if self.token(at) == Token::Lambda {
                outer.get_or_insert(Kind::Lambda);
                let Some(colon) = self.lambda_colon(at) else { break };
                at = colon + 1;
                continue;
            }
            let Some(found) = self.chain(at, Level::Disjunction) else { break };
            let from = if outer.is_some() { self.span(start) } else { found.span };
            let kind = outer.unwrap_or(found.kind);
            best = Some(Found { end: found.end, kind, span: from.to(found.span) });
            if self.token(found.end) != Token::If {
                break;
            }
            let Some(test) = self.chain(found.end + 1, Level::Disjunction) else { break };
            if self.token(test.end) != Token::Else {
                break;
            }
            outer.get_or_insert(Kind::Conditional);
            at = test.end + 1;
        }
        best
    }

    /// The colon that ends the parameters of the lambda at `at`.
    pub(super) fn lambda_colon(&self, at: usize) -> Option<usize> {
        let mut at = at + 1;
        loop {
            match self.token(at) {
                Token::Colon => return Some(at),
                Token::Newline | Token::RParen | Token::RBracket | Token::RBrace | Token::Lambda => return None,
                _ => {}
            }
            at = self.skip(at)?;
        }
    }

    /// A list of expressions, some of them perhaps starred, with or without commas.
    pub(super) fn star_expressions(&self, start: usize) -> Option<Found> {
        let first = self.star_expression(start)?;
        if self.token(first.end) != Token::Comma {
            return Some(first);
        }
        let mut end = first.end + 1;
        while let Some(next) = self.star_expression(end) {
            end = next.end;
            if self.token(end) != Token::Comma {
                break;
            }
            end += 1;
        }
        Some(Found { end, kind: Kind::Tuple, span: self.span(start).to(self.span(end - 1)) })
    }

    /// An expression or `*` and an operand.
    pub(super) fn star_expression(&self, start: usize) -> Option<Found> {
        if self.token(start) == Token::Star {
            let value = self.chain(start + 1, Level::BitOr)?;
            return Some(Found { kind: Kind::Starred, span: self.span(start).to(value.span), end: value.end });
        }
        self.expression(start)
    }

    /// `name := value` or an expression, or a starred one.
    pub(super) fn star_named_expression(&self, start: usize) -> Option<Found> {
        if matches!(self.token(start), Token::Name(_)) && self.token(start + 1) == Token::ColonEqual {
            let value = self.expression(start + 2)?;
            return Some(Found { kind: Kind::Named, span: self.span(start).to(value.span), end: value.end });
        }
        self.star_expression(start)
    }

    /// `for ... in ... if ...`, once or more; returns where it ends.
    pub(super) fn for_if_clauses(&self, start: usize) -> Option<usize> {
        let mut at = start;
        let mut end = None;
        loop {
            if self.token(at) == Token::Async {
                at += 1;
            }
            if self.token(at) != Token::For {
                return end;
            }
            at = self.targets(at + 1)?;
            if self.token(at) != Token::In {
                return end;
            }
            let Some(iterable) = self.chain(at + 1, Level::Disjunction) else { return end };
            at = iterable.end;
            while self.token(at) == Token::If {
                let Some(test) = self.chain(at + 1, Level::Disjunction) else { return Some(at) };
                at = test.end;
            }
            end = Some(at);
        }
    }

    /// A list of operands, as in the head of a `for`; returns where it ends.
    pub(super) fn targets(&self, start: usize) -> Option<usize> {
        let mut end = None;
        let mut at = start;
        loop {
            let from = if self.token(at) == Token::Star { at + 1 } else { at };
            let Some(target) = self.chain(from, Level::BitOr) else { return end };
            if self.token(target.end) != Token::Comma {
                return Some(target.end);
            }
            at = target.end + 1;
            end = Some(at);
        }
    }

    /// The longest chain of operators and operands from a token on.
    pub(super) fn chain(&self, start: usize, level: Level) -> Option<Found> {
        let mut best: Option<Found> = None;
        let mut at = start;
        let mut may_negate = level == Level::Disjunction;
        let (mut boolean, mut comparison, mut arithmetic) = (false, false, false);
        loop {
            let mut operand = at;
            let (mut negated, mut signed) = (false, false);
            while may_negate && self.token(operand) == Token::Not {
                negated = true;
                operand += 1;
            }
            while matches!(self.token(operand), Token::Plus | Token::Minus | Token::Tilde) {
                signed = true;
                operand += 1;
            }
            let awaits = self.token(operand) == Token::Await;
            let Some(primary) = self.primary(operand + usize::from(awaits)) else { break };
            let is_compound = at != operand || awaits || best.is_some();
            boolean |= negated;
            arithmetic |= signed;
            let kind = match (boolean, comparison, arithmetic, awaits) {
                (true, ..) => Kind::Expression,
                (_, true, ..) => Kind::Comparison,
                (_, _, true, _) => Kind::Expression,
                (.., true) => Kind::Await,
                _ => primary.kind,
            };
            let span = if is_compound { self.span(start).to(self.span(primary.end - 1)) } else { primary.span };
            best = Some(Found { end: primary.end, kind, span });
            let operator = primary.end;
            at = operator + 1;
            may_negate = false;
            match self.token(operator) {
                Token::DoubleStar
                | Token::Bar
                | Token::Caret
                | Token::Ampersand
                | Token::LeftShift
                | Token::RightShift
                | Token::Plus
                | Token::Minus
                | Token::Star
                | Token::Slash
                | Token::DoubleSlash
                | Token::Percent
                | Token::At => arithmetic = true,
                Token::And | Token::Or if level == Level::Disjunction => {
                    boolean = true;
                    may_negate = true;
                }
                Token::EqEqual
                | Token::NotEqual
                | Token::Less
                | Token::LessEqual
                | Token::Greater
                | Token::GreaterEqual
                | Token::In
                    if level >= Level::Comparison =>
                {
                    comparison = true;
                }
                Token::Not if level >= Level::Comparison && self.token(at) == Token::In => {
                    comparison = true;
                    at += 1;
                }
                Token::Is if level >= Level::Comparison => {
                    comparison = true;
                    at += usize::from(self.token(at) == Token::Not);
                }
                _ => break,
            }
        }
        best
    }

    /// An atom with attributes, calls and subscripts.
    fn primary(&self, start: usize) -> Option<Found> {
        let mut found = self.atom(start)?;
        loop {
            let at = found.end;
            let (end, kind) = match self.token(at) {
                Token::Dot if matches!(self.token(at + 1), Token::Name(_)) => (at + 2, Kind::Attribute),
                Token::LParen | Token::LBracket => {
                    let Some(close) = self.closed(at) else { break };
                    if at >= self.at && !self.is_valid(at, close, true) {
                        break;
                    }
                    let kind = if self.token(at) == Token::LParen { Kind::Call } else { Kind::Subscript };
                    (close + 1, kind)
                }
                _ => break,
            };
            found = Found { end, kind, span: self.span(start).to(self.span(end - 1)) };
        }
        Some(found)
    }

    fn atom(&self, start: usize) -> Option<Found> {
        let one = |kind| Some(Found { end: start + 1, kind, span: self.span(start) });
        match self.token(start) {
            Token::Name(_) => one(Kind::Name),
            Token::Number => one(Kind::Literal),
            Token::True => one(Kind::True),
            Token::False => one(Kind::False),
            Token::None => one(Kind::None),
            Token::Ellipsis => one(Kind::Ellipsis),
            Token::String | Token::FStringStart => {
                let mut end = start;
                let mut kind = Kind::Literal;
                loop {
                    match self.token(end) {
                        Token::String => end += 1,
                        Token::FStringStart => {
                            let Some(close) = self.closed(end) else { break };
                            if end >= self.at && !self.is_valid(end, close, false) {
                                break;
                            }
                            kind = Kind::FString;
                            end = close + 1;
                        }
                        _ => break,
                    }
                }
                (end > start).then(|| Found { end, kind, span: self.span(start).to(self.span(end - 1)) })
            }
            Token::LParen | Token::LBracket | Token::LBrace => {
                let close = self.closed(start)?;
                if start >= self.at && !self.is_valid(start, close, false) {
                    return None;
                }
                let (kind, span) = self.display_kind(start, close);
                Some(Found { end: close + 1, kind, span })
            }
            _ => None,
        }
    }

    /// What the brackets from `open` to `close` hold, and where. For a group: the expression inside.
    fn display_kind(&self, open: usize, close: usize) -> (Kind, Span) {
        let (mut open, mut close) = (open, close);
        loop {
            let whole = self.span(open).to(self.span(close));
            let (mut comma, mut colon, mut comprehension) = (false, false, false);
            let mut lambdas = 0usize;
            let mut at = open + 1;
            while at < close {
                match self.token(at) {
                    Token::Comma if lambdas == 0 => comma = true,
                    Token::Lambda => lambdas += 1,
                    Token::Colon if lambdas > 0 => lambdas -= 1,
                    Token::Colon => colon = true,
                    Token::For => comprehension = true,
                    _ => {}
                }
                match self.skip(at) {
                    Some(next) => at = next,
                    None => break,
                }
            }
            let empty = open + 1 == close;
            match self.token(open) {
                Token::LBracket if comprehension => return (Kind::ListComprehension, whole),
                Token::LBracket => return (Kind::List, whole),
                Token::LBrace if comprehension && colon => return (Kind::DictComprehension, whole),
                Token::LBrace if comprehension => return (Kind::SetComprehension, whole),
                Token::LBrace if empty || colon || self.token(open + 1) == Token::DoubleStar => {
                    return (Kind::Dict, whole);
                }
                Token::LBrace => return (Kind::Set, whole),
                _ if comprehension => return (Kind::Generator, whole),
                _ if empty || comma => return (Kind::Tuple, whole),
                _ => {}
            }
            let inner = self.span(open + 1).to(self.span(close - 1));
            if self.token(open + 1) == Token::Yield {
                return (Kind::Yield, inner);
            }
            if self.token(open + 2) == Token::ColonEqual {
                return (Kind::Named, inner);
            }
            let nested = matches!(self.token(open + 1), Token::LParen | Token::LBracket | Token::LBrace);
            if !nested || self.closed(open + 1) != Some(close - 1) {
                return (self.flat_kind(open + 1, close), inner);
            }
            open += 1;
            close -= 1;
        }
    }

    /// The kind of the operator chain from `start` to `end`, from its operators alone.
    fn flat_kind(&self, start: usize, end: usize) -> Kind {
        let (mut boolean, mut comparison, mut arithmetic, mut conditional) = (false, false, false, false);
        let mut last = Kind::Name;
        let mut at = start;
        let mut operand = true;
        while at < end {
            let token = self.token(at);
            match token {
                Token::Lambda => return Kind::Lambda,
                Token::If => conditional = true,
                Token::And | Token::Or => boolean = true,
                Token::Not if operand => boolean = true,
                Token::EqEqual
                | Token::NotEqual
                | Token::Less
                | Token::LessEqual
                | Token::Greater
                | Token::GreaterEqual
                | Token::In
                | Token::Is
                | Token::Not => comparison = true,
                Token::Dot => last = Kind::Attribute,
                Token::Await => last = Kind::Await,
                Token::Name(_) if operand => last = Kind::Name,
                Token::Name(_) => {}
                Token::Number | Token::String => last = Kind::Literal,
                Token::FStringStart => last = Kind::FString,
                Token::True => last = Kind::True,
                Token::False => last = Kind::False,
                Token::None => last = Kind::None,
                Token::Ellipsis => last = Kind::Ellipsis,
                Token::LParen if operand => last = Kind::Tuple,
                Token::LBracket if operand => last = Kind::List,
                Token::LBrace => last = Kind::Dict,
                Token::LParen => last = Kind::Call,
                Token::LBracket => last = Kind::Subscript,
                _ => arithmetic = true,
            }
            operand = !ends_operand(token);
            if matches!(token, Token::LParen | Token::LBracket | Token::LBrace | Token::FStringStart) {
                operand = false;
            }
            match self.skip(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        match (conditional, boolean, comparison, arithmetic) {
            (true, ..) => Kind::Conditional,
            (_, true, ..) => Kind::Expression,
            (_, _, true, _) => Kind::Comparison,
            (.., true) => Kind::Expression,
            _ => last,
        }
    }
}

/// Whether an operand can end with this token.
pub(super) fn ends_operand(token: Token<'_>) -> bool {
    matches!(
        token,
        Token::Name(_)
            | Token::Number
            | Token::String
            | Token::FStringEnd
            | Token::True
            | Token::False
            | Token::None
            | Token::Ellipsis
            | Token::RParen
            | Token::RBracket
            | Token::RBrace
    )
}
