//! Envelopes round trip, byte fixtures of every version, every flipped bit noticed.

use super::*;
use crate::domain::customer::{CustomerType, DecisionRole, Grade};
use crate::domain::trade::{
    Arrival, FeedbackAbout, Incoterm, OrderKind, OrderState, PaymentTrigger, Satisfaction, TransportMode,
};
use crate::domain::{Cause, ChangeId, Channel, Direction, Dossier, OrderId, Origin, SampleId, Summary};
use crate::store::journal::Place;
use crate::store::tests::sample;
use crate::store::trees::Progress;
use crate::store::undo::HistoryRow;
use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;
use time::macros::date;
use uuid::Uuid;

/// Set to write fixtures that are missing; those that are there are never written again.
const WRITE: &str = "GENJIN_WRITE_FIXTURES";

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store").join(name)
}

/// The value must come out of the kept bytes, and the kept bytes out of the value.
fn check<T: PartialEq + Debug>(
    name: &str,
    value: &T,
    bytes: &[u8],
    decode: impl Fn(&[u8]) -> Result<T, Misread>,
) {
    let file = fixture(name);
    if !file.exists() && std::env::var_os(WRITE).is_some() {
        fs::write(&file, bytes).unwrap();
    }
    let kept =
        fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}; {WRITE}=1 writes it", file.display()));
    assert_eq!(decode(&kept).as_ref(), Ok(value), "{name}");
    assert_eq!(bytes, kept, "{name} is not written as it was");
}

#[test]
fn every_kind_of_value_keeps_its_bytes() {
    let records = sample::one_of_each();
    for record in &records {
        let bytes = encode_record(record).unwrap();
        let name = format!("v{}/{:?}.bin", bytes[2], record.id().kind).to_lowercase();
        check(&name, record, &bytes, decode_record);
    }
    assert_eq!(records.len(), 10);
    let rate = Record::from(sample::rate(1, 712));
    check("v1/rate.bin", &rate, &encode_record(&rate).unwrap(), decode_record);

    let summary = Summary::of(&Dossier::from_records(records).unwrap());
    let bytes = encode(Kind::Summary, &summary).unwrap();
    check("v15/summary.bin", &summary, &bytes, |bytes| decode(Kind::Summary, bytes));

    let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);
    let row = HistoryRow {
        change: ChangeId(id),
        cause: Cause::Redid(ChangeId(id)),
        at: sample::now(),
        author: "李雷".into(),
        start: Place { segment: 3, offset: 70_000 },
        edits: 20_000,
    };
    let bytes = encode(Kind::HistoryRow, &row).unwrap();
    check("v1/history_row.bin", &row, &bytes, |bytes| decode(Kind::HistoryRow, bytes));

    let (start, end) = (Place { segment: 1, offset: 2 }, Place { segment: 3, offset: 4_000_000_000 });
    let progress = Progress { applied: 7, hlc: 1 << 60, start, end, done: 6 };
    let bytes = encode(Kind::Progress, &progress).unwrap();
    check("v1/progress.bin", &progress, &bytes, |bytes| decode(Kind::Progress, bytes));
}

#[test]
fn a_summary_of_an_earlier_version_is_to_be_made_again() {
    for version in ["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14"] {
        let old = fs::read(fixture(&format!("{version}/summary.bin"))).unwrap();
        assert!(is_outdated(&old));
        assert_eq!(decode::<Summary>(Kind::Summary, &old), Err(Misread::Outdated));
    }
    let records = sample::one_of_each();
    assert!(!is_outdated(&encode_record(&records[0]).unwrap()));
    let summary = Summary::of(&Dossier::from_records(records).unwrap());
    assert!(!is_outdated(&encode(Kind::Summary, &summary).unwrap()));
}

#[test]
fn a_next_step_of_the_first_version_does_not_wait_for_an_answer() {
    let old = fs::read(fixture("v1/followup.bin")).unwrap();
    let Record::FollowUp(plan) = sample::one_of_each().swap_remove(1) else { panic!("no next step") };
    assert!(!plan.until_answer);
    assert_eq!(decode_record(&old), Ok(plan.clone().into()));
    let waiting = Record::from(crate::domain::FollowUp { until_answer: true, ..plan });
    assert_eq!(decode_record(&encode_record(&waiting).unwrap()), Ok(waiting));
}

#[test]
fn a_next_step_whose_date_was_set_at_a_known_moment_is_written_in_the_third_shape() {
    let Record::FollowUp(plan) = sample::one_of_each().swap_remove(1) else { panic!("no next step") };
    let set = Record::from(crate::domain::FollowUp { set_at: Some(sample::now()), ..plan });
    let bytes = encode_record(&set).unwrap();
    check("v3/followup.bin", &set, &bytes, decode_record);
}

