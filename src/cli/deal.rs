//! `genjin quote|sample|pi|order|pay|ship|feedback`: business records from the command line.
//!
//! The text is the quick line of the cockpit; an option sets one field and goes before the text. `--change` corrects a
//! record instead of writing a new one.

mod refusal;

use super::choice::{chosen, misuse, would_do};
use super::workplace::Workplace;
use super::{out, resolve};
use crate::domain::contact_log::{Entry, log_contact};
use crate::domain::deal::{
    Composed, DealKind, Draft, Known, Part, PartError, add_up, compose, dated, draft_of, find_record, fresh,
    from_record, mood_of, name_of, next_number, propose, proposed_stage, read_line, spell,
};
use crate::domain::money::Money;
use crate::domain::record::RecordKind;
use crate::domain::trade::{Order, Satisfaction};
use crate::domain::{Cause, Change, ChangeId, Edit, Origin, Record, StageId, Stages};
use crate::lang::Words;
use crate::lang::money::numbered;
use anyhow::{anyhow, bail};
use refusal::{refuse, refuse_cancelled};
use time::Date;

/// Declares the arguments of one command: whom, the line, and an option a field.
macro_rules! deal_args {
    ($name:ident { $($field:ident: $part:ident = $option:literal, $help:literal;)+ }) => {
        #[derive(Debug, clap::Args)]
        pub struct $name {
            /// An id, the beginning of one, or a name
            customer: String,
            /// The record in one line, in one or several words; -- in front of a text that begins with a hyphen
            text: Vec<String>,
            $(#[doc = $help] #[arg(long = $option, value_name = "TEXT")] $field: Option<String>,)+
            /// Log it as well, with the stage that follows from it
            #[arg(long, conflicts_with = "change")]
            r#move: bool,
            /// Correct the record of this number or id: what text and options name is new, all else stays
            #[arg(long, value_name = "RECORD")]
            change: Option<String>,
        }

        impl $name {
            fn request(&self, kind: DealKind) -> Request<'_> {
                let given = [$((Part::$part, self.$field.as_deref())),+];
                let options = given.into_iter().filter_map(|(part, text)| Some((part, text?))).collect();
                Request { kind, customer: &self.customer, line: self.text.join(" "), options, moves: self.r#move, change: self.change.as_deref(), credit: false, anyway: false, spread: None }
            }
        }
    };
}

deal_args!(Quote {
    product: Product = "product", "What is quoted";
    incoterm: Incoterm = "incoterm", "A term of Incoterms 2020, e.g. FOB";
    place: Place = "place", "The named place of the incoterm";
    price: Price = "price", "Unit price, e.g. \"USD 0.865/pc\"";
    unit: Unit = "unit", "pc, set, kg and so on";
    moq: Moq = "moq", "Minimum order quantity";
    valid: ValidUntil = "valid", "The last day, or a length of time such as 30d";
    date: Date = "date", "The day of the quotation; today by default";
    note: Note = "note", "A note";
});
deal_args!(SampleArgs {
    what: What = "what", "What was sent, with its specs";
    number: Number = "number", "The sample number";
    courier: Courier = "courier", "Who carries it, e.g. DHL";
    tracking: Tracking = "tracking", "The tracking number";
    sent: Date = "sent", "The day on which it was sent; today by default";
    arrival: Arrival = "arrival", "The day of arrival; estimated by courier and country where it is not given";
    certainty: Certainty = "certainty", "Whether the arrival is estimated or confirmed";
    cost: Cost = "cost", "What it cost";
    charged: Charged = "charged", "yes if the customer pays for it, no if not";
    answer: Answer = "answer", "What the customer said of it";
    answered: AnsweredOn = "answered", "The day on which that was said";
});
deal_args!(PiFields {
    number: Number = "number", "The number; the next one by default";
    quotation: Quotation = "quotation", "The id of the quotation; the latest one by default";
    replaces: Replaces = "replaces", "Number or id of the PI that this one is written instead of";
    amount: Amount = "amount", "e.g. \"USD 4280\"";
    terms: Terms = "terms", "Payment terms, e.g. \"30/70 BL\", \"L/C at sight\"";
    date: Date = "date", "The day of the PI; today by default";
    sent: SentOn = "sent", "The day on which it was sent; today by default";
    file: File = "file", "The file that was sent";
    note: Note = "note", "A note";
});
deal_args!(OrderFields {
    invoice: Invoice = "pi", "Number or id of its PI; the latest one without an order by default";
    also: Also = "also", "Numbers of more PIs that the order is for, e.g. \"PI-2; PI-3\"; its amount is that of all by default";
    number: Number = "number", "The order number; that of the PI by default";
    amount: Amount = "amount", "e.g. \"USD 4280\"; that of the PI by default";
    terms: Terms = "terms", "Payment terms of its own, e.g. \"30/70 BL\"; those of the PI by default";
    kind: OrderKind = "kind", "trial, regular or repeat";
    state: State = "state", "confirmed, `in_production`, ready, shipped, done or cancelled";
    date: Date = "date", "The day of the order; today by default";
    note: Note = "note", "A note";
});
deal_args!(PayFields {
    order: Order = "order", "Number or id of the order, or of a PI, which it makes an order; what asks exactly so much, else what is owed first by default";
    amount: Amount = "amount", "What came in; a refund is below zero, e.g. --amount=-200";
    fee: Fee = "fee", "What banks kept back on the way";
    compensation: Compensation = "compensation", "yes if a refund is compensation, which leaves nothing owed again";
    date: Date = "date", "The day on which it came; today by default";
    note: Note = "note", "A note";
});
deal_args!(ShipFields {
    order: Order = "order", "Number or id of the order; may be left out where the customer has one open order alone";
    mode: Mode = "mode", "sea, air, express or rail";
    etd: Etd = "etd", "The planned day of departure";
    transit: Transit = "transit", "Days under way";
    reference: Reference = "reference", "Bill of lading, vessel or tracking number";
    departed: Departed = "departed", "The day on which it left";
    arrived: Arrived = "arrived", "The day on which it arrived";
    note: Note = "note", "A note";
});
deal_args!(FeedbackArgs {
    about: About = "about", "Number or id of a sample or an order; the latest open sample by default";
    satisfaction: Satisfaction = "satisfaction", "satisfied, neutral or complaint";
    said: Text = "said", "What was said";
    date: Date = "date", "The day on which it was said; today by default";
});

/// A payment, and whether it may be more than is owed.
#[derive(Debug, clap::Args)]
pub struct Pay {
    #[command(flatten)]
    fields: PayFields,
    /// Take a payment that is more than is owed, and keep the rest as credit of the customer
    #[arg(long)]
    credit: bool,
    /// Take a refund that is more than came in for its order, or a bank fee that is more than the amount
    #[arg(long)]
    anyway: bool,
    /// Pay other open orders and PIs with what is more than is owed, the oldest due first; or those that are named,
    /// e.g. --spread="PO-2 USD 300; PO-3"
    #[arg(long, value_name = "TEXT", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    spread: Option<String>,
}

/// A PI, and whether its amount may be changed though there is an order of it.
#[derive(Debug, clap::Args)]
pub struct Pi {
    #[command(flatten)]
    fields: PiFields,
    /// Change the amount of a PI that is an order already
    #[arg(long)]
    anyway: bool,
}

/// An order, and whether it may be a second one of its PI, be changed though money came in, or be cancelled though its
/// goods have left.
#[derive(Debug, clap::Args)]
pub struct OrderArgs {
    #[command(flatten)]
    fields: OrderFields,
    /// Write a second order of a PI, change the amount of an order that money came in for, or cancel one whose goods have
    /// left
    #[arg(long)]
    anyway: bool,
}

/// A shipment, and whether it may be of a cancelled order.
#[derive(Debug, clap::Args)]
pub struct Ship {
    #[command(flatten)]
    fields: ShipFields,
    /// Keep a shipment of an order that is cancelled, or of none where all orders are
    #[arg(long)]
    anyway: bool,
}

/// A record that is to be written.
struct Request<'a> {
    kind: DealKind,
    customer: &'a str,
    line: String,
    options: Vec<(Part, &'a str)>,
    moves: bool,
    /// The record that is corrected.
    change: Option<&'a str>,
    credit: bool,
    anyway: bool,
    /// What goes to other orders; empty for what is proposed.
    spread: Option<&'a str>,
}

/// One of the commands.
#[derive(Debug)]
pub enum Deal {
    Quote(Quote),
    Sample(SampleArgs),
    Pi(Pi),
    Order(OrderArgs),
    Pay(Pay),
    Ship(Ship),
    Feedback(FeedbackArgs),
}

pub fn run(place: &mut Workplace, deal: &Deal) -> anyhow::Result<()> {
    let request = match deal {
        Deal::Quote(args) => args.request(DealKind::Quotation),
        Deal::Sample(args) => args.request(DealKind::Sample),
        Deal::Pi(args) => Request { anyway: args.anyway, ..args.fields.request(DealKind::Invoice) },
        Deal::Order(args) => Request { anyway: args.anyway, ..args.fields.request(DealKind::Order) },
        Deal::Pay(args) => {
            let spread = args.spread.as_deref();
            let (credit, anyway) = (args.credit, args.anyway);
            Request { credit, anyway, spread, ..args.fields.request(DealKind::Payment) }
        }
        Deal::Ship(args) => Request { anyway: args.anyway, ..args.fields.request(DealKind::Shipment) },
        Deal::Feedback(args) => args.request(DealKind::Feedback),
    };
    write(place, &request)
}

fn write(place: &mut Workplace, request: &Request<'_>) -> anyhow::Result<()> {
    let (ledger, words, kind) = (place.ledger()?, place.words, request.kind);
    let summary = resolve::customer(&ledger, request.customer, words)?.summary.clone();
    let dossier =
        place.dossier(summary.id)?.ok_or_else(|| anyhow!(words.no_such_customer(request.customer)))?;
    let (pattern, today) = (&place.settings.business.pi_number, place.now.date());
    let given: Vec<String> = ledger.deals().numbers(&pattern.prefix(today)).map(str::to_owned).collect();
    let next = next_number(pattern, today, given.iter().map(String::as_str));
    // Numbers of all others: one that this customer has is looked for among its records.
    let others: Vec<String> = ledger
        .rows()
        .filter(|row| row.id != summary.id)
        .flat_map(|row| row.summary.unpacked().numbers)
        .collect();
    let units = words.0.units();
    let known = Known { today, dossier: &dossier, next_number: &next, taken_numbers: &others, units };
    let before = corrected(request, &known, words)?;
    let source = request.options.iter().find_map(|(part, typed)| source(&known, *part, typed));
    let usual = match (before.and_then(spell), source) {
        (Some(spelled), _) => spelled,
        (None, Some(source)) => from_record(kind, source, &known),
        (None, None) => fresh(kind, &known),
    };
    // Before the line, for what follows from them; and behind it, since an option wins.
    let mut base = usual.clone();
    set_options(&mut base, request);
    add_up(&mut base, &usual, &known);
    let mut draft = draft_of(kind, &base, &request.line, &known);
    if before.is_some() && !names_order(request, &known) {
        // A refund that is corrected stays with its order.
        draft.set(Part::Order, base.get(Part::Order));
    }
    set_options(&mut draft, request);
    let day =
        dated(&draft, today).filter(|day| *day != today && kind == DealKind::Invoice && before.is_none());
    if let Some(day) = day.filter(|_| draft.get(Part::Number) == next) {
        // A PI of an earlier day is numbered by that day.
        draft.set(Part::Number, next_number(pattern, day, ledger.deals().numbers(&pattern.prefix(day))));
    }
    let says = |part| request.options.iter().any(|(other, _)| *other == part);
    if before.is_none() && says(Part::Text) && !says(Part::Satisfaction) {
        let mood = mood_of(draft.get(Part::Text)).map(Satisfaction::id);
        draft.set(Part::Satisfaction, mood.unwrap_or(base.get(Part::Satisfaction)));
    }
    if let Some(spread) = request.spread.filter(|_| before.is_none()) {
        draft.set(Part::Spread, spread_of(spread, &draft, &known));
    }
    if before.is_none() {
        bind(request, &known, words)?;
    }
    let now = place.now;
    let ids = &mut place.ids;
    let made = compose(&draft, &known, before, &mut || ids.mint(now)).map_err(|wrong| {
        let is_misread = |(part, error): &(Part, PartError)| {
            error.is_misread() && request.options.iter().any(|(named, _)| named == part)
        };
        let fail = if wrong.iter().all(is_misread) { misuse } else { |said: String| anyhow!(said) };
        let each = wrong.iter().map(|(part, error)| {
            let typed = draft.get(*part);
            let typed = if typed.is_empty() { String::new() } else { format!(" \"{typed}\"") };
            let said = match error {
                PartError::NoChoice => words.choose_one_of(&would_do(*part, words)),
                _ => words.part_error(error),
            };
            format!("\n  {}{typed}: {said}", words.part(*part))
        });
        fail(format!("{}{}", words.nothing_recorded(), each.collect::<String>()))
    })?;
    refuse(request, &made, words)?;
    if before.is_none() {
        refuse_cancelled(&made.record, &known, words)?;
    }
    tell(&made, words, today);
    tell_note(request, &known, words);
    let id = made.record.id();
    let edit = made.edit(before);
    let mut edits = made.first;
    edits.push(edit);
    edits.extend(made.then);
    let stage = proposed_stage(&made.record, &summary.stage, &place.stages).filter(|_| before.is_none());
    if request.moves {
        match &stage {
            Some(stage) => {
                let logged = entry(place, &summary, &made.record, stage);
                tell_contact(&logged, words);
                edits.extend(logged);
            }
            None => out::tell(words.no_stage_follows()),
        }
    }
    let change = Change {
        id: ChangeId(place.ids.mint(place.now)),
        at: place.now,
        author: place.author.clone(),
        cause: if before.is_some() { Cause::Edited } else { Cause::Recorded },
        edits,
    };
    place.commit(&change)?;
    if let Some(stage) = stage.filter(|_| !request.moves) {
        out::tell(&could_move(request, &place.stages, [&summary.stage, &stage], words));
    }
    out::print(&format!("{}\n", id.uuid))
}

fn set_options(draft: &mut Draft, request: &Request<'_>) {
    for (part, text) in &request.options {
        draft.set(*part, chosen(*part, text));
    }
}

/// That the stage is still what it was, and what moves it to the one that follows.
fn could_move(
    request: &Request<'_>,
    stages: &Stages,
    [present, next]: [&StageId; 2],
    words: Words,
) -> String {
    let typed = request.customer;
    let is_word = typed.chars().all(char::is_alphanumeric);
    let customer = if is_word { typed.to_owned() } else { format!("\"{typed}\"") };
    let name = |id| words.stage_of(stages, id);
    words.stage_could_move(name(present), name(next), &customer, next.as_str())
}

/// Tells what whoever wrote a record should know of it.
fn tell(made: &Composed, words: Words, today: Date) {
    if !made.doubts.spread.is_empty() {
        out::tell(&words.spread_done(&numbered(&made.doubts.spread)));
    }
    for notice in &made.notices {
        out::tell(&words.notice(notice, today));
    }
    if !made.doubts.stays.is_empty() {
        out::tell(&words.stays(&made.doubts.stays));
    }
    tell_day(&made.record, words, today);
}

/// Tells which words of a line about money or goods were taken for a note: terms in a form that is not known would be
/// missed otherwise.
fn tell_note(request: &Request<'_>, known: &Known<'_>, words: Words) {
    let kinds = [DealKind::Invoice, DealKind::Order, DealKind::Payment, DealKind::Shipment];
    let read = read_line(request.kind, &request.line, known);
    if let Some((_, note)) =
        read.iter().find(|(part, _)| *part == Part::Note && kinds.contains(&request.kind))
    {
        out::tell(&words.taken_for_note(note));
    }
}

/// The record that is to be corrected; nothing where a new one is written.
///
/// # Errors
/// No record of this kind has such a number or id.
fn corrected<'d>(
    request: &Request<'_>,
    known: &Known<'d>,
    words: Words,
) -> anyhow::Result<Option<&'d Record>> {
    let Some(typed) = request.change else { return Ok(None) };
    let found = find_record(known.dossier, request.kind.record_kind(), typed);
    found.map(Some).ok_or_else(|| anyhow!(words.no_such_paper(typed)))
}

