//! What is shared with whoever works something out beside the keys.

use super::Ledger;
use crate::insights::Basis;
use std::sync::Arc;

impl Ledger {
    /// What figures over everybody hang on beside the records.
    pub fn basis(&self) -> Basis {
        Basis {
            rules: Arc::clone(&self.rules),
            stages: Arc::clone(&self.stages),
            calendar: Arc::clone(&self.calendar),
            today: self.today,
        }
    }
}
