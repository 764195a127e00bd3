//! The texts that an exercise is read from.
//!
//! They are laid end to end, so that a place in any of them is one number. Tables of several files
//! (the library, the exercise, one of its variants) can then be merged, and a complaint still finds
//! the line that its author has written.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ExerciseError, nearest};
use super::schema::measure_keys;
use super::{texts, translation};

/// A complaint before its line is looked up: where it is, and what is wrong there.
pub(super) type Complaint = (Range<usize>, String);

/// The texts that were read so far.
#[derive(Debug, Default)]
pub(super) struct Sources<'a> {
    all: Vec<Source<'a>>,
}

#[derive(Debug)]
struct Source<'a> {
    /// Path or name of the file.
    origin: &'a str,
    text: &'a str,
    /// Where the text begins among all texts.
    begin: usize,
}

impl<'a> Sources<'a> {
    /// Reads a text as a table whose places are places among all texts.
    pub(super) fn read(
        &mut self,
        origin: &'a str,
        text: &'a str,
    ) -> Result<Spanned<DeTable<'a>>, ExerciseError> {
        let begin = self
            .all
            .last()
            .map_or(0, |last| last.begin + last.text.len() + 1);
        self.all.push(Source {
            origin,
            text,
            begin,
        });
        let moved = |span: Range<usize>| span.start + begin..span.end + begin;
        let table = DeTable::parse(text).map_err(|err| {
            let span = err.span().unwrap_or(0..0);
            self.complaint((moved(span), err.message().trim_end().to_owned()))
        })?;
        // Texts are looked at before anything else is: a complaint about something else might
        // quote them.
        if let Some((span, message)) = texts::complaint(table.get_ref()) {
            return Err(self.complaint((moved(span), message)));
        }
        let span = moved(table.span());
        Ok(Spanned::new(span, moved_by(table.into_inner(), begin)))
    }

    /// Lays the texts of another language over a table, where there are any.
    pub(super) fn translate(
        &mut self,
        table: &mut Spanned<DeTable<'a>>,
        translated: Option<(&'a str, &'a str)>,
    ) -> Result<(), ExerciseError> {
        let Some((origin, text)) = translated else {
            return Ok(());
        };
        let above = self.read(origin, text)?.into_inner();
        translation::lay_over(table.get_mut(), above).map_err(|complaint| self.complaint(complaint))
    }

    /// A table as the type that its keys stand for.
    pub(super) fn typed<T: DeserializeOwned>(
        &self,
        table: Spanned<DeTable<'a>>,
    ) -> Result<T, ExerciseError> {
        let begin = table.span().start;
        T::deserialize(toml::Deserializer::from(table)).map_err(|err| {
            let span = err.span().unwrap_or(begin..begin);
            self.complaint((span, in_plain_words(err.message())))
        })
    }

    /// A complaint with its file, line and column, and with the line itself.
    pub(super) fn complaint(&self, (span, message): Complaint) -> ExerciseError {
        let source = self
            .all
            .iter()
            .rev()
            .find(|source| source.begin <= span.start);
        let (origin, text, begin) = source.map_or(("", "", 0), |source| {
            (source.origin, source.text, source.begin)
        });
        let start = (span.start - begin).min(text.len());
        let before = text.get(..start).unwrap_or(text);
        let line_begin = before.rfind('\n').map_or(0, |at| at + 1);
        // A table goes on for many lines; its first one tells which it is.
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = span.end.saturating_sub(begin).clamp(start, line_end);
        let line = before.matches('\n').count() + 1;
        let snippet = Snippet::source(&text[line_begin..line_end])
            .line_start(line)
            .annotation(AnnotationKind::Primary.span(start - line_begin..end - line_begin));
        let excerpt = Renderer::plain().render(&[Group::with_level(Level::ERROR).element(snippet)]);
        ExerciseError::Invalid {
            origin: origin.to_owned(),
            line,
            column: before[line_begin..].chars().count() + 1,
            message,
            excerpt,
        }
    }
}

/// A file in TOML that its author wrote for this program and that is no exercise. Complaints about it
/// show its lines, as those about exercises do.
#[derive(Debug)]
pub(crate) struct AuthorsFile<'a>(Sources<'a>);

impl<'a> AuthorsFile<'a> {
    /// Reads a text as the type that its keys stand for. `origin` is how complaints call the file.
    pub(crate) fn read<T: DeserializeOwned>(
        origin: &'a str,
        text: &'a str,
    ) -> Result<(Self, T), ExerciseError> {
        Self::read_translated(origin, text, None)
    }

    /// The same with the texts of another language, and the name of their file, laid over it.
    pub(crate) fn read_translated<T: DeserializeOwned>(
        origin: &'a str,
        text: &'a str,
        translated: Option<(&'a str, &'a str)>,
    ) -> Result<(Self, T), ExerciseError> {
        let mut sources = Sources::default();
        let mut table = sources.read(origin, text)?;
        sources.translate(&mut table, translated)?;
        let typed = sources.typed(table)?;
        Ok((Self(sources), typed))
    }

    /// A complaint about this part of the text.
    pub(crate) fn complaint(&self, span: Range<usize>, message: String) -> ExerciseError {
        self.0.complaint((span, message))
    }
}

/// The same table with its places moved.
fn moved_by(table: DeTable<'_>, by: usize) -> DeTable<'_> {
    let entries = table.into_iter().map(|(key, value)| {
        let at = key.span();
        let key = Spanned::new(at.start + by..at.end + by, key.into_inner());
        (key, moved_value(value, by))
    });
    entries.collect()
}

fn moved_value(value: Spanned<DeValue<'_>>, by: usize) -> Spanned<DeValue<'_>> {
    let at = value.span();
    let moved = match value.into_inner() {
        DeValue::Table(table) => DeValue::Table(moved_by(table, by)),
        DeValue::Array(items) => DeValue::Array(
            items
                .into_iter()
                .map(|item| moved_value(item, by))
                .collect(),
        ),
        plain => plain,
    };
    Spanned::new(at.start + by..at.end + by, moved)
}

/// What serde says, in the words of somebody who writes exercise files, with the key that was
/// probably meant.
fn in_plain_words(message: &str) -> String {
    if message.starts_with("no variant of enum") {
        return format!(
            "this says nothing to measure or to compare: give one of {}; a role has `max` or `min`",
            measure_keys()[0].join(", ")
        );
    }
    let Some((wrong, expected)) = message
        .strip_prefix("unknown field `")
        .and_then(|rest| rest.split_once('`'))
    else {
        return message.trim_end().to_owned();
    };
    let [kinds, of_measures] = measure_keys();
    let mut known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    if known.is_empty() {
        // serde lists no keys where one of them is the kind of a measure.
        if kinds.iter().any(|kind| kind == wrong) {
            return format!("`{wrong}` is a second kind of measure: keep one");
        }
        known = of_measures.iter().map(String::as_str).collect();
    }
    let hint = nearest(wrong, known.iter().copied())
        .map_or_else(String::new, |near| format!(" (did you mean `{near}`?)"));
    format!("{}{hint}", message.trim_end())
}
