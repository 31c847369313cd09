//! Files of sequences, in pieces, so that the page never holds one twice.

use latin_rectangles::report::{self, SequenceRequest, Term};
use serde_json::from_str;
use wasm_bindgen::prelude::*;

use super::counter::Counter;
use super::exchange::json;

#[wasm_bindgen]
impl Counter {
    /// The `SequencePlan` of a `SequenceRequest`: its ends, and the counts that give its terms, as they would take here.
    ///
    /// # Errors
    /// When there is no such sequence, or no engine counts any of its terms: what is allowed, in a sentence.
    #[wasm_bindgen(js_name = sequenceParts)]
    pub fn sequence_parts(&self, request: &str) -> Result<String, JsError> {
        let request: SequenceRequest = from_str(request)?;
        let workers = self.workers();
        Ok(json(&request.plan(workers, self.word_seconds())?))
    }
}

/// A file of a sequence while it is written.
#[wasm_bindgen]
pub struct SequenceFile {
    file: report::SequenceFile,
}

#[wasm_bindgen]
impl SequenceFile {
    /// A file of a `Sequence`, some of whose terms are `UnknownTerms[]`, in a `SequenceFormat`.
    ///
    /// # Errors
    /// When one of these is not what it should be.
    #[wasm_bindgen(constructor)]
    pub fn new(sequence: &str, unknown: &str, format: &str) -> Result<SequenceFile, JsError> {
        let file = report::SequenceFile::new(from_str(sequence)?, from_str(unknown)?, format.parse()?);
        Ok(SequenceFile { file })
    }

    /// The text of the next `Term[]`, behind what comes before all terms if they are the first.
    ///
    /// # Errors
    /// When they are not terms.
    pub fn add(&mut self, terms: &str) -> Result<String, JsError> {
        let terms: Vec<Term> = from_str(terms)?;
        let mut out = Vec::new();
        for term in &terms {
            self.file.add(term, &mut out)?;
        }
        Ok(String::from_utf8(out)?)
    }

    /// The text behind all terms.
    ///
    /// # Errors
    /// None in practice.
    pub fn end(&mut self) -> Result<String, JsError> {
        let mut out = Vec::new();
        self.file.end(&mut out)?;
        Ok(String::from_utf8(out)?)
    }

    /// After the end: why the file ends before the sequence does, in a sentence; nothing when it does not.
    pub fn ended(&self) -> Option<String> {
        self.file.ended().map(str::to_owned)
    }
}
