//! Reads an export line by line, and says which line is not as it should be.

use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::line::{Answered, End, FORMAT, Head, Line, Programme, Session, Set};
use crate::session::SessionError;

/// Longest line, in bytes. The longest set that a person does has a hundredth of it.
const LONGEST: u64 = 64 << 20;
/// Most sets of one session. They are in memory together; a day of exercise has a hundredth of them.
const MOST_SETS: usize = 10_000;

/// An export that is being read.
#[derive(Debug)]
pub struct ExportFile<R> {
    input: R,
    path: PathBuf,
    /// Number of the last line that was read, from 1.
    line: usize,
    head: Head,
    /// The line after those that were taken.
    next: Option<Line>,
    /// What was taken so far.
    taken: End,
}

impl<R: BufRead> ExportFile<R> {
    /// Reads the beginning. `path` is for messages.
    ///
    /// # Errors
    /// [`SessionError::NoExport`], [`SessionError::NewerExport`], and those of a broken file.
    pub fn open(input: R, path: &Path) -> Result<Self, SessionError> {
        let mut file = Self {
            input,
            path: path.to_owned(),
            line: 0,
            head: Head {
                format: FORMAT,
                app_version: String::new(),
                since: None,
                programme: None,
                roland_morris: Vec::new(),
            },
            next: None,
            taken: End {
                sessions: 0,
                sets: 0,
            },
        };
        file.head = file.read_head()?;
        file.next = file.read_line()?;
        Ok(file)
    }

    /// The routine that goes along.
    #[must_use]
    pub fn programme(&self) -> Option<&Programme> {
        self.head.programme.as_ref()
    }

    /// The scores of the questionnaire that go along.
    pub(super) fn scores(&self) -> &[Answered] {
        &self.head.roland_morris
    }

