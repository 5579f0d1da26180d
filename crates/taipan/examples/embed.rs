//! A host with a function for its scripts, and a script with a function for its host.
//!
//! Run it with `cargo run -p taipan --example embed`.

use std::collections::HashMap;
use taipan::{Exception, ExceptionKind, HostModule, Vm};

const SCRIPT: &str = "
import asyncio
import stock

async def check(item, wanted):
    await asyncio.sleep(0)
    return stock.count(item) >= wanted

def order(items):
    async def main():
        return await asyncio.gather(*(check(item, n) for item, n in items.items()))
    return dict(zip(items, asyncio.run(main())))
";

fn count(item: String) -> Result<i64, Exception> {
    match item.as_str() {
        "pear" => Ok(12),
        "plum" => Ok(3),
        _ => Err(Exception::new(ExceptionKind::LookupError, format!("no {item} here"))),
    }
}

fn main() -> Result<(), taipan::Error> {
    let stock = HostModule::new("stock").function("count", count);
    let mut vm = Vm::builder().inherit_streams().module(stock).build();
    vm.run(SCRIPT, "orders.py")?;

    let order = vm.get_global("order").expect("the script defines it");
    let result = vm.call(&order, (HashMap::from([("pear", 10), ("plum", 10)]),))?;
    let answer: HashMap<String, bool> = vm.extract(&result)?;
    assert!(answer["pear"] && !answer["plum"]);

    let error = vm.call(&order, (HashMap::from([("fig", 1)]),)).unwrap_err();
    assert_eq!(error.type_name(), "LookupError");
    println!("{error}");
    Ok(())
}
