//! Runs the benchmark programs under Taipan, CPython and Lua and prints how they compare.
//!
//! ```text
//! cargo build --release
//! cargo run --release -p taipan-tests --bin bench -- [--runs N] [--filter TEXT] [--taipan PATH] [--python PATH] [--lua PATH]
//! ```
//!
//! The engines run in turns, program by program, so that a change of the machine's clock meets all of them. What
//! is compared is the best CPU time (user and system) of the runs; the wall time stands beside it. A program whose
//! output differs from CPython's is an error. Nothing is built here.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What the command line asked for.
struct Options {
    runs: usize,
    filter: Option<String>,
    taipan: PathBuf,
    python: Option<PathBuf>,
    lua: PathBuf,
}

/// An interpreter under comparison.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Engine {
    Taipan,
    Python,
    Lua,
}

/// The best of an engine's runs of one program.
#[derive(Clone)]
struct Measurement {
    cpu: Duration,
    wall: Duration,
    /// Peak resident memory in bytes, the least of the runs.
    peak: u64,
    stdout: Vec<u8>,
}

/// A benchmark program: the Python file and, where there is one, its twin in Lua.
struct Program {
    name: String,
    python: PathBuf,
    lua: Option<PathBuf>,
}

/// What a CPython says about itself.
struct PythonBuild {
    path: PathBuf,
    version: String,
    optimised: bool,
    note: String,
}

/// The tasks that `parked_memory.py` parks.
const PARKED_TASKS: u64 = 100_000;

/// Prints the version, whether the build was profile guided, and how that is known.
const PYTHON_PROBE: &str = "
import platform, sys, sysconfig
arguments = sysconfig.get_config_var('CONFIG_ARGS') or ''
flags = ' '.join(str(sysconfig.get_config_var(n) or '') for n in ('PY_CFLAGS', 'PY_CORE_CFLAGS', 'PY_CORE_LDFLAGS'))
if '--enable-optimizations' in arguments or '-fprofile-use' in flags:
    print(platform.python_version(), 'yes', 'built with optimisations', sep='|')
elif sys.base_prefix == '/usr':
    print(platform.python_version(), 'yes', 'the build of a distribution, taken to be optimised', sep='|')
else:
    print(platform.python_version(), 'no', 'a plain build, without --enable-optimizations', sep='|')
";

fn main() -> ExitCode {
    match parse_options().and_then(|options| run(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("bench: {message}");
            ExitCode::FAILURE
        }
    }
}

fn parse_options() -> Result<Options, String> {
    let mut options = Options {
        runs: 3,
        filter: None,
        taipan: default_taipan(),
        python: env::var_os("TAIPAN_BENCH_PYTHON").map(PathBuf::from),
        lua: PathBuf::from("lua5.4"),
    };
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--runs" => {
                let text = value()?;
                options.runs = text.parse().map_err(|_| format!("--runs {text}: not a number"))?;
            }
            "--filter" => options.filter = Some(value()?),
            "--taipan" => options.taipan = PathBuf::from(value()?),
            "--python" => options.python = Some(PathBuf::from(value()?)),
            "--lua" => options.lua = PathBuf::from(value()?),
            _ => return Err(format!("unknown argument {argument}")),
        }
    }
    if options.runs == 0 {
        return Err("--runs 0: there must be at least one run".to_owned());
    }
    Ok(options)
}

/// The release build: beside this executable when that was built with optimisation, otherwise where cargo puts it.
fn default_taipan() -> PathBuf {
    let name = format!("taipan{}", env::consts::EXE_SUFFIX);
    let target = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from);
    match env::current_exe() {
        Ok(exe) if exe.parent().is_some_and(|folder| folder.ends_with("release")) => exe.with_file_name(name),
        _ => target.join("release").join(name),
    }
}

