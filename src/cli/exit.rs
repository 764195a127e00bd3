//! How the program ends: what it says, and the exit codes. 0 is done, 1 could not be done (the
//! message says why and what to do), 2 is wrong usage.

use std::process::ExitCode;

use anyhow::Result;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::exercises;
use super::output::PrintError;
use super::signals::Interrupted;
use crate::app::{AnnotateError, SourceChoiceError};
use crate::exercise::ExerciseError;
use crate::ffmpeg::WriteError;
use crate::notice::notice;
use crate::output_file::OutputError;
use crate::performer::PerformerError;
use crate::words::Language;

/// Says what went wrong, if anything, and as which exit code.
#[must_use]
pub fn exit_code(done: Result<()>) -> ExitCode {
    let error = match done {
        Ok(()) => return ExitCode::SUCCESS,
        Err(error) if is_reader_gone(&error) => return ExitCode::SUCCESS,
        Err(error) => error,
    };
    let error = match error.downcast::<clap::Error>() {
        Ok(usage) => return answer(&usage),
        Err(error) => error,
    };
    notice(format_args!("{error:#}"));
    match error.downcast_ref::<Interrupted>() {
        Some(interrupted) => interrupted.code(),
        None => ExitCode::from(if is_usage(&error) { 2 } else { 1 }),
    }
}

/// Prints what clap has to say: help and version on standard output, wrong usage on standard error.
#[must_use]
pub fn answer(answer: &clap::Error) -> ExitCode {
    let printed = answer.print();
    if answer.use_stderr() {
        // Wrong usage stays wrong usage where nobody can be told.
        return ExitCode::from(2);
    }
    exit_code(printed.map_err(|error| PrintError::from(error).into()))
}

/// Names the exercises to a user who has named none.
pub(super) fn with_exercises(mut usage: clap::Error) -> clap::Error {
    let is_missing = usage.kind() == ErrorKind::MissingRequiredArgument
        && matches!(
            usage.get(ContextKind::InvalidArg),
            Some(ContextValue::Strings(missing))
                if missing.iter().any(|argument| argument.to_lowercase().contains("exercise"))
        );
    if is_missing {
        let ids: Vec<String> = exercises::offered(Language::English)
            .into_iter()
            .map(|offered| offered.id)
            .collect();
        let tip = format!("the exercises are {}", ids.join(", "));
        let tip = ContextValue::StyledStrs(vec![tip.into()]);
        usage.insert(ContextKind::Suggested, tip);
    }
    usage
}

/// `spotter … | head` closes the pipe early: the reader has what it wanted.
fn is_reader_gone(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(PrintError::ReaderGone))
}

/// A name or setting that doesn't exist is wrong usage, and so is an output that can't be one. A
/// file with something wrong in it is not.
fn is_usage(error: &anyhow::Error) -> bool {
    let output = match error.downcast_ref() {
        Some(AnnotateError::Write(WriteError::Output(error))) => Some(error),
        _ => match error.downcast_ref() {
            Some(WriteError::Output(error)) => Some(error),
            _ => error.downcast_ref(),
        },
    };
    if output.is_some_and(OutputError::is_usage) {
        return true;
    }
    let is_unknown = |error: &ExerciseError| {
        matches!(
            error,
            ExerciseError::UnknownId { .. } | ExerciseError::UnknownName { .. }
        )
    };
    let performer = match error.downcast_ref() {
        Some(SourceChoiceError::Performer(error)) => Some(error),
        _ => error.downcast_ref(),
    };
    match performer {
        Some(PerformerError::Exercise(error)) => is_unknown(error),
        Some(_) => true,
        None => error.downcast_ref().is_some_and(is_unknown),
    }
}
