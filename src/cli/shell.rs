//! `spotter completions` and `spotter man`: what a shell and `man` know of the program, made from
//! the same definitions that read its arguments.

use anyhow::Result;
use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;

use super::output::print;
use super::{Cli, wrong_usage};

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell that is to complete commands and options
    shell: Shell,
}

/// Prints a completion script.
pub(super) fn completions(args: &CompletionsArgs) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "spotter", &mut script);
    print(&String::from_utf8_lossy(&script))
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command that the page is about; without one, the program
    command: Option<String>,
}

/// Prints a manual page.
pub(super) fn man(args: &ManArgs) -> Result<()> {
    let mut page = Vec::new();
    clap_mangen::Man::new(about(args.command.as_deref())?).render(&mut page)?;
    print(&String::from_utf8_lossy(&page))
}

/// The command that the page is about, under the name by which it is called.
fn about(name: Option<&str>) -> Result<Command> {
    let mut program = Cli::command();
    program.build();
    let Some(name) = name else {
        return Ok(program);
    };
    match program.find_subcommand(name) {
        Some(command) => Ok(command.clone()),
        None => Err(wrong_usage("man", &format!("there is no command `{name}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_and_is_completed() {
        let mut script = Vec::new();
        clap_complete::generate(Shell::Bash, &mut Cli::command(), "spotter", &mut script);
        let script = String::from_utf8(script).unwrap();
        for command in Cli::command().get_subcommands() {
            let name = command.get_name();
            let mut page = Vec::new();
            let about = about(Some(name)).unwrap();
            clap_mangen::Man::new(about).render(&mut page).unwrap();
            let page = String::from_utf8(page).unwrap();
            assert!(page.contains(&format!("spotter\\-{name}")), "{page}");
            assert!(script.contains(&format!("spotter,{name})")), "{name}");
        }
        assert!(about(Some("coahc")).is_err());
    }
}
