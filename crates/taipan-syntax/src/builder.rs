//! The actions of the grammar: builds nodes in the arena and makes the checks that an LALR(1) grammar cannot.
//!
//! Each method is called from one or two rules of `grammar/python.lalrpop`. Nothing here looks ahead in the text, save
//! to find the place of an error.

use crate::Arena;
use crate::ast::*;
use crate::convert::{TargetUse, expression_name, invalid_target};
use crate::error::{SyntaxError, SyntaxWarning};
use crate::layout::Spanned;
use crate::literal::{self, Text, TextKind};
use crate::token::{FStringText, Token};
use lalrpop_util::ParseError;
use std::cell::{Cell, RefCell};

/// What an action that checks returns.
pub(crate) type Checked<'a, T> = Result<T, ParseError<u32, Token<'a>, SyntaxError>>;

/// What the actions of the grammar share.
pub(crate) struct Builder<'a> {
    pub arena: &'a Arena,
    pub source: &'a str,
    pub tokens: Vec<Spanned<'a>>,
    /// How many tokens the parser has taken.
    pub taken: Cell<usize>,
    /// Set when an assignment was refused for its target: the words depend on what stands around it.
    pub bad_target: Cell<bool>,
    pub warnings: RefCell<Vec<SyntaxWarning>>,
}

