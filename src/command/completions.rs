//! `classeur completions SHELL`.

use clap::CommandFactory;

use super::arguments::{Arguments, CompletionsArguments};

pub(super) fn run(asked: &CompletionsArguments) -> u8 {
    clap_complete::generate(asked.shell, &mut Arguments::command(), "classeur", &mut std::io::stdout());
    super::OK
}