    /// Whether it has neither a session nor a score.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.next, Some(Line::End(_))) && self.scores().is_empty()
    }

    fn read_head(&mut self) -> Result<Head, SessionError> {
        /// What every format begins with.
        #[derive(Deserialize)]
        struct Begin {
            kind: String,
            format: u64,
        }
        let path = self.path.clone();
        let no_export = || SessionError::NoExport { path: path.clone() };
        let text = match self.text() {
            Ok(Some(text)) => text,
            Ok(None) | Err(SessionError::ExportLine { .. } | SessionError::ExportEnds { .. }) => {
                return Err(no_export());
            }
            Err(error) => return Err(error),
        };
        let begin: Begin = serde_json::from_str(&text).map_err(|_| no_export())?;
        if begin.kind != "history" {
            return Err(no_export());
        }
        if begin.format > FORMAT {
            return Err(SessionError::NewerExport {
                path: self.path.clone(),
                found: begin.format,
                known: FORMAT,
            });
        }
        match self.parsed(&text)? {
            Line::History(head) => {
                self.check_scores(&head.roland_morris)?;
                Ok(head)
            }
            _ => Err(no_export()),
        }
    }

    /// The next session with its sets; none after the last one, which is where the file has to end.
    pub(super) fn next_session(&mut self) -> Result<Option<(Session, Vec<Set>)>, SessionError> {
        let session = match self.next.take() {
            Some(Line::Session(session)) => session,
            Some(Line::End(end)) => return self.end(end).map(|()| None),
            Some(_) => return Err(self.broken("a session or the end has to stand here")),
            None => return Err(self.ends_early()),
        };
        self.taken.sessions += 1;
        let mut sets = Vec::new();
        loop {
            self.next = self.read_line()?;
            match self.next.take() {
                Some(Line::Set(set)) if set.session != session.id => {
                    return Err(self.broken("the set is of another session than the one before it"));
                }
                Some(Line::Set(set)) if sets.len() < MOST_SETS => {
                    self.check(&set)?;
                    sets.push(*set);
                }
                Some(Line::Set(_)) => return Err(self.broken("the session has too many sets")),
                Some(other) => {
                    self.next = Some(other);
                    break;
                }
                None => return Err(self.ends_early()),
            }
        }
        if sets.is_empty() {
            return Err(self.broken("the session has no set"));
        }
        self.taken.sets += sets.len();
        self.check_session(&session)?;
        Ok(Some((session, sets)))
    }

    /// Looks whether the file ends where it says that it does.
    fn end(&mut self, end: End) -> Result<(), SessionError> {
        if end != self.taken {
            let said = format!(
                "{} sessions with {} sets are said, {} with {} were found",
                end.sessions, end.sets, self.taken.sessions, self.taken.sets
            );
            return Err(self.broken(&said));
        }
        match self.text()? {
            None => Ok(()),
            Some(_) => Err(self.broken("nothing may follow the end")),
        }
    }

    fn read_line(&mut self) -> Result<Option<Line>, SessionError> {
        let text = self.text()?;
        text.map(|text| self.parsed(&text)).transpose()
    }

    fn parsed(&self, text: &str) -> Result<Line, SessionError> {
        serde_json::from_str(text).map_err(|error| {
            let said = error.to_string();
            // Each line is a text of its own for serde, and "line 1" would mislead.
            self.broken(said.split(" at line ").next().unwrap_or(&said))
        })
    }

    /// The next line of text.
    fn text(&mut self) -> Result<Option<String>, SessionError> {
        let mut bytes = Vec::new();
        let read = (&mut self.input)
            .take(LONGEST)
            .read_until(b'\n', &mut bytes);
        read.map_err(|said| SessionError::ImportRead {
            path: self.path.clone(),
            said,
        })?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.line += 1;
        if bytes.len() as u64 == LONGEST {
            return Err(self.broken("it is too long"));
        }
        if bytes.last() != Some(&b'\n') {
            return Err(self.ends_early());
        }
        let text = String::from_utf8(bytes).map_err(|_| self.broken("it is no UTF-8"))?;
        Ok(Some(text))
    }

    fn check_session(&self, session: &Session) -> Result<(), SessionError> {
        let texts = [
            Some(&session.source),
            Some(&session.app_version),
            session.routine.as_ref(),
        ];
        self.check_texts(&texts)?;
        self.check_numbers(
            session.started_at,
            [session.pain_before, session.pain_after],
        )
    }

    fn check(&self, set: &Set) -> Result<(), SessionError> {
        self.check_texts(&[
            Some(&set.exercise),
            set.exercise_version.as_ref(),
            set.variant.as_ref(),
            set.dose.as_ref(),
            Some(&set.source),
            set.model.as_ref(),
            Some(&set.app_version),
        ])?;
        if !set.seconds.is_finite() || set.seconds < 0.0 {
            return Err(self.broken("the seconds of a set are 0 or more"));
        }
        self.check_numbers(set.started_at, [set.pain, None])
    }

    /// These are shown in terminals, which take control characters for commands.
    fn check_texts(&self, texts: &[Option<&String>]) -> Result<(), SessionError> {
        let is_plain = |text: &&String| text.len() <= 4096 && !text.chars().any(char::is_control);
        match texts.iter().flatten().all(is_plain) {
            true => Ok(()),
            false => Err(self.broken("a name is too long, or has characters that can't be shown")),
        }
    }

    fn check_scores(&self, scores: &[Answered]) -> Result<(), SessionError> {
        for answered in scores {
            self.check_numbers(answered.answered_at, [None, None])?;
            if answered.score > 24 {
                return Err(self.broken("the score of a questionnaire goes from 0 to 24"));
            }
        }
        Ok(())
    }

    fn check_numbers(&self, started_at: i64, pains: [Option<u8>; 2]) -> Result<(), SessionError> {
        /// The end of the year 9999, after which no calendar goes on.
        const LAST_S: i64 = 253_402_300_799;
        if !(0..=LAST_S).contains(&started_at) {
            return Err(self.broken("it began in a year that no calendar has"));
        }
        match pains.into_iter().flatten().all(|pain| pain <= 10) {
            true => Ok(()),
            false => Err(self.broken("pain goes from 0 to 10")),
        }
    }

    fn broken(&self, said: &str) -> SessionError {
        SessionError::ExportLine {
            path: self.path.clone(),
            line: self.line,
            said: said.to_owned(),
        }
    }

    fn ends_early(&self) -> SessionError {
        SessionError::ExportEnds {
            path: self.path.clone(),
            line: self.line,
        }
    }
}

impl ExportFile<io::BufReader<std::fs::File>> {
    /// Opens the file of this path.
    ///
    /// # Errors
    /// As [`ExportFile::open`], and where it can't be read.
    pub fn read(path: &Path) -> Result<Self, SessionError> {
        let unreadable = |said| SessionError::ImportRead {
            path: path.to_owned(),
            said,
        };
        let file = std::fs::File::open(path).map_err(unreadable)?;
        Self::open(io::BufReader::new(file), path)
    }
}
