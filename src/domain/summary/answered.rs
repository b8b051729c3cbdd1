//! What we sent as business records tell it, which answers a message as an entry of the log does.

use crate::domain::{Dossier, Interaction, Record};
use time::Date;
use uuid::Uuid;

/// The day of the latest record of something sent since the customer was last heard, or at all where it never was.
///
/// A record knows its day alone. On the day of their message it is an answer where it was written down after the
/// message, which the ids tell: else the message may well be about it.
pub(super) fn answered_on(dossier: &Dossier) -> Option<Date> {
    let heard = dossier.interactions().find(|it| it.is_contact() && it.direction.is_heard(it.channel));
    let heard = heard.map(|it| (it.at.date(), it.id.0));
    let sent = dossier.timeline().iter().filter_map(sent_on);
    sent.filter(|sent| heard.is_none_or(|heard| *sent > heard)).map(|(sent, _)| sent).max()
}

/// Whether something was sent after this message.
pub(super) fn is_answered(dossier: &Dossier, message: &Interaction) -> bool {
    let heard = (message.at.date(), message.id.0);
    dossier.timeline().iter().filter_map(sent_on).any(|sent| sent > heard)
}

/// When something of ours went to the customer, and the record's id; nothing where it is no such record.
pub(super) fn sent_on(record: &Record) -> Option<(Date, Uuid)> {
    match record {
        Record::Quotation(it) => Some((it.date, it.id.0)),
        Record::Sample(it) => Some((it.sent_on, it.id.0)),
        Record::Invoice(it) => Some((it.sent_on.unwrap_or(it.date), it.id.0)),
        _ => None,
    }
}
