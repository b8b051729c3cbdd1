//! The form of a business record: a line that fills the fields, and the fields.

use super::form::{Field, FieldError, FieldId, Form};
use crate::domain::deal::amount::read_money;
use crate::domain::deal::{
    DealKind, Draft, Known, Part, YES, add_up, agree_note, aim_invoice, aim_order, aim_payment, choices,
    compose, draft_of, find_record, fresh, from_record, mood_of, number_of, propose, read_line, spell,
};
use crate::domain::money::Money;
use crate::domain::record::RecordKind;
use crate::domain::trade::{Incoterm, Satisfaction};
use crate::domain::{CustomerId, Record, RecordId};
use serde::{Deserialize, Serialize};

/// A business record that is being written or corrected. It is kept from the first key on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordForm {
    pub customer: CustomerId,
    pub kind: DealKind,
    /// The id of the record that is corrected; none for a new one.
    pub corrects: Option<String>,
    pub form: Form,
    /// Whether it is on the screen, or only kept.
    pub open: bool,
    /// The fields as they were opened.
    base: Form,
    /// What the line says of each part, to tell it from what was typed into the field itself.
    filled: Vec<(Part, String)>,
    /// What followed last from other fields, to tell it from what was typed.
    #[serde(default)]
    followed: Vec<(Part, String)>,
}

impl RecordForm {
    /// A form for a new record, with what carries over from `source` where one is named.
    pub fn new(kind: DealKind, source: Option<RecordId>, known: &Known<'_>) -> Self {
        let draft = match source {
            Some(source) => from_record(kind, source, known),
            None => fresh(kind, known),
        };
        let mut fields = vec![Field::text(FieldId::Quick, "")];
        fields.extend(kind.parts().iter().map(|part| field(&draft, *part, known)));
        Self::of_fields(kind, None, fields, known)
    }

    /// A form that corrects a record; nothing for what is no business record.
    pub fn of(record: &Record, known: &Known<'_>) -> Option<Self> {
        let mut draft = spell(record)?;
        draft.set(Part::Also, by_number(draft.get(Part::Also), known));
        let kind = draft.kind;
        // What went to other orders are payments of their own.
        let parts = kind.parts().iter().filter(|part| **part != Part::Spread);
        let fields = parts.map(|part| field(&draft, *part, known)).collect();
        Some(Self::of_fields(kind, Some(record.id().uuid.to_string()), fields, known))
    }

    fn of_fields(kind: DealKind, corrects: Option<String>, fields: Vec<Field>, known: &Known<'_>) -> Self {
        let form = Form::new(fields);
        let customer = known.dossier.customer.id;
        Self {
            customer,
            kind,
            corrects,
            base: form.clone(),
            form,
            open: true,
            filled: Vec::new(),
            followed: Vec::new(),
        }
    }

    /// Whether anything was typed that would be missed.
    pub fn is_changed(&self) -> bool {
        self.form.fields != self.base.fields
    }

