//! `product`, `permutations`, `combinations`, `combinations_with_replacement`: iterators that hold all items and step
//! through positions. They never run script code between two results.

use super::{ITERATOR, class, data};
use std::cell::RefCell;
use taipan_vm::drain::collect_then;
use taipan_vm::native::{NativeClassDef, NativeData};
use taipan_vm::types::Slots;
use taipan_vm::{Flow, Kind, NativeDef, NativeResult, Raised, Tracer, Tuple, Value, Vm};

pub(super) static CLASSES: [&NativeClassDef; 4] = [&PRODUCT, &PERMUTATIONS, &COMBINATIONS, &WITH_REPLACEMENT];

/// How positions advance.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Product,
    Permutations,
    Combinations,
    WithReplacement,
}

struct Selection {
    rule: Rule,
    /// One pool for each place (`product`), or a single one.
    pools: Vec<Vec<Value>>,
    positions: RefCell<Positions>,
}

struct Positions {
    /// Which item of the pool is at each place. For permutations all items, of which only the first `length` show.
    indices: Vec<usize>,
    /// Permutations: how many exchanges each place has left.
    cycles: Vec<usize>,
    length: usize,
    started: bool,
    done: bool,
}

impl NativeData for Selection {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for pool in &self.pools {
            tracer.values(pool);
        }
    }
}

static PRODUCT: NativeClassDef = class(
    "product",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, /, *iterables, repeat=1", product_new)),
        next: Some(selection_next),
        doc: "Cartesian product of input iterables. Equivalent to nested for-loops.",
        ..ITERATOR
    },
);

static PERMUTATIONS: NativeClassDef = class(
    "permutations",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, iterable, r=None", |vm, args| {
            let length = match args[2].kind() {
                Kind::None => Ok(None),
                Kind::Int | Kind::Bool => size(vm, &args[2], "r must be non-negative").map(Some),
                _ => Err(vm.type_error("Expected int as r")),
            };
            new_selection(vm, args, Rule::Permutations, length)
        })),
        next: Some(selection_next),
        doc: "Return successive r-length permutations of elements in the iterable.",
        ..ITERATOR
    },
);

static COMBINATIONS: NativeClassDef = class(
    "combinations",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, iterable, r", |vm, args| {
            let length = size(vm, &args[2], "r must be non-negative").map(Some);
            new_selection(vm, args, Rule::Combinations, length)
        })),
        next: Some(selection_next),
        doc: "Return successive r-length combinations of elements in the iterable.",
        ..ITERATOR
    },
);

static WITH_REPLACEMENT: NativeClassDef = class(
    "combinations_with_replacement",
    &Slots {
        new: Some(NativeDef::flow("__new__", "cls, iterable, r", |vm, args| {
            let length = size(vm, &args[2], "r must be non-negative").map(Some);
            new_selection(vm, args, Rule::WithReplacement, length)
        })),
        next: Some(selection_next),
        doc: "Return successive r-length combinations of elements in the iterable allowing individual elements to \
              have successive repeats.",
        ..ITERATOR
    },
);

fn size(vm: &mut Vm, value: &Value, negative: &str) -> Result<usize, Raised> {
    let length = vm.index(value)?;
    if length < 0 {
        return Err(vm.value_error(negative));
    }
    vm.check_size((length as usize).saturating_mul(8))?;
    Ok(length as usize)
}

fn new_selection(vm: &mut Vm, args: &[Value], rule: Rule, length: Result<Option<usize>, Raised>) -> Flow {
    let length = match length {
        Ok(length) => length,
        Err(raised) => return Flow::Raise(raised),
    };
    let class = args[0].clone();
    collect_then(vm, &args[1], move |vm, pool| {
        let length = length.unwrap_or(pool.len());
        let n = pool.len();
        let done = match rule {
            Rule::WithReplacement => n == 0 && length > 0,
            _ => length > n,
        };
        let indices = match rule {
            _ if done => Vec::new(),
            Rule::WithReplacement => vec![0; length],
            Rule::Permutations => (0..n).collect(),
            _ => (0..length).collect(),
        };
        let cycles = match rule {
            Rule::Permutations if !done => (0..length).map(|i| n - i).collect(),
            _ => Vec::new(),
        };
        let positions = RefCell::new(Positions { indices, cycles, length, started: false, done });
        Flow::Return(vm.native_object(&class, Selection { rule, pools: vec![pool], positions }))
    })
}