fn run(options: &Options) -> Result<bool, String> {
    if !options.taipan.is_file() {
        return Err(format!("{} is missing: run `cargo build --release` first", options.taipan.display()));
    }
    let python = choose_python(options.python.as_deref())?;
    let has_lua = Command::new(&options.lua).arg("-v").output().is_ok_and(|out| out.status.success());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benchmarks");

    println!("Taipan:  {}", options.taipan.display());
    println!("CPython: {} {} ({})", python.path.display(), python.version, python.note);
    println!("Lua:     {}", if has_lua { options.lua.display().to_string() } else { "not found, left out".to_owned() });
    println!(
        "Best of {}; ratios are of CPU time, above 1 Taipan is faster; peak is resident memory in MB.",
        options.runs
    );

    let mut complete = true;
    for group in ["cpu", "asyncio"] {
        let programs = find_programs(&folder.join(group), options.filter.as_deref())?;
        if programs.is_empty() {
            continue;
        }
        println!();
        println!(
            "{:<20}{:>10}{:>9}{:>10}{:>9}{:>10}{:>8}{:>9}{:>8}{:>8}",
            group, "taipan s", "wall s", "python s", "lua s", "py ratio", "lua", "MB tai", "MB py", "MB lua"
        );
        let mut ratios: BTreeMap<Engine, Vec<f64>> = BTreeMap::new();
        for program in &programs {
            match measure(program, options, &python, has_lua) {
                Ok(results) => print_row(&program.name, &results, &mut ratios),
                Err(message) => {
                    complete = false;
                    println!("{:<20}{message}", program.name);
                }
            }
        }
        println!(
            "{:<20}{:>48}{:>8}",
            "geometric mean",
            ratio_text(geometric_mean(ratios.get(&Engine::Python))),
            ratio_text(geometric_mean(ratios.get(&Engine::Lua)))
        );
        if let Some(parked) = programs.iter().find(|program| program.name == "parked_memory") {
            println!("{}", parked_task_line(parked, options, &python)?);
        }
    }
    Ok(complete)
}

fn choose_python(asked: Option<&Path>) -> Result<PythonBuild, String> {
    if let Some(path) = asked {
        return probe_python(path).ok_or_else(|| format!("{} is not a working CPython", path.display()));
    }
    let candidates = ["python3.13", "python3.12", "python3.11", "/usr/bin/python3"];
    let found: Vec<PythonBuild> = candidates.iter().filter_map(|name| probe_python(Path::new(name))).collect();
    let best = found.iter().position(|build| build.optimised).unwrap_or(0);
    found.into_iter().nth(best).ok_or_else(|| "no CPython found: give one with --python".to_owned())
}

fn probe_python(path: &Path) -> Option<PythonBuild> {
    let output = Command::new(path).args(["-c", PYTHON_PROBE]).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut fields = text.trim().split('|');
    let version = fields.next().filter(|_| output.status.success())?.to_owned();
    let optimised = fields.next()? == "yes";
    let note = fields.next()?.to_owned();
    Some(PythonBuild { path: path.to_owned(), version, optimised, note })
}

fn find_programs(folder: &Path, filter: Option<&str>) -> Result<Vec<Program>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut programs = Vec::new();
    for entry in entries {
        let python = entry.map_err(|error| error.to_string())?.path();
        let name = python.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_python = python.extension().is_some_and(|extension| extension == "py");
        if is_python && filter.is_none_or(|text| name.contains(text)) {
            let lua = Some(python.with_extension("lua")).filter(|path| path.is_file());
            programs.push(Program { name, python, lua });
        }
    }
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(programs)
}

fn measure(
    program: &Program,
    options: &Options,
    python: &PythonBuild,
    has_lua: bool,
) -> Result<BTreeMap<Engine, Measurement>, String> {
    let mut engines =
        vec![(Engine::Taipan, &options.taipan, &program.python), (Engine::Python, &python.path, &program.python)];
    if let Some(twin) = program.lua.as_ref().filter(|_| has_lua) {
        engines.push((Engine::Lua, &options.lua, twin));
    }
    let mut results: BTreeMap<Engine, Measurement> = BTreeMap::new();
    for _ in 0..options.runs {
        for &(engine, interpreter, script) in &engines {
            let once = run_once(interpreter, script, &[])?;
            results
                .entry(engine)
                .and_modify(|best| {
                    best.cpu = best.cpu.min(once.cpu);
                    best.wall = best.wall.min(once.wall);
                    best.peak = best.peak.min(once.peak);
                })
                .or_insert(once);
        }
    }
    let expected = &results[&Engine::Python].stdout;
    for (engine, name) in [(Engine::Taipan, "Taipan"), (Engine::Lua, "Lua")] {
        if results.get(&engine).is_some_and(|result| result.stdout != *expected) {
            return Err(format!("ERROR: {name} prints something else than CPython"));
        }
    }
    Ok(results)
}