#[test]
fn a_next_step_that_was_put_off_alone_is_written_in_the_fourth_shape() {
    use crate::domain::{FollowUp, customer::PutOff};
    let Record::FollowUp(plan) = sample::one_of_each().swap_remove(1) else { panic!("no next step") };
    let put_off = Some(PutOff { agreed: plan.date });
    let moved = Record::from(FollowUp { set_at: Some(sample::now()), put_off, ..plan });
    let bytes = encode_record(&moved).unwrap();
    check("v4/followup.bin", &moved, &bytes, decode_record);
}

#[test]
fn an_entry_alone_of_which_nobody_knows_who_spoke_is_written_in_the_second_version() {
    let Some(Record::Interaction(entry)) =
        sample::one_of_each().into_iter().find(|it| matches!(it, Record::Interaction(_)))
    else {
        panic!("no entry")
    };
    let unknown = Record::from(crate::domain::Interaction { direction: Direction::Unknown, ..*entry });
    let bytes = encode_record(&unknown).unwrap();
    check("v2/interaction.bin", &unknown, &bytes, decode_record);
}

#[test]
fn compensation_alone_is_written_in_the_second_shape_of_a_payment() {
    let Some(Record::Payment(paid)) =
        sample::one_of_each().into_iter().find(|it| matches!(it, Record::Payment(_)))
    else {
        panic!("no payment")
    };
    let back = Record::from(crate::domain::trade::Payment { compensation: true, ..*paid });
    let bytes = encode_record(&back).unwrap();
    check("v2/payment.bin", &back, &bytes, decode_record);
}

#[test]
fn a_pi_that_replaces_another_one_alone_is_written_in_the_second_shape() {
    let Some(Record::Invoice(invoice)) =
        sample::one_of_each().into_iter().find(|it| matches!(it, Record::Invoice(_)))
    else {
        panic!("no PI")
    };
    let replaces = Some(crate::domain::InvoiceId(Uuid::from_u128(7)));
    let revised = Record::from(crate::domain::trade::ProformaInvoice { replaces, ..*invoice });
    check("v2/invoice.bin", &revised, &encode_record(&revised).unwrap(), decode_record);
}

#[test]
fn terms_of_its_own_alone_are_written_in_the_second_shape_of_an_order() {
    let Some(Record::Order(order)) =
        sample::one_of_each().into_iter().find(|it| matches!(it, Record::Order(_)))
    else {
        panic!("no order")
    };
    let trigger = crate::domain::trade::PaymentTrigger::BillOfLadingCopy;
    let terms = vec![crate::domain::trade::Instalment { percent: 100, trigger, days: 30 }];
    let own = Record::from(crate::domain::trade::Order { terms, ..*order });
    check("v2/order.bin", &own, &encode_record(&own).unwrap(), decode_record);
}

#[test]
fn an_order_whose_goods_were_called_ready_is_written_in_the_third_shape() {
    let Some(Record::Order(order)) =
        sample::one_of_each().into_iter().find(|it| matches!(it, Record::Order(_)))
    else {
        panic!("no order")
    };
    let ready_on = Some(date!(2026 - 06 - 05));
    let ready = Record::from(crate::domain::trade::Order { ready_on, ..*order });
    check("v3/order.bin", &ready, &encode_record(&ready).unwrap(), decode_record);
}

#[test]
fn an_order_that_was_cancelled_or_is_of_several_pis_is_written_in_the_fourth_shape() {
    let Some(Record::Order(order)) =
        sample::one_of_each().into_iter().find(|it| matches!(it, Record::Order(_)))
    else {
        panic!("no order")
    };
    let order = *order;
    let also = vec![crate::domain::InvoiceId(Uuid::from_u128(7))];
    let several = crate::domain::trade::Order { also, ..order.clone() };
    let cancelled =
        crate::domain::trade::Order { cancelled_on: Some(date!(2026 - 06 - 05)), ..several.clone() };
    let written = |order| encode_record(&Record::from(order)).unwrap();
    check("v4/order.bin", &Record::from(cancelled.clone()), &written(cancelled.clone()), decode_record);
    for known in [several, crate::domain::trade::Order { also: Vec::new(), ..cancelled }] {
        assert_eq!(decode_record(&written(known.clone())).unwrap(), Record::from(known));
    }
}

fn ids<T: Copy>(all: &[T], id: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|value| id(*value)).collect()
}