/// Tells of which order a shipment is that names none.
///
/// # Errors
/// Several orders that it may be of.
fn bind(request: &Request<'_>, known: &Known<'_>, words: Words) -> anyhow::Result<()> {
    let is_option = request.options.iter().any(|(part, _)| *part == Part::Order);
    if request.kind != DealKind::Shipment || is_option || names_order(request, known) {
        return Ok(());
    }
    let orders = known.to_ship();
    let names: Vec<_> = orders.iter().map(|it| named(known, it)).collect();
    match names.as_slice() {
        // It is refused, unless it is meant.
        [] if known.all_cancelled() && !request.anyway => {}
        [] => out::tell(words.ships_no_order()),
        [(only, _)] => out::tell(&words.ships_order(only)),
        several => bail!("{}", words.which_order(&numbered(several))),
    }
    Ok(())
}

/// What an order is called, and what it comes to, to tell it from others.
fn named(known: &Known<'_>, order: &Order) -> (String, Money) {
    (name_of(known.dossier, &Record::from(order.clone())), order.amount)
}

/// Whether the line says of which order it is.
fn names_order(request: &Request<'_>, known: &Known<'_>) -> bool {
    read_line(request.kind, &request.line, known).iter().any(|(part, _)| *part == Part::Order)
}

/// What a payment spreads over other orders: what was named, else as much as is too much for its own.
fn spread_of(named: &str, draft: &Draft, known: &Known<'_>) -> String {
    if !named.is_empty() {
        return named.to_owned();
    }
    let made = compose(draft, known, None, &mut || known.dossier.customer.id.0);
    made.map_or(String::new(), |made| propose(&made))
}

