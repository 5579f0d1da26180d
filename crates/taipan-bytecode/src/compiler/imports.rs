//! `import`, `from ... import`, and `from __future__ import`.

use super::{Compiled, Compiler, error};
use crate::code::Constant;
use crate::op::Op;
use taipan_syntax::ast::{self, *};

/// What `from __future__ import` at the start of a module turned on.
pub(super) struct Future {
    pub(super) annotations: bool,
    /// Where the last of these imports ends.
    pub(super) end: u32,
}

/// Reads the future imports at the start of a module.
pub(super) fn future_features(module: &Module<'_>) -> Compiled<Future> {
    let mut future = Future { annotations: false, end: 0 };
    for (at, statement) in module.body.iter().enumerate() {
        match &statement.kind {
            StmtKind::Expr(Expr { kind: ExprKind::Constant(ast::Constant::Str(_)), .. }) if at == 0 => {}
            StmtKind::ImportFrom { module: Some(module), names, level: 0 } if module.name == "__future__" => {
                let at_start = Span::new(statement.span.start, statement.span.start);
                for alias in *names {
                    match alias.name {
                        "annotations" => future.annotations = true,
                        "nested_scopes" | "generators" | "division" | "absolute_import" | "with_statement"
                        | "print_function" | "unicode_literals" | "barry_as_FLUFL" | "generator_stop" => {}
                        "braces" => return error("not a chance", at_start),
                        name => return error(format!("future feature {name} is not defined"), at_start),
                    }
                }
                future.end = statement.span.end;
            }
            _ => break,
        }
    }
    Ok(future)
}

impl<'a> Compiler<'a> {
    pub(super) fn import(&mut self, aliases: &'a [Alias<'a>], span: Span) -> Compiled {
        for alias in aliases {
            let height = self.here().height;
            let module = self.unit().temporary();
            let level = self.unit().temporary();
            self.unit().load_none(module, span);
            self.unit().load_constant(level, &Constant::Int(0.into()), span);
            let name = self.unit().name(alias.name);
            self.unit().emit(Op::ImportName, module.0, 0, name, span);
            match alias.asname {
                Some(asname) => {
                    // `import a.b.c as d` binds the submodule, found by way of its parents.
                    for part in alias.name.split('.').skip(1) {
                        let name = self.unit().name(part);
                        self.unit().emit(Op::ImportFrom, level.0, module.0, name, span);
                        self.unit().release(module, span);
                        self.unit().transfer(module, level, span);
                    }
                    self.store_name(asname.name, module, false, span);
                }
                None => {
                    let first = alias.name.split('.').next().unwrap_or(alias.name);
                    self.store_name(first, module, false, span);
                }
            }
            self.unit().set_height(height);
        }
        Ok(())
    }

    pub(super) fn import_from(
        &mut self,
        module: Option<Ident<'a>>,
        names: &'a [Alias<'a>],
        level: u32,
        span: Span,
    ) -> Compiled {
        let name = module.map_or("", |m| m.name);
        if name == "__future__" && level == 0 && span.end > self.future_end {
            return error("from __future__ imports must occur at the beginning of the file", span);
        }
        let height = self.here().height;
        let register = self.unit().temporary();
        let dots = self.unit().temporary();
        let fromlist: Vec<Constant> = names.iter().map(|a| Constant::Str(a.name.into())).collect();
        self.unit().load_constant(register, &Constant::Tuple(fromlist.into()), span);
        self.unit().load_constant(dots, &Constant::Int(level.into()), span);
        let index = self.unit().name(name);
        self.unit().emit(Op::ImportName, register.0, 0, index, span);
        if let [Alias { name: "*", .. }] = names {
            self.unit().emit(Op::ImportStar, register.0, 0, 0, span);
        } else {
            for alias in names {
                let index = self.unit().name(alias.name);
                self.unit().emit(Op::ImportFrom, dots.0, register.0, index, span);
                self.store_name(alias.asname.map_or(alias.name, |a| a.name), dots, false, span);
            }
            self.unit().release(register, span);
        }
        self.unit().set_height(height);
        Ok(())
    }
}