fn check_places(values: &[impl Serialize]) {
    for (place, value) in values.iter().enumerate() {
        assert_eq!(usize::from(options().serialize(value).unwrap()[0]), place);
    }
}

/// bincode stores the place of a variant in its enum: new ones may only be added at the end.
#[test]
fn variants_keep_their_places() {
    let check = |ids: Vec<&str>, expected: &str| {
        assert!(format!("{} ", ids.join(" ")).starts_with(&format!("{expected} ")), "{ids:?}");
    };
    check(
        ids(Channel::ALL, Channel::id),
        "email whatsapp phone video wechat linkedin skype meeting fair other",
    );
    check(ids(Direction::ALL, Direction::id), "in out");
    check(ids(Origin::ALL, Origin::id), "typed imported moved");
    check(ids(CustomerType::ALL, CustomerType::id), "factory agent brand retailer importer wholesaler other");
    check(ids(DecisionRole::ALL, DecisionRole::id), "decider buyer influencer gatekeeper user");
    check(ids(Grade::ALL, Grade::id), "A B C");
    check(ids(Incoterm::ALL, Incoterm::id), "exw fca cpt cip dap dpu ddp fas fob cfr cif");
    check(
        ids(PaymentTrigger::ALL, PaymentTrigger::id),
        "order before_shipment bill_of_lading_copy arrival letter_of_credit documents_against_payment documents_against_acceptance open_account western_union paypal wise cash cheque moneygram alipay wechat_pay payoneer xtransfer pingpong",
    );
    check(ids(OrderState::ALL, OrderState::id), "confirmed in_production ready shipped done cancelled");
    check(ids(OrderKind::ALL, OrderKind::id), "trial regular repeat");
    check(ids(TransportMode::ALL, TransportMode::id), "sea air express rail");
    check(ids(Satisfaction::ALL, Satisfaction::id), "satisfied neutral complaint");

    let id = ChangeId(Uuid::nil());
    let causes = [
        Cause::Added,
        Cause::Logged,
        Cause::Edited,
        Cause::Tagged,
        Cause::Graded,
        Cause::Classed,
        Cause::Planned,
        Cause::Snoozed,
        Cause::Deleted,
        Cause::Imported,
        Cause::Generated,
        Cause::Undid(id),
        Cause::Redid(id),
        Cause::Recorded,
        Cause::Moved,
        Cause::Rated,
    ];
    let day = date!(2026 - 06 - 05);
    let about = [
        FeedbackAbout::General,
        FeedbackAbout::Sample(SampleId(Uuid::nil())),
        FeedbackAbout::Order(OrderId(Uuid::nil())),
    ];
    check_places(&causes);
    check_places(&[Arrival::Confirmed(day), Arrival::Estimated(day)]);
    check_places(&about);
}

#[test]
fn no_changed_bit_and_no_cut_goes_unnoticed() {
    for record in sample::one_of_each() {
        let bytes = encode_record(&record).unwrap();
        assert_eq!(decode_record(&bytes).unwrap(), record);
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(matches!(decode_record(&changed), Err(Misread::Damaged(_))), "bit {bit} of {record:?}");
        }
        for length in 0..bytes.len() {
            assert!(matches!(decode_record(&bytes[..length]), Err(Misread::Damaged(_))), "{length} bytes");
        }
    }
}

#[test]
fn a_value_of_another_kind_or_a_later_version_is_refused() {
    let resealed = |kind: u8, version: u8, payload: &[u8]| {
        let crc = checksum(&[MAGIC, kind, version], payload);
        [&[MAGIC, kind, version], crc.to_le_bytes().as_slice(), payload].concat()
    };
    let records = sample::one_of_each();
    let payload = &encode_record(&records[1]).unwrap()[HEADER..];
    assert_eq!(decode_record(&resealed(2, 2, payload)).unwrap(), records[1]);
    assert_eq!(decode_record(&resealed(2, 5, payload)), Err(Misread::Newer { found: 5, known: 4 }));
    assert!(matches!(decode_record(&resealed(99, 1, payload)), Err(Misread::Damaged(_))));
    assert!(matches!(decode::<Summary>(Kind::Summary, &resealed(2, 1, payload)), Err(Misread::Damaged(_))));
    let longer = [payload, &[0]].concat();
    assert!(matches!(decode_record(&resealed(2, 2, &longer)), Err(Misread::Damaged(_))));
    // A length that no memory holds must be an error and not the end of the program.
    let endless = [253, 255, 255, 255, 255, 255, 255, 255, 127];
    assert!(matches!(decode_record(&resealed(1, 1, &endless)), Err(Misread::Damaged(_))));
}