fn run_once(interpreter: &Path, script: &Path, arguments: &[&str]) -> Result<Measurement, String> {
    let failed = |reason: String| format!("ERROR: {}: {reason}", interpreter.display());
    let output = env::temp_dir().join(format!("taipan-bench-{}", std::process::id()));
    let (out_path, err_path) = (output.with_extension("out"), output.with_extension("err"));
    let open = |path: &Path| fs::File::create(path).map_err(|error| format!("{}: {error}", path.display()));
    let (stdout, stderr) = (open(&out_path)?, open(&err_path)?);
    let started = Instant::now();
    let mut child = Command::new(interpreter)
        .arg(script)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(stdout)
        .stderr(stderr)
        .spawn()
        .map_err(|error| failed(error.to_string()))?;
    let used = child.wait4().map_err(|error| failed(error.to_string()))?;
    let wall = started.elapsed();
    let stdout = fs::read(&out_path).map_err(|error| error.to_string())?;
    let stderr = fs::read_to_string(&err_path).unwrap_or_default();
    for path in [&out_path, &err_path] {
        fs::remove_file(path).map_err(|error| error.to_string())?;
    }
    if !used.status.success() {
        let last = stderr.lines().last().unwrap_or("no message");
        return Err(failed(format!("{}: {last}", used.status)));
    }
    Ok(Measurement { cpu: used.rusage.utime + used.rusage.stime, wall, peak: used.rusage.maxrss, stdout })
}

fn print_row(name: &str, results: &BTreeMap<Engine, Measurement>, ratios: &mut BTreeMap<Engine, Vec<f64>>) {
    let taipan = &results[&Engine::Taipan];
    let mut line = format!("{name:<20}{:>10.3}{:>9.3}", taipan.cpu.as_secs_f64(), taipan.wall.as_secs_f64());
    for (engine, width) in [(Engine::Python, 10), (Engine::Lua, 9)] {
        let text = results.get(&engine).map_or("-".to_owned(), |result| format!("{:.3}", result.cpu.as_secs_f64()));
        let _ = write!(line, "{text:>width$}");
    }
    for (engine, width) in [(Engine::Python, 10), (Engine::Lua, 8)] {
        let ratio = results.get(&engine).map(|result| result.cpu.as_secs_f64() / taipan.cpu.as_secs_f64().max(1e-6));
        ratios.entry(engine).or_default().extend(ratio);
        let _ = write!(line, "{:>width$}", ratio_text(ratio));
    }
    for (engine, width) in [(Engine::Taipan, 9), (Engine::Python, 8), (Engine::Lua, 8)] {
        let text = results.get(&engine).map_or("-".to_owned(), |result| format!("{:.0}", result.peak as f64 / 1e6));
        let _ = write!(line, "{text:>width$}");
    }
    println!("{line}");
}

fn ratio_text(ratio: Option<f64>) -> String {
    ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.2}"))
}

fn geometric_mean(ratios: Option<&Vec<f64>>) -> Option<f64> {
    let ratios = ratios.filter(|ratios| !ratios.is_empty())?;
    Some((ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64).exp())
}

fn parked_task_line(program: &Program, options: &Options, python: &PythonBuild) -> Result<String, String> {
    let mut line = "a parked task:".to_owned();
    for (name, interpreter) in [("taipan", &options.taipan), ("python", &python.path)] {
        let empty = run_once(interpreter, &program.python, &["0"])?;
        let full = run_once(interpreter, &program.python, &[&PARKED_TASKS.to_string()])?;
        let _ = write!(line, " {} bytes in {name};", full.peak.saturating_sub(empty.peak) / PARKED_TASKS);
    }
    Ok(line)
}
