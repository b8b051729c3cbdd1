//! Values of sled trees as bytes: bincode in an envelope that says what is inside and proves it whole.
//!
//! ```text
//! byte 0      magic, 0x67
//! byte 1      kind: the record's kind, or one of the kinds below
//! byte 2      version of that kind's payload
//! bytes 3-6   CRC-32 (IEEE) of bytes 0-2 and the payload, little endian
//! bytes 7-    payload: bincode 1.3.3, varint, little endian; of a page, its bytes
//! ```
//!
//! The checksum is looked at before decoding, since three quarters of all bit flips would decode to
//! wrong data. The present version of every payload is the serde shape that its domain type has today.
//! Once the type of a record changes, its old shape is frozen as a wire struct in `store/wire`, the
//! version goes up by one, and [`decode_record`] turns old wire structs into the new type. A summary is
//! derived: an old one is not read but made again from the records ([`Misread::Outdated`]).
//! tests/fixtures/store keeps bytes of every version, so that no shape changes by accident. No other
//! file knows bincode.

use super::wire;
use crate::domain::{Direction, Record, record::RecordKind};
use bincode::Options;
use serde::{Serialize, de::DeserializeOwned};

const MAGIC: u8 = 0x67;
/// Payloads of kinds that have not changed since the first version.
const FIRST_VERSION: u8 = 1;
/// 2: quotations without progress, open offers, balance, payment history, days of contact.
/// 3: the journal's clock in the tag.
/// 4: next steps that rest until the customer answers.
/// 5: open business of every kind, numbers for search.
/// 6: what open business is worth; sums ordered, last prices, how many rows and numbers are left out; rates beside
/// the summaries.
/// 7: what of a balance is due on its day.
/// 8: the same of a PI; the day of the latest business record.
/// 9: orders less compensation; what is owed of shipped orders as a worth.
/// 10: when the date of the next step was set; products for search.
/// 11: deposits that never came, complaints, websites.
/// 12: what the order of a balance comes to; longer labels of open business.
/// 13: what is still on offer, PIs, money to pay back, goods that have not left; planned departures make nothing due.
/// 14: what waits for goods is due with the last shipment, or when they are ready; whose message waits, cancelled orders, the
/// sample to ask about first, several deposits.
/// 15: when money last came in, when an order was cancelled, whether the date of the next step is one that was put off.
const SUMMARY_VERSION: u8 = 15;
/// 2: whether it rests until the customer answers.
const RESTING_VERSION: u8 = 2;
/// 3: when the date was set. Where that is not known it is written as version 2, so that what was stored keeps its bytes
/// and digest.
const SET_VERSION: u8 = 3;
/// 4: that the date was put off. All others are written as version 2 or 3.
const FOLLOW_UP_VERSION: u8 = 4;
/// 2: compensation. All other payments are written as version 1, so that what was stored keeps its bytes and digest.
const PAYMENT_VERSION: u8 = 2;
/// 2: which PI it replaces. All other PIs are written as version 1, so that what was stored keeps its bytes and digest.
const INVOICE_VERSION: u8 = 2;
/// 2: nobody knows who spoke. All other entries are written as version 1, which has the same shape, so that what was
/// stored keeps its bytes and digest.
const INTERACTION_VERSION: u8 = 2;
/// 2: terms of its own. All other orders are written as version 1, so that what was stored keeps its bytes and digest.
const ORDER_TERMS_VERSION: u8 = 2;
/// 3: when its goods were ready. Where that is not known it is written as version 1 or 2.
const ORDER_READY_VERSION: u8 = 3;
/// 4: when it was cancelled, and more than one PI. Where neither is so it is written as an earlier version.
const ORDER_VERSION: u8 = 4;
pub const HEADER: usize = 7;
/// No value is larger; a damaged length must not make the decoder ask for all memory.
const LIMIT: u64 = 256 << 20;

/// Kinds of values that are no records. Records use the number of their [`RecordKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Summary = 32,
    HistoryRow = 33,
    Progress = 34,
    Tally = 35,
    ImageHead = 36,
    SummaryBlock = 37,
    SummaryTag = 38,
    /// Said between two processes, never kept.
    Message = 39,
    Preview = 40,
    PreviewDay = 41,
    /// Records one behind the other, see `trees::page`.
    Page = 42,
    PreviewRest = 43,
}

/// Why bytes are no value, for the caller to say where.
#[derive(Debug, PartialEq, Eq)]
pub enum Misread {
    Newer {
        found: u8,
        known: u8,
    },
    /// Derived data of an earlier version, which is to be made again.
    Outdated,
    Damaged(String),
}

