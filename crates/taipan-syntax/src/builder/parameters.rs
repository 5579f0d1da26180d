//! Actions for parameter lists: their kinds and their order. Duplicate names are left to the compiler.

use super::{Builder, Checked, ParameterItem, reject};
use crate::ast::*;
use crate::token::Token;

impl<'a> Builder<'a> {
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
}

fn parameter_span(parameter: &Parameter<'_>) -> Span {
    parameter.annotation.map_or(parameter.name.span, |annotation| parameter.name.span.to(annotation.span))
}