/// Tells how the day of a payment was read, where it is of another year: nobody types that by intention.
fn tell_day(record: &Record, words: Words, today: Date) {
    if let Record::Payment(payment) = record
        && payment.date.year() != today.year()
    {
        out::tell(&words.dated(&words.full_day(payment.date)));
    }
}

/// The record that an option names and that the new one follows from.
fn source(known: &Known<'_>, part: Part, typed: &str) -> Option<crate::domain::RecordId> {
    let kinds: &[RecordKind] = match part {
        Part::Quotation => &[RecordKind::Quotation],
        Part::Invoice | Part::Replaces => &[RecordKind::Invoice],
        Part::Order => &[RecordKind::Order, RecordKind::Invoice],
        Part::About => &[RecordKind::Sample, RecordKind::Order],
        _ => return None,
    };
    kinds.iter().find_map(|kind| find_record(known.dossier, *kind, typed)).map(Record::id)
}

/// Tells of a contact that was logged with a record: nobody typed its channel.
fn tell_contact(logged: &[Edit], words: Words) {
    for edit in logged {
        if let Some(Record::Interaction(it)) = &edit.after
            && it.origin != Origin::Moved
        {
            out::tell(&words.logged_as(words.channel(it.channel), words.direction(it.direction)));
        }
    }
}

/// The edits that log a record with the stage that follows from it.
fn entry(
    place: &mut Workplace,
    summary: &crate::domain::Summary,
    record: &Record,
    stage: &crate::domain::StageId,
) -> Vec<Edit> {
    let entry = Entry::following(record, stage, summary, &place.stages, place.words.0.units(), place.now);
    log_contact(summary, entry, &mut place.ids, place.now, &place.author).edits
}