fn product_new(vm: &mut Vm, args: &[Value]) -> Flow {
    let repeat = match size(vm, &args[1], "repeat argument cannot be negative") {
        Ok(repeat) => repeat,
        Err(raised) => return Flow::Raise(raised),
    };
    let mut left = args[2].as_ref::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    if let Err(raised) = vm.check_size(left.len().saturating_mul(repeat).saturating_mul(32)) {
        return Flow::Raise(raised);
    }
    if repeat == 0 {
        left.clear();
    }
    left.reverse();
    gather_pools(vm, args[0].clone(), left, Vec::new(), repeat)
}

fn gather_pools(vm: &mut Vm, class: Value, mut left: Vec<Value>, mut pools: Vec<Vec<Value>>, repeat: usize) -> Flow {
    while let Some(iterable) = left.pop() {
        if matches!(iterable.kind(), Kind::List | Kind::Tuple | Kind::Range | Kind::Str) {
            match vm.collect(&iterable) {
                Ok(pool) => pools.push(pool),
                Err(raised) => return Flow::Raise(raised),
            }
            continue;
        }
        return collect_then(vm, &iterable, move |vm, pool| {
            pools.push(pool);
            gather_pools(vm, class, left, pools, repeat)
        });
    }
    let mut all = Vec::with_capacity(pools.len() * repeat);
    for _ in 0..repeat {
        all.extend(pools.iter().cloned());
    }
    let length = all.len();
    let done = all.iter().any(Vec::is_empty);
    let positions =
        RefCell::new(Positions { indices: vec![0; length], cycles: Vec::new(), length, started: false, done });
    Flow::Return(vm.native_object(&class, Selection { rule: Rule::Product, pools: all, positions }))
}

fn selection_next(vm: &mut Vm, this: &Value) -> Result<Option<Value>, Raised> {
    let selection = data::<Selection>(this);
    let mut positions = selection.positions.borrow_mut();
    if positions.done {
        return Ok(None);
    }
    if positions.started {
        let moved = match selection.rule {
            Rule::Product => advance_product(&mut positions, &selection.pools),
            Rule::Permutations => advance_permutation(&mut positions),
            Rule::Combinations => advance_combination(&mut positions, selection.pools[0].len()),
            Rule::WithReplacement => advance_with_replacement(&mut positions, selection.pools[0].len()),
        };
        if !moved {
            positions.done = true;
            return Ok(None);
        }
    }
    positions.started = true;
    let places = positions.indices.iter().take(positions.length);
    let items: Vec<Value> = match selection.rule {
        Rule::Product => places.enumerate().map(|(place, i)| selection.pools[place][*i].clone()).collect(),
        _ => places.map(|i| selection.pools[0][*i].clone()).collect(),
    };
    drop(positions);
    let result: NativeResult = Ok(vm.tuple(items));
    result.map(Some)
}

fn advance_product(positions: &mut Positions, pools: &[Vec<Value>]) -> bool {
    for (index, pool) in positions.indices.iter_mut().zip(pools).rev() {
        *index += 1;
        if *index < pool.len() {
            return true;
        }
        *index = 0;
    }
    false
}

fn advance_permutation(positions: &mut Positions) -> bool {
    let n = positions.indices.len();
    for i in (0..positions.length).rev() {
        positions.cycles[i] -= 1;
        if positions.cycles[i] == 0 {
            // All choices for this place have been seen: back to the order before them.
            positions.indices[i..].rotate_left(1);
            positions.cycles[i] = n - i;
        } else {
            let j = n - positions.cycles[i];
            positions.indices.swap(i, j);
            return true;
        }
    }
    false
}

fn advance_combination(positions: &mut Positions, n: usize) -> bool {
    let r = positions.length;
    let Some(i) = (0..r).rev().find(|i| positions.indices[*i] != i + n - r) else { return false };
    let first = positions.indices[i] + 1;
    for (offset, index) in positions.indices[i..].iter_mut().enumerate() {
        *index = first + offset;
    }
    true
}

fn advance_with_replacement(positions: &mut Positions, n: usize) -> bool {
    let Some(i) = (0..positions.length).rev().find(|i| positions.indices[*i] != n - 1) else { return false };
    let next = positions.indices[i] + 1;
    positions.indices[i..].fill(next);
    true
}