/// A record as the bytes that are stored.
pub fn encode_record(record: &Record) -> Result<Vec<u8>, String> {
    let kind = record.id().kind as u8;
    match record {
        Record::Customer(it) => seal(kind, it),
        Record::FollowUp(it) if it.put_off.is_some() => seal(kind, it),
        Record::FollowUp(it) if it.set_at.is_some() => {
            seal_as(kind, SET_VERSION, &wire::FollowUpV3::from(it.clone()))
        }
        Record::FollowUp(it) => seal_as(kind, RESTING_VERSION, &wire::FollowUpV2::from(it.clone())),
        Record::Interaction(it) if it.direction == Direction::Unknown => seal(kind, it),
        Record::Interaction(it) => seal_as(kind, FIRST_VERSION, it),
        Record::Quotation(it) => seal(kind, it),
        Record::Sample(it) => seal(kind, it),
        Record::Invoice(it) if it.replaces.is_some() => seal(kind, it),
        Record::Invoice(it) => seal_as(kind, FIRST_VERSION, &wire::InvoiceV1::from((**it).clone())),
        Record::Order(it) if it.cancelled_on.is_some() || !it.also.is_empty() => seal(kind, it),
        Record::Order(it) if it.ready_on.is_some() => {
            seal_as(kind, ORDER_READY_VERSION, &wire::OrderV3::from((**it).clone()))
        }
        Record::Order(it) if !it.terms.is_empty() => {
            seal_as(kind, ORDER_TERMS_VERSION, &wire::OrderV2::from((**it).clone()))
        }
        Record::Order(it) => seal_as(kind, FIRST_VERSION, &wire::OrderV1::from((**it).clone())),
        Record::Payment(it) if it.compensation => seal(kind, it),
        Record::Payment(it) => seal_as(kind, FIRST_VERSION, &wire::PaymentV1::from((**it).clone())),
        Record::Shipment(it) => seal(kind, it),
        Record::Feedback(it) => seal(kind, it),
        Record::Rate(it) => seal(kind, it),
    }
}

/// The record in stored bytes, whatever its kind.
pub fn decode_record(bytes: &[u8]) -> Result<Record, Misread> {
    let (kind, payload) = unseal(bytes)?;
    let is = |wanted: RecordKind| kind == wanted as u8;
    if is(RecordKind::Customer) {
        payload_of(payload).map(Record::Customer)
    } else if is(RecordKind::FollowUp) {
        match version_of_bytes(bytes) {
            Some(FIRST_VERSION) => {
                payload_of::<wire::FollowUpV1>(payload).map(|it| Record::FollowUp(it.into()))
            }
            Some(RESTING_VERSION) => {
                payload_of::<wire::FollowUpV2>(payload).map(|it| Record::FollowUp(it.into()))
            }
            Some(SET_VERSION) => {
                payload_of::<wire::FollowUpV3>(payload).map(|it| Record::FollowUp(it.into()))
            }
            _ => payload_of(payload).map(Record::FollowUp),
        }
    } else if is(RecordKind::Interaction) {
        payload_of(payload).map(Record::Interaction)
    } else if is(RecordKind::Quotation) {
        payload_of(payload).map(Record::Quotation)
    } else if is(RecordKind::Sample) {
        payload_of(payload).map(Record::Sample)
    } else if is(RecordKind::Invoice) {
        if version_of_bytes(bytes) < Some(INVOICE_VERSION) {
            payload_of::<wire::InvoiceV1>(payload).map(|it| Record::Invoice(Box::new(it.into())))
        } else {
            payload_of(payload).map(Record::Invoice)
        }
    } else if is(RecordKind::Order) {
        match version_of_bytes(bytes) {
            Some(FIRST_VERSION) => {
                payload_of::<wire::OrderV1>(payload).map(|it| Record::Order(Box::new(it.into())))
            }
            Some(ORDER_TERMS_VERSION) => {
                payload_of::<wire::OrderV2>(payload).map(|it| Record::Order(Box::new(it.into())))
            }
            Some(ORDER_READY_VERSION) => {
                payload_of::<wire::OrderV3>(payload).map(|it| Record::Order(Box::new(it.into())))
            }
            _ => payload_of(payload).map(Record::Order),
        }
    } else if is(RecordKind::Payment) {
        if version_of_bytes(bytes) < Some(PAYMENT_VERSION) {
            payload_of::<wire::PaymentV1>(payload).map(|it| Record::Payment(Box::new(it.into())))
        } else {
            payload_of(payload).map(Record::Payment)
        }
    } else if is(RecordKind::Shipment) {
        payload_of(payload).map(Record::Shipment)
    } else if is(RecordKind::Feedback) {
        payload_of(payload).map(Record::Feedback)
    } else if is(RecordKind::Rate) {
        payload_of(payload).map(Record::Rate)
    } else {
        Err(Misread::Damaged(format!("a value of kind {kind} where a record belongs")))
    }
}

/// Anything else that is stored, as bytes.
pub fn encode(kind: Kind, value: &impl Serialize) -> Result<Vec<u8>, String> {
    seal(kind as u8, value)
}

/// The value of a kind in stored bytes.
pub fn decode<T: DeserializeOwned>(wanted: Kind, bytes: &[u8]) -> Result<T, Misread> {
    let payload = unseal_bytes(wanted, bytes)?;
    if is_outdated(bytes) { Err(Misread::Outdated) } else { payload_of(payload) }
}

