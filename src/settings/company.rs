//! Who sells, as it stands on papers and under messages.

use crate::domain::money::Currency;
use serde::Serialize;

/// What the table `[company]` says, and the accounts of `[[bank]]`. What is not set is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    pub name: String,
    pub name_zh: String,
    pub address: String,
    pub address_zh: String,
    /// Who signs.
    pub person: String,
    pub phone: String,
    pub email: String,
    pub website: String,
    /// The file of an image; as written, not resolved.
    pub logo: String,
    /// The language of messages and papers, whatever the customer's: an ISO 639-1 code, or empty.
    pub language: String,
    pub banks: Vec<Bank>,
}

/// An account that buyers pay to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bank {
    /// Money in this currency goes there; nothing means any.
    pub currency: Option<Currency>,
    /// The company's name where it is empty.
    pub beneficiary: String,
    pub bank: String,
    pub address: String,
    pub account: String,
    pub swift: String,
    pub note: String,
}

impl Company {
    /// The account for a currency: its own, else one for any.
    pub fn bank_for(&self, currency: Currency) -> Option<&Bank> {
        let own = self.banks.iter().find(|bank| bank.currency == Some(currency));
        own.or_else(|| self.banks.iter().find(|bank| bank.currency.is_none()))
    }
}
