//! What fills the screen, and how often it is to be looked at.

use crate::domain::CustomerId;
use serde::{Deserialize, Serialize};

/// What fills the screen between header and footer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Front {
    #[default]
    Panes,
    Review,
    /// All customers by stage.
    Pipeline,
    /// What is under way over all customers.
    Business,
    /// Figures over everybody.
    Insights,
    /// The call with this customer.
    Call(CustomerId),
}

/// How often a screen that nothing happens on is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    Minute,
    /// The length of a call is on the screen.
    Second,
}