/// A payload that is no bincode, in an envelope.
pub fn seal_bytes(kind: Kind, payload: &[u8]) -> Vec<u8> {
    let mut bytes = header(kind as u8, FIRST_VERSION);
    bytes.extend_from_slice(payload);
    close(&mut bytes);
    bytes
}

/// The payload of what [`seal_bytes`] made.
pub fn unseal_bytes(wanted: Kind, bytes: &[u8]) -> Result<&[u8], Misread> {
    match unseal(bytes)? {
        (kind, payload) if kind == wanted as u8 => Ok(payload),
        (kind, _) => Err(Misread::Damaged(format!("a value of kind {kind} where {wanted:?} belongs"))),
    }
}

/// Whether these are the bytes of derived data in the shape of an earlier version.
pub fn is_outdated(bytes: &[u8]) -> bool {
    matches!(bytes, [MAGIC, kind, version, ..] if *version < version_of(*kind) && holds_summaries(*kind))
}

fn version_of(kind: u8) -> u8 {
    if holds_summaries(kind) {
        SUMMARY_VERSION
    } else if kind == RecordKind::FollowUp as u8 {
        FOLLOW_UP_VERSION
    } else if kind == RecordKind::Interaction as u8 {
        INTERACTION_VERSION
    } else if kind == RecordKind::Invoice as u8 {
        INVOICE_VERSION
    } else if kind == RecordKind::Payment as u8 {
        PAYMENT_VERSION
    } else if kind == RecordKind::Order as u8 {
        ORDER_VERSION
    } else {
        FIRST_VERSION
    }
}

/// Kinds that change with the shape of a summary; the tag does, so that an old file is known by its end.
fn holds_summaries(kind: u8) -> bool {
    let kinds = [Kind::Summary, Kind::SummaryBlock, Kind::SummaryTag];
    let previews = [Kind::Preview, Kind::PreviewDay, Kind::PreviewRest];
    kinds.iter().chain(&previews).any(|holds| kind == *holds as u8)
}

/// What bytes claim to be, before anything is proved.
pub fn kind_of(bytes: &[u8]) -> Option<u8> {
    bytes.get(1).copied()
}

fn version_of_bytes(bytes: &[u8]) -> Option<u8> {
    bytes.get(2).copied()
}

fn options() -> impl Options {
    bincode::DefaultOptions::new().with_limit(LIMIT).reject_trailing_bytes()
}

fn seal(kind: u8, value: &impl Serialize) -> Result<Vec<u8>, String> {
    seal_as(kind, version_of(kind), value)
}

fn seal_as(kind: u8, version: u8, value: &impl Serialize) -> Result<Vec<u8>, String> {
    let mut bytes = header(kind, version);
    options().serialize_into(&mut bytes, value).map_err(|error| error.to_string())?;
    close(&mut bytes);
    Ok(bytes)
}

/// The header without its checksum.
fn header(kind: u8, version: u8) -> Vec<u8> {
    vec![MAGIC, kind, version, 0, 0, 0, 0]
}

/// Puts the checksum into the header.
fn close(bytes: &mut [u8]) {
    let (header, payload) = bytes.split_at_mut(HEADER);
    let (head, crc) = header.split_at_mut(3);
    crc.copy_from_slice(&checksum(head, payload).to_le_bytes());
}

fn unseal(bytes: &[u8]) -> Result<(u8, &[u8]), Misread> {
    let damaged = |what: &str| Err(Misread::Damaged(what.to_owned()));
    let Some((header, payload)) = bytes.split_at_checked(HEADER) else {
        return damaged("a value without its header");
    };
    let &[magic, kind, version, a, b, c, d] = header else {
        return damaged("a value without its header");
    };
    if magic != MAGIC {
        return damaged("bytes that are no value of genjin");
    }
    if u32::from_le_bytes([a, b, c, d]) != checksum(&[magic, kind, version], payload) {
        return damaged("a value whose checksum is wrong");
    }
    let known = version_of(kind);
    if version > known {
        return Err(Misread::Newer { found: version, known });
    }
    Ok((kind, payload))
}

fn payload_of<T: DeserializeOwned>(payload: &[u8]) -> Result<T, Misread> {
    options()
        .deserialize(payload)
        .map_err(|error| Misread::Damaged(format!("a value that makes no sense: {error}")))
}

fn checksum(head: &[u8], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(head);
    hasher.update(payload);
    hasher.finalize()
}

/// The same payload, said to be of the version before.
#[cfg(test)]
pub fn aged(bytes: &[u8]) -> Vec<u8> {
    let mut old = bytes.to_vec();
    old[2] -= 1;
    let crc = checksum(&old[..3], &old[HEADER..]);
    old[3..HEADER].copy_from_slice(&crc.to_le_bytes());
    old
}

#[cfg(test)]
mod tests;