    /// The record that is corrected.
    pub fn before<'d>(&self, known: &Known<'d>) -> Option<&'d Record> {
        find_record(known.dossier, self.kind.record_kind(), self.corrects.as_deref()?)
    }

    /// The texts as they stand.
    pub fn draft(&self) -> Draft {
        draft_of_form(self.kind, &self.form)
    }

    /// Reads the line again and fills in what it says; a field that was typed into stays as it is.
    pub fn read_line(&mut self, known: &Known<'_>) {
        let line = self.form.value(FieldId::Quick).to_owned();
        let base = draft_of_form(self.kind, &self.base);
        let read = draft_of(self.kind, &base, &line, known);
        let mut filled = Vec::new();
        for part in self.kind.parts() {
            let id = FieldId::Deal(*part);
            let last = self.filled.iter().find(|(other, _)| other == part).map(|(_, text)| text.clone());
            let last = last.unwrap_or_else(|| base.get(*part).to_owned());
            // The line wins over an amount that followed from a PI.
            let is_of_pi = self.kind == DealKind::Invoice
                && matches!(part, Part::Amount | Part::Terms)
                && self.followed.iter().any(|(other, text)| other == part && self.form.value(id) == text);
            if !is_of_pi && !self.form.value(id).eq_ignore_ascii_case(&last) {
                continue;
            }
            let text = if line.is_empty() { base.get(*part) } else { read.get(*part) };
            if !text.eq_ignore_ascii_case(&last) {
                self.form.set(id, text);
                self.followed.retain(|(other, _)| !is_of_pi || other != part);
                self.form.errors.retain(|(wrong, _)| *wrong != id);
            }
            filled.push((*part, text.to_owned()));
        }
        self.filled = filled;
    }

    /// Fills in what follows from other fields, as long as nobody has typed there: the order that a refund is of, what
    /// of a payment goes to other orders, the quantity in the note.
    pub fn follow(&mut self, known: &Known<'_>) {
        let mut draft = self.draft();
        agree_note(&mut draft, known);
        if draft.get(Part::Note) != self.form.value(FieldId::Deal(Part::Note)) {
            self.form.set(FieldId::Deal(Part::Note), draft.get(Part::Note));
        }
        if self.corrects.is_some() {
            return self.follow_several(known);
        }
        if self.kind == DealKind::Feedback {
            let mood = mood_of(draft.get(Part::Text)).map(Satisfaction::id);
            let usual = self.base.value(FieldId::Deal(Part::Satisfaction)).to_owned();
            return self.lay(Part::Satisfaction, mood.unwrap_or(&usual));
        }
        if self.kind == DealKind::Invoice && self.follow_replaced(&draft, known) {
            return;
        }
        if matches!(self.kind, DealKind::Invoice | DealKind::Order) {
            self.follow_source(draft, known);
            return self.follow_several(known);
        }
        if self.kind != DealKind::Payment {
            return;
        }
        draft.set(Part::Order, self.base.value(FieldId::Deal(Part::Order)));
        let line = read_line(self.kind, self.form.value(FieldId::Quick), known);
        if !line.iter().any(|(part, _)| *part == Part::Order) {
            aim_payment(&mut draft, known);
            self.lay(Part::Order, draft.get(Part::Order));
        }
        let mut draft = self.draft();
        draft.set(Part::Spread, "");
        let made = compose(&draft, known, None, &mut || known.dossier.customer.id.0);
        let offer = made.map_or(String::new(), |made| propose(&made));
        self.lay(Part::Spread, &offer);
    }

    /// The PI, of a PI the quotation, in the currency of the amount that was typed, with its number and note.
    fn follow_source(&mut self, mut draft: Draft, known: &Known<'_>) {
        let (source, parts): (_, &[Part]) = match self.kind {
            DealKind::Invoice => (Part::Quotation, &[Part::Quotation, Part::Note]),
            _ => (Part::Invoice, &[Part::Invoice, Part::Number, Part::Note]),
        };
        let line = read_line(self.kind, self.form.value(FieldId::Quick), known);
        if line.iter().any(|(part, _)| *part == source) {
            return;
        }
        for part in parts.iter().copied() {
            draft.set(part, self.base.value(FieldId::Deal(part)));
        }
        aim_order(&mut draft, known);
        aim_invoice(&mut draft, known);
        for part in parts.iter().copied() {
            self.lay(part, draft.get(part));
        }
    }

    /// What the PI said that this one is written instead of; what stood there before, where it is of none any more.
    /// Returns whether it is of one.
    fn follow_replaced(&mut self, draft: &Draft, known: &Known<'_>) -> bool {
        let base = draft_of_form(self.kind, &self.base);
        let old = find_record(known.dossier, RecordKind::Invoice, draft.get(Part::Replaces));
        let is_named = draft.get(Part::Replaces) != base.get(Part::Replaces);
        let old = old.filter(|_| is_named).map(|old| from_record(self.kind, old.id(), known));
        let said = old.as_ref().unwrap_or(&base);
        for part in [Part::Amount, Part::Terms] {
            self.lay(part, said.get(part));
        }
        for part in [Part::Quotation, Part::Note].into_iter().filter(|_| old.is_some()) {
            self.lay(part, said.get(part));
        }
        old.is_some()
    }

    /// Amount and note of the PIs that were chosen, together, as long as nobody has typed them.
    fn follow_several(&mut self, known: &Known<'_>) {
        if self.kind != DealKind::Order {
            return;
        }
        let mut draft = self.draft();
        for part in [Part::Amount, Part::Note] {
            draft.set(part, self.base.value(FieldId::Deal(part)));
        }
        add_up(&mut draft, &draft_of_form(self.kind, &self.base), known);
        self.lay(Part::Amount, draft.get(Part::Amount));
        self.lay(Part::Note, draft.get(Part::Note));
    }

    /// Takes the number of a new PI, as long as nobody has typed one.
    pub fn follow_number(&mut self, next: &str) {
        if self.corrects.is_none() {
            self.lay(Part::Number, next);
        }
    }

    fn lay(&mut self, part: Part, text: &str) {
        let id = FieldId::Deal(part);
        let last = self.followed.iter().find(|(other, _)| *other == part).map(|(_, text)| text.as_str());
        if self.form.value(id) == last.unwrap_or(self.base.value(id)) && self.form.value(id) != text {
            self.form.set(id, text);
            self.followed.retain(|(other, _)| *other != part);
            self.followed.push((part, text.to_owned()));
        }
    }

    /// A record that could not be written: everything in the form counts as typed.
    pub fn bring_back(&mut self, is_new: bool) {
        self.open = false;
        if is_new {
            self.corrects = None;
        }
        if is_new && self.kind == DealKind::Payment {
            self.form.fields.push(Field::text(FieldId::Deal(Part::Spread), ""));
            self.base = self.form.clone();
        }
        for field in &mut self.base.fields {
            if let super::form::Input::Text(text) | super::form::Input::Area(text) = &mut field.input {
                *text = super::text_field::TextField::default();
            }
        }
    }

    /// Adds a part of the same transfer that could not be written either.
    pub fn take_back(&mut self, share: Money) {
        let id = FieldId::Deal(Part::Amount);
        if let Ok(amount) = read_money(self.form.value(id), Some(share.currency)) {
            let minor = amount.minor.saturating_add(share.minor);
            self.form.set(id, &Money { minor, ..amount }.to_string());
        }
    }

    /// Keeps what is wrong with which part.
    pub fn keep_wrong(&mut self, wrong: Vec<(Part, crate::domain::deal::PartError)>) {
        let errors = wrong.into_iter().map(|(part, error)| (FieldId::Deal(part), FieldError::Part(error)));
        self.form.keep_errors(errors.collect());
    }
}

