//! The commands: arguments to calls of the library, results to words and an exit code. One file a command.

mod arguments;
mod build;
mod check;
mod completions;
mod explain;
mod init;
mod new;
mod report;
mod review;
mod schema;
mod serve;
mod site_report;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// Fine.
const OK: u8 = 0;
/// Errors were found in the site.
const ERRORS: u8 = 1;
/// The command was not used as it should, or there is no site here.
const USAGE: u8 = 2;

/// Runs the command line `arguments`, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return arguments::usage(&error),
    };
    let common = &arguments.common;
    ExitCode::from(match &arguments.command {
        Command::Init(asked) => init::run(common, asked),
        Command::New(asked) => new::run(common, asked),
        Command::Build(asked) => build::run(common, asked),
        Command::Serve(asked) => serve::run(common, asked),
        Command::Check(asked) => check::run(common, asked),
        Command::Review(asked) => review::run(common, asked),
        Command::Schema(asked) => schema::run(common, asked),
        Command::Report(asked) => site_report::run(common, asked),
        Command::Explain(asked) => explain::run(common, asked),
        Command::Completions(asked) => completions::run(asked),
    })
}
