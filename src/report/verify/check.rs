//! One comparison, and how it ended.

use serde::Serialize;

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct Check {
    /// What was compared.
    pub what: String,
    pub outcome: Outcome,
    /// For people; `null` where nothing was found.
    pub found: Option<String>,
    pub expected: Option<String>,
    /// A source, or why it was not checked.
    pub note: Option<String>,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    Agrees,
    Disagrees,
    #[serde(rename = "not checked")]
    NotChecked,
}

impl Check {
    /// Whether what was found is what was expected.
    pub fn of(what: impl Into<String>, found: impl ToString, expected: impl ToString) -> Self {
        let (found, expected) = (found.to_string(), expected.to_string());
        Check {
            what: what.into(),
            outcome: if found == expected {
                Outcome::Agrees
            } else {
                Outcome::Disagrees
            },
            found: Some(found),
            expected: Some(expected),
            note: None,
        }
    }

    /// What cannot be, and why.
    pub fn wrong(what: impl Into<String>, why: impl ToString) -> Self {
        Check {
            what: what.into(),
            outcome: Outcome::Disagrees,
            found: None,
            expected: None,
            note: Some(why.to_string()),
        }
    }

    /// What was not checked, and why.
    pub fn skipped(what: impl Into<String>, why: impl ToString) -> Self {
        Check {
            outcome: Outcome::NotChecked,
            ..Check::wrong(what, why)
        }
    }

    pub fn with_note(self, note: impl ToString) -> Self {
        Check {
            note: Some(note.to_string()),
            ..self
        }
    }

    pub fn agrees(&self) -> bool {
        self.outcome == Outcome::Agrees
    }
}