/// Ids of PIs as their numbers.
fn by_number(ids: &str, known: &Known<'_>) -> String {
    let named = ids.split("; ").map(|id| {
        let found = find_record(known.dossier, RecordKind::Invoice, id);
        found.and_then(number_of).unwrap_or(id)
    });
    named.collect::<Vec<_>>().join("; ")
}

fn draft_of_form(kind: DealKind, form: &Form) -> Draft {
    let mut draft = Draft::new(kind);
    for part in kind.parts() {
        draft.set(*part, form.value(FieldId::Deal(*part)));
    }
    draft
}

fn field(draft: &Draft, part: Part, known: &Known<'_>) -> Field {
    let (id, text) = (FieldId::Deal(part), draft.get(part));
    let maybe = |ids: Vec<&'static str>| Field::choice(id, std::iter::once("").chain(ids), text);
    match part {
        Part::Incoterm => maybe(Incoterm::ALL.iter().map(|it| it.id()).collect()),
        Part::Charged | Part::Compensation => Field::choice(id, ["", YES], text),
        Part::Certainty | Part::OrderKind | Part::State | Part::Mode | Part::Satisfaction => {
            Field::choice(id, choices(part), text)
        }
        Part::Quotation | Part::Replaces | Part::Invoice | Part::Order | Part::About => {
            let ids = candidates(draft.kind, part, known);
            let none = (draft.kind != DealKind::Payment).then_some("");
            Field::choice(id, none.into_iter().chain(ids.iter().map(String::as_str)), text)
        }
        Part::Note | Part::Text => Field::area(id, text),
        _ => Field::text(id, text),
    }
}

/// The records that a part may name, newest first. A payment may name a PI that waits for its order, and a PI replace one.
fn candidates(kind: DealKind, part: Part, known: &Known<'_>) -> Vec<String> {
    let kinds: &[RecordKind] = match (kind, part) {
        (_, Part::Quotation) => &[RecordKind::Quotation],
        (_, Part::Invoice | Part::Replaces) => &[RecordKind::Invoice],
        (DealKind::Payment, _) => &[RecordKind::Order, RecordKind::Invoice],
        (_, Part::About) => &[RecordKind::Sample, RecordKind::Order],
        _ => &[RecordKind::Order],
    };
    let dossier = known.dossier;
    let is_open = |record: &Record| match record {
        Record::Invoice(it) if kind == DealKind::Order => dossier.replacement(it.id).is_none(),
        Record::Invoice(it) => dossier.is_waiting(it.id),
        _ => true,
    };
    let timeline = dossier.timeline().iter();
    timeline
        .filter(|record| kinds.contains(&record.id().kind) && is_open(record))
        .map(|record| record.id().uuid.to_string())
        .collect()
}

/// What a record that another one names is called in a list: its number, else nothing.
pub fn label(record: &Record) -> Option<&str> {
    number_of(record)
}
