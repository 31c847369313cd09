//! A file of a sequence, written term by term.

use std::io::{self, Write};

use super::format::SequenceFormat;
use super::kind::Sequence;
use super::parts::UnknownTerms;
use super::term::Term;
use super::{bfile, csv, json, latex, text};

/// A file of a sequence while it is written: its terms are added one by one, so that all of it need not be held.
#[derive(Clone, Debug)]
pub struct SequenceFile {
    sequence: Sequence,
    unknown: Vec<UnknownTerms>,
    format: SequenceFormat,
    has_begun: bool,
    /// n or r of the last term in the file.
    last: Option<u32>,
    /// Why no more terms are written.
    ended: Option<String>,
}

impl SequenceFile {
    /// A file without terms.
    pub fn new(sequence: Sequence, unknown: Vec<UnknownTerms>, format: SequenceFormat) -> Self {
        SequenceFile {
            sequence,
            unknown,
            format,
            has_begun: false,
            last: None,
            ended: None,
        }
    }

    /// Writes the next term, behind what comes before all terms if it is the first.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn add(&mut self, term: &Term, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        if self.ended.is_some() {
            return Ok(());
        }
        if self.format == SequenceFormat::Bfile {
            self.ended = bfile::ends_before(&self.sequence, term, self.last);
            if self.ended.is_some() {
                return Ok(());
            }
        }
        let is_first = self.last.is_none();
        self.last = Some(term.at);
        match self.format {
            SequenceFormat::Text => text::term(&self.sequence, term, out),
            SequenceFormat::Csv => csv::term(&self.sequence, term, out),
            SequenceFormat::Json => json::term(term, is_first, out),
            SequenceFormat::Latex => latex::term(term, out),
            SequenceFormat::Bfile => bfile::term(term, out),
        }
    }

    /// Writes what comes behind all terms.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        match self.format {
            SequenceFormat::Text => text::end(&self.sequence, &self.unknown, out),
            SequenceFormat::Csv => Ok(()),
            SequenceFormat::Json => json::end(&self.unknown, out),
            SequenceFormat::Latex => latex::end(&self.sequence, &self.unknown, out),
            SequenceFormat::Bfile => {
                if self.ended.is_none() {
                    self.ended = bfile::ends_after(&self.sequence, self.last);
                }
                Ok(())
            }
        }
    }

    /// Of a file that is written: why it ends before the sequence does, in a sentence.
    pub fn ended(&self) -> Option<&str> {
        self.ended.as_deref()
    }

    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.has_begun, true) {
            return Ok(());
        }
        match self.format {
            SequenceFormat::Text => text::begin(&self.sequence, out),
            SequenceFormat::Csv => csv::begin(out),
            SequenceFormat::Json => json::begin(&self.sequence, out),
            SequenceFormat::Latex => latex::begin(&self.sequence, out),
            SequenceFormat::Bfile => Ok(()),
        }
    }
}