/// One item of a parameter list.
pub(crate) enum ParameterItem<'a> {
    Plain(Parameter<'a>),
    Slash(Span),
    /// A bare `*`.
    Star(Span),
    Variadic(Span, Parameter<'a>),
    Keywords(Span, Parameter<'a>),
}

/// One item of an argument list.
pub(crate) enum ArgumentItem<'a> {
    /// Starred ones included.
    Positional(Expr<'a>),
    /// `name=value` and `**value`.
    Keyword(Keyword<'a>),
    /// A generator expression without parentheses of its own.
    Generator { elt: Expr<'a>, generators: Vec<Comprehension<'a>>, span: Span },
    /// Always the last item.
    TrailingComma(Span),
}

/// One item in the parentheses of a class pattern.
pub(crate) enum PatternItem<'a> {
    Positional(Pattern<'a>),
    Keyword(Ident<'a>, Pattern<'a>),
}

/// One of several adjacent string literals.
pub(crate) enum StringPiece<'a> {
    Text(Text<'a>),
    Bytes(&'a [u8]),
    Format(Vec<FStringPart<'a>>),
}

fn reject<'a, T>(message: impl Into<String>, span: Span) -> Checked<'a, T> {
    Err(ParseError::User { error: SyntaxError::new(message, span) })
}

/// Splits a list of pairs.
fn unzip<A, B>(pairs: Vec<(A, B)>) -> (Vec<A>, Vec<B>) {
    pairs.into_iter().unzip()
}

impl<'a> Builder<'a> {
    pub fn new(
        arena: &'a Arena,
        source: &'a str,
        tokens: Vec<Spanned<'a>>,
        warnings: Vec<SyntaxWarning>,
    ) -> Builder<'a> {
        let (taken, bad_target) = (Cell::new(0), Cell::new(false));
        Builder { arena, source, tokens, taken, bad_target, warnings: RefCell::new(warnings) }
    }

    pub fn alloc<T: Copy>(&self, value: T) -> &'a T {
        self.arena.alloc(value)
    }

    pub fn alloc_option<T: Copy>(&self, value: Option<T>) -> Option<&'a T> {
        value.map(|value| self.alloc(value))
    }

    pub fn slice<T: Copy>(&self, list: Vec<T>) -> &'a [T] {
        if list.is_empty() { &[] } else { self.arena.alloc_slice_copy(&list) }
    }

    // Statements.

    pub fn expression_module(&self, l: u32, value: Expr<'a>, r: u32) -> Module<'a> {
        let statement = Stmt { kind: StmtKind::Expr(self.alloc(value)), span: Span::new(l, r) };
        Module { body: self.slice(vec![statement]) }
    }

    /// A compound statement ends where its last statement ends, not at the newline after it.
    pub fn compound(&self, l: u32, kind: StmtKind<'a>) -> Stmt<'a> {
        let last = match &kind {
            StmtKind::FunctionDef(def) => def.body.last(),
            StmtKind::ClassDef(class) => class.body.last(),
            StmtKind::For { body, orelse, .. }
            | StmtKind::While { body, orelse, .. }
            | StmtKind::If { body, orelse, .. } => orelse.last().or(body.last()),
            StmtKind::With { body, .. } => body.last(),
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                let handled = || handlers.last().and_then(|handler| handler.body.last());
                finalbody.last().or(orelse.last()).or_else(handled).or(body.last())
            }
            StmtKind::Match { cases, .. } => cases.last().and_then(|case| case.body.last()),
            _ => None,
        };
        Stmt { kind, span: Span::new(l, last.map_or(l, |statement| statement.span.end)) }
    }

    pub fn handler(
        &self,
        l: u32,
        typ: Option<Expr<'a>>,
        name: Option<Ident<'a>>,
        body: &'a [Stmt<'a>],
    ) -> ExceptHandler<'a> {
        let end = body.last().map_or(l, |statement| statement.span.end);
        ExceptHandler { typ: self.alloc_option(typ), name, body, span: Span::new(l, end) }
    }

    /// `a.b.c`.
    pub fn dotted(&self, parts: Vec<Ident<'a>>) -> Ident<'a> {
        match parts.as_slice() {
            [only] => *only,
            [first, .., last] => {
                let names: Vec<&str> = parts.iter().map(|part| part.name).collect();
                Ident { name: self.arena.alloc_str(&names.join(".")), span: first.span.to(last.span) }
            }
            [] => Ident { name: "", span: Span::default() },
        }
    }

    pub fn assignment_target(&self, target: Expr<'a>) -> Checked<'a, Expr<'a>> {
        let target_or_error = match target.kind {
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                reject("assignment to yield expression not possible", target.span)
            }
            _ => self.check_target(target, TargetUse::Assign),
        };
        self.bad_target.set(target_or_error.is_err());
        target_or_error
    }

    pub fn for_target(&self, target: Expr<'a>) -> Checked<'a, Expr<'a>> {
        self.check_target(target, TargetUse::For)
    }

    fn check_target(&self, target: Expr<'a>, usage: TargetUse) -> Checked<'a, Expr<'a>> {
        match invalid_target(&target, usage) {
            None => Ok(target),
            Some(part) => {
                let verb = if usage == TargetUse::Delete { "delete" } else { "assign to" };
                reject(format!("cannot {verb} {}", expression_name(part)), part.span)
            }
        }
    }

    pub fn delete(&self, targets: Vec<Expr<'a>>) -> Checked<'a, StmtKind<'a>> {
        for target in &targets {
            self.check_target(*target, TargetUse::Delete)?;
        }
        Ok(StmtKind::Delete(self.slice(targets)))
    }

    pub fn with_item(&self, context: Expr<'a>, target: Expr<'a>) -> Checked<'a, WithItem<'a>> {
        let target = self.check_target(target, TargetUse::Assign)?;
        Ok(WithItem { context: self.alloc(context), target: Some(self.alloc(target)) })
    }

    pub fn annotated_assignment(
        &self,
        l: u32,
        target: Expr<'a>,
        annotation: Expr<'a>,
        value: Option<Expr<'a>>,
    ) -> Checked<'a, StmtKind<'a>> {
        let in_parentheses = target.span.start != l;
        match &target.kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {}
            ExprKind::List(_) => return reject("only single target (not list) can be annotated", target.span),
            ExprKind::Tuple(parts) => {
                let bare =
                    !self.source[l as usize..].starts_with('(') || parts.first().is_some_and(|p| p.span.start == l);
                let span = if bare { parts.first().map_or(target.span, |part| part.span) } else { target.span };
                return reject("only single target (not tuple) can be annotated", span);
            }
            ExprKind::Starred(_) => {
                return reject("invalid syntax", self.token_from(target.span.end, |token| token == Token::Colon));
            }
            _ => return reject("illegal target for annotation", target.span),
        }
        let simple = matches!(target.kind, ExprKind::Name(_)) && !in_parentheses;
        Ok(StmtKind::AnnAssign {
            target: self.alloc(target),
            annotation: self.alloc(annotation),
            value: self.alloc_option(value),
            simple,
        })
    }

    pub fn augmented_assignment(&self, target: Expr<'a>, op: BinaryOp, value: Expr<'a>) -> Checked<'a, StmtKind<'a>> {
        match target.kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
                Ok(StmtKind::AugAssign { target: self.alloc(target), op, value: self.alloc(value) })
            }
            _ => reject(
                format!("'{}' is an illegal expression for augmented assignment", expression_name(&target)),
                target.span,
            ),
        }
    }

    pub fn type_param(
        &self,
        l: u32,
        name: Ident<'a>,
        kind: TypeParamKind,
        bound: Option<Expr<'a>>,
        default: Option<Expr<'a>>,
        r: u32,
    ) -> TypeParam<'a> {
        TypeParam {
            name,
            kind,
            bound: self.alloc_option(bound),
            default: self.alloc_option(default),
            span: Span::new(l, r),
        }
    }

    // Parameters.

    pub fn parameter(
        &self,
        name: Ident<'a>,
        annotation: Option<Expr<'a>>,
        default: Option<Expr<'a>>,
    ) -> ParameterItem<'a> {
        ParameterItem::Plain(Parameter {
            name,
            annotation: self.alloc_option(annotation),
            default: self.alloc_option(default),
        })
    }

    pub fn star_parameter(&self, l: u32, name: Ident<'a>, annotation: Option<Expr<'a>>) -> ParameterItem<'a> {
        let parameter = Parameter { name, annotation: self.alloc_option(annotation), default: None };
        ParameterItem::Variadic(Span::new(l, l + 1), parameter)
    }

    pub fn double_star_parameter(&self, l: u32, name: Ident<'a>, annotation: Option<Expr<'a>>) -> ParameterItem<'a> {
        let parameter = Parameter { name, annotation: self.alloc_option(annotation), default: None };
        ParameterItem::Keywords(Span::new(l, l + 2), parameter)
    }

    /// Sorts a list of parameters by kind and checks their order.
    pub fn parameters(&self, items: Vec<ParameterItem<'a>>, in_lambda: bool) -> Checked<'a, Parameters<'a>> {
        let mut posonly: Option<Vec<Parameter<'a>>> = None;
        let mut args: Vec<Parameter<'a>> = Vec::new();
        let mut kwonly: Vec<Parameter<'a>> = Vec::new();
        let mut vararg = None;
        let mut kwarg = None;
        let mut star: Option<Span> = None;
        let mut default_seen = false;
        let count = items.len();
        for (index, item) in items.into_iter().enumerate() {
            if kwarg.is_some() {
                let span = match item {
                    ParameterItem::Plain(parameter) => parameter_span(&parameter),
                    ParameterItem::Slash(span)
                    | ParameterItem::Star(span)
                    | ParameterItem::Variadic(span, _)
                    | ParameterItem::Keywords(span, _) => span,
                };
                return reject("arguments cannot follow var-keyword argument", span);
            }
            match item {
                ParameterItem::Plain(parameter) => {
                    if star.is_some() {
                        kwonly.push(parameter);
                        continue;
                    }
                    if default_seen && parameter.default.is_none() {
                        let message = "parameter without a default follows parameter with a default";
                        return reject(message, parameter_span(&parameter));
                    }
                    default_seen |= parameter.default.is_some();
                    args.push(parameter);
                }
                ParameterItem::Slash(span) => {
                    if star.is_some() {
                        return reject("/ must be ahead of *", span);
                    }
                    if posonly.is_some() {
                        return reject("/ may appear only once", span);
                    }
                    if index == 0 {
                        let comma = self.source[span.end as usize..].trim_start().starts_with(',');
                        return reject(
                            if comma { "at least one argument must precede /" } else { "invalid syntax" },
                            span,
                        );
                    }
                    posonly = Some(std::mem::take(&mut args));
                }
                ParameterItem::Star(span) | ParameterItem::Variadic(span, _) if star.is_some() => {
                    let bare_at_end = matches!(item, ParameterItem::Star(_)) && index + 1 == count;
                    let unpacks = vararg.is_some_and(|parameter: Parameter<'a>| {
                        parameter.annotation.is_some_and(|value| matches!(value.kind, ExprKind::Starred(_)))
                    });
                    let message =
                        if bare_at_end || unpacks { "invalid syntax" } else { "* argument may appear only once" };
                    return reject(message, span);
                }
                ParameterItem::Star(span) => {
                    star = Some(span);
                    if index + 1 == count {
                        let end = |token| matches!(token, Token::RParen | Token::Colon);
                        let place = if in_lambda { self.token_from(span.end, end) } else { span };
                        return reject("named arguments must follow bare *", place);
                    }
                }
                ParameterItem::Variadic(span, parameter) => {
                    star = Some(span);
                    vararg = Some(parameter);
                }
                ParameterItem::Keywords(stars, parameter) => {
                    if let (Some(span), None, true) = (star, vararg, kwonly.is_empty()) {
                        return reject("named arguments must follow bare *", if in_lambda { stars } else { span });
                    }
                    kwarg = Some(parameter);
                }
            }
        }
        Ok(Parameters {
            posonly: self.slice(posonly.unwrap_or_default()),
            args: self.slice(args),
            vararg: self.alloc_option(vararg),
            kwonly: self.slice(kwonly),
            kwarg: self.alloc_option(kwarg),
        })
    }

    // Expressions.

    pub fn expr(&self, l: u32, kind: ExprKind<'a>, r: u32) -> Expr<'a> {
        Expr { kind, span: Span::new(l, r) }
    }

    pub fn constant(&self, l: u32, value: Constant<'a>, r: u32) -> Expr<'a> {
        self.expr(l, ExprKind::Constant(value), r)
    }

    pub fn binary(&self, l: u32, left: Expr<'a>, op: BinaryOp, right: Expr<'a>, r: u32) -> Expr<'a> {
        self.expr(l, ExprKind::Binary { left: self.alloc(left), op, right: self.alloc(right) }, r)
    }

    pub fn unary(&self, l: u32, op: UnaryOp, operand: Expr<'a>, r: u32) -> Expr<'a> {
        self.expr(l, ExprKind::Unary { op, operand: self.alloc(operand) }, r)
    }

    pub fn comparison(&self, l: u32, left: Expr<'a>, rest: Vec<(CompareOp, Expr<'a>)>, r: u32) -> Expr<'a> {
        let (ops, comparators) = unzip(rest);
        let kind =
            ExprKind::Compare { left: self.alloc(left), ops: self.slice(ops), comparators: self.slice(comparators) };
        self.expr(l, kind, r)
    }

    pub fn one_or_tuple(&self, l: u32, mut list: Vec<Expr<'a>>, comma: bool, r: u32) -> Expr<'a> {
        match list.pop() {
            Some(only) if list.is_empty() && !comma => only,
            last => {
                list.extend(last);
                self.expr(l, ExprKind::Tuple(self.slice(list)), r)
            }
        }
    }

    pub fn tuple(&self, l: u32, first: Expr<'a>, rest: Option<Vec<Expr<'a>>>, r: u32) -> Expr<'a> {
        let mut list = vec![first];
        list.extend(rest.unwrap_or_default());
        self.expr(l, ExprKind::Tuple(self.slice(list)), r)
    }

    /// Several indices, or one starred, make a tuple.
    pub fn slices(&self, l: u32, list: Vec<Expr<'a>>, comma: bool, r: u32) -> Expr<'a> {
        match list.as_slice() {
            [only] if !comma && !matches!(only.kind, ExprKind::Starred(_)) => *only,
            _ => self.expr(l, ExprKind::Tuple(self.slice(list)), r),
        }
    }

    pub fn dict(&self, l: u32, items: Vec<(Option<Expr<'a>>, Expr<'a>)>, r: u32) -> Expr<'a> {
        let (keys, values) = unzip(items);
        self.expr(l, ExprKind::Dict { keys: self.slice(keys), values: self.slice(values) }, r)
    }

    pub fn call(
        &self,
        l: u32,
        func: Expr<'a>,
        open: u32,
        items: Vec<ArgumentItem<'a>>,
        r: u32,
    ) -> Checked<'a, Expr<'a>> {
        let (args, keywords) = match <[ArgumentItem<'a>; 1]>::try_from(items) {
            Ok([ArgumentItem::Generator { elt, generators, .. }]) => {
                let kind = ExprKind::Generator { elt: self.alloc(elt), generators: self.slice(generators) };
                (self.slice(vec![self.expr(open, kind, r)]), self.slice(Vec::new()))
            }
            Ok(one) => self.arguments(one.into())?,
            Err(items) => self.arguments(items)?,
        };
        Ok(self.expr(l, ExprKind::Call { func: self.alloc(func), args, keywords }, r))
    }

    pub fn class_arguments(&self, items: Vec<ArgumentItem<'a>>) -> Checked<'a, (&'a [Expr<'a>], &'a [Keyword<'a>])> {
        if let [ArgumentItem::Generator { elt, .. }] = items.as_slice() {
            let keyword = self.token_from(elt.span.end, |token| matches!(token, Token::For | Token::Async));
            return reject("invalid syntax", keyword);
        }
        self.arguments(items)
    }

    /// The span of the first token from an offset on that satisfies a condition.
    fn token_from(&self, offset: u32, wanted: impl Fn(Token<'a>) -> bool) -> Span {
        let from = self.tokens.partition_point(|spanned| spanned.span.start < offset);
        let found = self.tokens[from..].iter().find(|spanned| wanted(spanned.token));
        found.map_or(Span::new(offset, offset), |spanned| spanned.span)
    }

    /// Separates positional from keyword arguments and checks their order.
    fn arguments(&self, items: Vec<ArgumentItem<'a>>) -> Checked<'a, (&'a [Expr<'a>], &'a [Keyword<'a>])> {
        let mut args: Vec<Expr<'a>> = Vec::new();
        // CPython reports a misplaced argument at the parenthesis after the arguments.
        let end = match items.last() {
            Some(ArgumentItem::Positional(value)) => value.span.end,
            Some(ArgumentItem::Keyword(keyword)) => keyword.span.end,
            Some(ArgumentItem::Generator { span, .. } | ArgumentItem::TrailingComma(span)) => span.end,
            None => 0,
        };
        let closing = || self.token_from(end, |token| token == Token::RParen);
        let mut keywords: Vec<Keyword<'a>> = Vec::new();
        let mut unpacked = false;
        for item in items {
            match item {
                ArgumentItem::Positional(value) => {
                    let starred = matches!(value.kind, ExprKind::Starred(_));
                    if starred && unpacked {
                        let message = "iterable argument unpacking follows keyword argument unpacking";
                        let before = keywords.last().map_or(value.span.start, |keyword| keyword.span.end);
                        let comma = self.token_from(before, |token| token == Token::Comma);
                        return reject(message, comma.to(value.span));
                    }
                    if !starred && unpacked {
                        return reject("positional argument follows keyword argument unpacking", closing());
                    }
                    if !starred && !keywords.is_empty() {
                        return reject("positional argument follows keyword argument", closing());
                    }
                    args.push(value);
                }
                ArgumentItem::Keyword(keyword) => {
                    unpacked |= keyword.name.is_none();
                    keywords.push(keyword);
                }
                ArgumentItem::Generator { span, .. } => {
                    return reject("Generator expression must be parenthesized", span);
                }
                ArgumentItem::TrailingComma(_) => {}
            }
        }
        Ok((self.slice(args), self.slice(keywords)))
    }

    // Literals.

    fn text(&self, l: u32, r: u32) -> &'a str {
        &self.source[l as usize..r as usize]
    }

    pub fn number(&self, l: u32, r: u32) -> Checked<'a, Expr<'a>> {
        match literal::number(self.arena, self.text(l, r), Span::new(l, r)) {
            Ok(value) => Ok(self.constant(l, value, r)),
            Err(error) => Err(ParseError::User { error }),
        }
    }

    fn warn(&self, message: Option<String>, span: Span) {
        if let Some(message) = message {
            self.warnings.borrow_mut().push(SyntaxWarning { message, span });
        }
    }

    /// A string or bytes literal.
    pub fn string(&self, l: u32, r: u32) -> Checked<'a, StringPiece<'a>> {
        let span = Span::new(l, r);
        let literal = self.text(l, r);
        let prefix_length = literal.find(['"', '\'']).unwrap_or(0);
        let (prefix, quoted) = literal.split_at(prefix_length);
        let triple = quoted.len() >= 6 && (quoted.starts_with("\"\"\"") || quoted.starts_with("'''"));
        let quotes = if triple { 3 } else { 1 };
        let body = &quoted[quotes..quoted.len() - quotes];
        let kind = if prefix.contains(['r', 'R']) { TextKind::Raw } else { TextKind::Escaped };
        if prefix.contains(['b', 'B']) {
            match literal::decode_bytes(self.arena, body, kind) {
                Ok(decoded) => {
                    self.warn(decoded.warning, span);
                    Ok(StringPiece::Bytes(decoded.text))
                }
                Err(message) => reject(message, span),
            }
        } else {
            match literal::decode_text(self.arena, body, kind, false, None) {
                Ok(decoded) => {
                    self.warn(decoded.warning, span);
                    Ok(StringPiece::Text(decoded.text))
                }
                Err(message) => reject(message, span),
            }
        }
    }

    /// Adjacent literals become one.
    pub fn strings(&self, l: u32, mut pieces: Vec<StringPiece<'a>>, r: u32) -> Checked<'a, Expr<'a>> {
        if pieces.len() == 1 {
            return Ok(match pieces.remove(0) {
                StringPiece::Text(text) => self.constant(l, text.constant(), r),
                StringPiece::Bytes(bytes) => self.constant(l, Constant::Bytes(bytes), r),
                StringPiece::Format(parts) => {
                    let parts = self.join_parts(parts);
                    self.expr(l, ExprKind::FString(parts), r)
                }
            });
        }
        let bytes_count = pieces.iter().filter(|piece| matches!(piece, StringPiece::Bytes(_))).count();
        if bytes_count > 0 {
            if bytes_count < pieces.len() {
                return reject("cannot mix bytes and nonbytes literals", self.lookahead_span());
            }
            let mut joined = Vec::new();
            for piece in &pieces {
                if let StringPiece::Bytes(bytes) = piece {
                    joined.extend_from_slice(bytes);
                }
            }
            return Ok(self.constant(l, Constant::Bytes(self.arena.alloc_slice_copy(&joined)), r));
        }
        let has_fstring = pieces.iter().any(|piece| matches!(piece, StringPiece::Format(_)));
        let mut parts = Vec::new();
        for piece in pieces {
            match piece {
                StringPiece::Text(text) => parts.push(literal_part(text)),
                StringPiece::Format(more) => parts.extend(more),
                StringPiece::Bytes(_) => {}
            }
        }
        let parts = self.join_parts(parts);
        if has_fstring {
            return Ok(self.expr(l, ExprKind::FString(parts), r));
        }
        let value = match parts.first() {
            Some(FStringPart::Literal(text)) => Constant::Str(text),
            Some(FStringPart::Wtf8Literal(bytes)) => Constant::Wtf8(bytes),
            _ => Constant::Str(""),
        };
        Ok(self.constant(l, value, r))
    }

    /// The token that the parser looks at now.
    fn lookahead_span(&self) -> Span {
        // The first token taken is the marker that starts the stream.
        let at = self.taken.get().saturating_sub(2);
        match self.tokens.get(at).or(self.tokens.last()) {
            Some(Spanned { token: Token::Newline, span }) => Span::new(span.start, span.start),
            Some(spanned) => spanned.span,
            None => Span::default(),
        }
    }

    /// Joins neighbouring texts and drops empty ones.
    fn join_parts(&self, parts: Vec<FStringPart<'a>>) -> &'a [FStringPart<'a>] {
        let mut joined: Vec<FStringPart<'a>> = Vec::with_capacity(parts.len());
        let mut parts = parts.into_iter().peekable();
        while let Some(part) = parts.next() {
            let Some(first) = part_text(&part) else {
                joined.push(part);
                continue;
            };
            let Some(second) = parts.peek().and_then(part_text) else {
                if !first.as_bytes().is_empty() {
                    joined.push(part);
                }
                continue;
            };
            let mut bytes = [first.as_bytes(), second.as_bytes()].concat();
            parts.next();
            while let Some(next) = parts.peek().and_then(part_text) {
                bytes.extend_from_slice(next.as_bytes());
                parts.next();
            }
            if !bytes.is_empty() {
                let bytes: &'a [u8] = self.arena.alloc_slice_copy(&bytes);
                joined.push(match std::str::from_utf8(bytes) {
                    Ok(text) => FStringPart::Literal(text),
                    Err(_) => FStringPart::Wtf8Literal(bytes),
                });
            }
        }
        self.slice(joined)
    }

    /// The text between the fields of an f-string or of a format specification.
    pub fn fstring_middle(&self, l: u32, mode: FStringText, r: u32) -> Checked<'a, Vec<FStringPart<'a>>> {
        // As in CPython 3.13, a raw f-string's format specifications are not raw.
        let kind = if mode.raw && !mode.in_spec { TextKind::Raw } else { TextKind::Escaped };
        let next = self.source.as_bytes().get(r as usize).copied();
        match literal::decode_text(self.arena, self.text(l, r), kind, !mode.in_spec, next) {
            Ok(decoded) => {
                self.warn(decoded.warning, Span::new(l, r));
                Ok(vec![literal_part(decoded.text)])
            }
            Err(message) => reject(message, self.token_from(r, |token| token == Token::FStringEnd)),
        }
    }

    pub fn fstring_spec(&self, parts: Vec<Vec<FStringPart<'a>>>) -> &'a [FStringPart<'a>] {
        self.join_parts(parts.into_iter().flatten().collect())
    }

    /// A replacement field. `after` is where its brace ends, `debug_end` where its `=` ends.
    #[expect(clippy::too_many_arguments, reason = "one argument for each part of the rule")]
    pub fn fstring_field(
        &self,
        l: u32,
        after: u32,
        value: Expr<'a>,
        debug_end: Option<u32>,
        conversion: Option<(u32, Ident<'a>)>,
        format_spec: Option<&'a [FStringPart<'a>]>,
        r: u32,
    ) -> Checked<'a, Vec<FStringPart<'a>>> {
        let conversion = match conversion {
            None if debug_end.is_some() && format_spec.is_none() => Conversion::Repr,
            None => Conversion::None,
            Some((exclamation, name)) => {
                if name.span.start != exclamation + 1 {
                    let message = "f-string: conversion type must come right after the exclamanation mark";
                    return reject(message, Span::new(exclamation, name.span.end));
                }
                match name.name {
                    "s" => Conversion::Str,
                    "r" => Conversion::Repr,
                    "a" => Conversion::Ascii,
                    other => {
                        let message =
                            format!("f-string: invalid conversion character '{other}': expected 's', 'r', or 'a'");
                        return reject(message, name.span);
                    }
                }
            }
        };
        let mut parts = Vec::with_capacity(2);
        if let Some(end) = debug_end {
            let next = self.token_from(end, |_| true).start;
            parts.push(FStringPart::Literal(self.debug_text(after, next)));
        }
        let span = Span::new(l, r);
        let field = FStringField { value: self.alloc(value), conversion, format_spec, span };
        parts.push(FStringPart::Field(self.alloc(field)));
        Ok(parts)
    }

    /// The text of `{x = }` from brace to brace, without comments.
    fn debug_text(&self, start: u32, end: u32) -> &'a str {
        let text = self.text(start, end);
        if !text.contains(['#', '\r']) {
            return text;
        }
        // A `#` between two tokens starts a comment; inside a token it is text.
        let mut kept = String::with_capacity(text.len());
        let from = self.tokens.partition_point(|spanned| spanned.span.start < start);
        let mut at = start;
        let tokens = self.tokens[from..].iter().take_while(|spanned| spanned.span.start < end);
        for span in tokens.map(|spanned| spanned.span).chain([Span::new(end, end)]) {
            let mut gap = self.text(at.min(span.start), span.start);
            while let Some((before, comment)) = gap.split_once('#') {
                kept.push_str(before);
                gap = comment.find(['\n', '\r']).map_or("", |newline| &comment[newline..]);
            }
            kept.push_str(gap);
            kept.push_str(self.text(span.start, span.end.min(end)));
            at = span.end;
        }
        let unix = kept.replace("\r\n", "\n").replace('\r', "\n");
        self.arena.alloc_str(&unix)
    }

    // Patterns.

    pub fn value_pattern(&self, l: u32, value: Expr<'a>, r: u32) -> Checked<'a, Pattern<'a>> {
        if let ExprKind::FString(_) = value.kind {
            return reject("patterns may only match literals and attribute lookups", value.span);
        }
        Ok(Pattern { kind: PatternKind::Value(self.alloc(value)), span: Span::new(l, r) })
    }

    pub fn star_pattern(&self, l: u32, name: Ident<'a>, r: u32) -> Pattern<'a> {
        let name = (name.name != "_").then_some(name);
        Pattern { kind: PatternKind::Star(name), span: Span::new(l, r) }
    }

    /// A name captures (or is the wildcard); a dotted name is a value.
    pub fn name_pattern(&self, name: Expr<'a>) -> Pattern<'a> {
        let span = name.span;
        let kind = match name.kind {
            ExprKind::Name("_") => PatternKind::As { pattern: None, name: None },
            ExprKind::Name(text) => PatternKind::As { pattern: None, name: Some(Ident { name: text, span }) },
            _ => PatternKind::Value(self.alloc(name)),
        };
        Pattern { kind, span }
    }

    pub fn as_pattern(&self, l: u32, pattern: Pattern<'a>, name: Ident<'a>, r: u32) -> Checked<'a, Pattern<'a>> {
        if name.name == "_" {
            return reject("cannot use '_' as a target", name.span);
        }
        let kind = PatternKind::As { pattern: Some(self.alloc(pattern)), name: Some(name) };
        Ok(Pattern { kind, span: Span::new(l, r) })
    }

    pub fn sequence_pattern(
        &self,
        l: u32,
        first: Option<Pattern<'a>>,
        rest: Option<Vec<Pattern<'a>>>,
        r: u32,
    ) -> Pattern<'a> {
        let mut list: Vec<Pattern<'a>> = first.into_iter().collect();
        list.extend(rest.unwrap_or_default());
        Pattern { kind: PatternKind::Sequence(self.slice(list)), span: Span::new(l, r) }
    }

    pub fn mapping_pattern(
        &self,
        l: u32,
        items: Option<Vec<(Expr<'a>, Pattern<'a>)>>,
        rest: Option<Ident<'a>>,
        r: u32,
    ) -> Pattern<'a> {
        let (keys, patterns) = unzip(items.unwrap_or_default());
        let kind = PatternKind::Mapping { keys: self.slice(keys), patterns: self.slice(patterns), rest };
        Pattern { kind, span: Span::new(l, r) }
    }

    pub fn mapping_pattern_with_rest(
        &self,
        l: u32,
        items: Option<Vec<(Expr<'a>, Pattern<'a>)>>,
        rest: Ident<'a>,
        r: u32,
    ) -> Checked<'a, Pattern<'a>> {
        if rest.name == "_" {
            return reject("invalid syntax", rest.span);
        }
        Ok(self.mapping_pattern(l, items, Some(rest), r))
    }

    pub fn class_pattern(
        &self,
        l: u32,
        class: Expr<'a>,
        items: Option<Vec<PatternItem<'a>>>,
        r: u32,
    ) -> Checked<'a, Pattern<'a>> {
        let (mut patterns, mut kwd_names, mut kwd_patterns) = (Vec::new(), Vec::new(), Vec::new());
        for item in items.unwrap_or_default() {
            match item {
                PatternItem::Positional(pattern) if !kwd_names.is_empty() => {
                    return reject("positional patterns follow keyword patterns", pattern.span);
                }
                PatternItem::Positional(pattern) => patterns.push(pattern),
                PatternItem::Keyword(name, pattern) => {
                    kwd_names.push(name);
                    kwd_patterns.push(pattern);
                }
            }
        }
        let kind = PatternKind::Class {
            class: self.alloc(class),
            patterns: self.slice(patterns),
            kwd_names: self.slice(kwd_names),
            kwd_patterns: self.slice(kwd_patterns),
        };
        Ok(Pattern { kind, span: Span::new(l, r) })
    }

    /// `1 + 2j` as a pattern.
    pub fn complex(&self, l: u32, left: Expr<'a>, op: BinaryOp, right: Expr<'a>, r: u32) -> Checked<'a, Expr<'a>> {
        let is_imaginary = |expr: &Expr<'a>| matches!(expr.kind, ExprKind::Constant(Constant::Imaginary(_)));
        let left_number = match &left.kind {
            ExprKind::Unary { operand, .. } => operand,
            _ => &left,
        };
        if is_imaginary(left_number) {
            return reject("real number required in complex literal", left.span);
        }
        if !is_imaginary(&right) {
            return reject("imaginary number required in complex literal", right.span);
        }
        Ok(self.binary(l, left, op, right, r))
    }
}

fn parameter_span(parameter: &Parameter<'_>) -> Span {
    parameter.annotation.map_or(parameter.name.span, |annotation| parameter.name.span.to(annotation.span))
}

fn literal_part(text: Text<'_>) -> FStringPart<'_> {
    match text {
        Text::Str(text) => FStringPart::Literal(text),
        Text::Wtf8(bytes) => FStringPart::Wtf8Literal(bytes),
    }
}

fn part_text<'a>(part: &FStringPart<'a>) -> Option<Text<'a>> {
    match part {
        FStringPart::Literal(text) => Some(Text::Str(text)),
        FStringPart::Wtf8Literal(bytes) => Some(Text::Wtf8(bytes)),
        FStringPart::Field(_) => None,
    }
}
