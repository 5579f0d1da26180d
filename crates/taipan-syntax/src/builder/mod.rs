//! The actions of the grammar: builds nodes in the arena and makes the checks that an LALR(1) grammar cannot.
//!
//! ```text
//! mod         statements and expressions        literals   numbers, strings, f-strings
//! parameters  parameter lists                   patterns   the patterns of `match`
//! ```
//!
//! Each method is called from one or two rules of `grammar/python.lalrpop`. Nothing here looks ahead in the text, save
//! to find the place of an error.

mod literals;
mod parameters;
mod patterns;

use crate::Arena;
use crate::ast::*;
use crate::convert::{TargetUse, expression_name, invalid_target};
use crate::error::{SyntaxError, SyntaxWarning};
use crate::layout::Spanned;
use crate::literal::Text;
use crate::token::Token;
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
}
