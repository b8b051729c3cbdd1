//! Rates of exchange, and the versions of a quotation: their pop-ups.

use super::super::message::Message;
use super::super::overlay::{Overlay, RateBook, Versions};
use super::super::text_field::TextField;
use super::super::{App, Effect};
use super::commit;
use crate::domain::rate::{RateDraft, RateError, read_rate};
use crate::domain::{Cause, Record};

pub fn open_rates(app: &mut App) {
    // Before everybody is known, nobody can say which rates there are.
    if super::waits(app, super::Action::Rates) {
        return;
    }
    app.overlay = Some(Overlay::Rates(RateBook { text: TextField::default(), top: 0 }));
}

/// The versions of the quotation under the cursor, or else of the customer's latest one.
pub fn open_versions(app: &mut App) {
    let Some(customer) = app.shown() else {
        app.message = Some(Message::NoCustomer);
        return;
    };
    let Some(dossier) = app.ledger.dossier(customer) else {
        app.message = Some(Message::StillLoading);
        return;
    };
    let under_cursor = app.record_under_cursor();
    let quotations = || {
        dossier.timeline().iter().filter_map(|record| match record {
            Record::Quotation(it) => Some((record.id(), &it.product)),
            _ => None,
        })
    };
    let found = quotations().find(|(id, _)| Some(*id) == under_cursor).or_else(|| quotations().next());
    match found {
        Some((_, product)) => {
            let product = product.clone();
            app.overlay = Some(Overlay::Versions(Versions { customer, product, top: 0 }));
        }
        None => app.message = Some(Message::NoQuotation),
    }
}

/// Keeps the rate that was typed and stays open for the next; nothing typed closes the pop-up.
pub fn save_rate(app: &mut App, book: RateBook) -> Vec<Effect> {
    if book.text.text().trim().is_empty() {
        return Vec::new();
    }
    let Ok(draft) = app.rate_typed(&book) else {
        app.overlay = Some(Overlay::Rates(book));
        return Vec::new();
    };
    let (mut ids, now) = (app.ids.clone(), app.now);
    let edit = app.ledger.rates().keep(draft, || ids.mint(now));
    app.ids = ids;
    app.overlay = Some(Overlay::Rates(RateBook { text: TextField::default(), top: 0 }));
    let Some(edit) = edit else {
        app.message = Some(Message::RateKnown);
        return Vec::new();
    };
    let kept = edit.after.clone();
    let effects = commit(app, Cause::Rated, vec![edit]);
    if let Some(Record::Rate(rate)) = kept {
        app.message = Some(Message::RateKept(rate));
    }
    effects
}

impl App {
    /// How the line of the pop-up reads.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn rate_typed(&self, book: &RateBook) -> Result<RateDraft, RateError> {
        read_rate(book.text.text(), self.now.date(), self.ledger.rates().base())
    }
}
