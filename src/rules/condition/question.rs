//! The vocabulary of conditions: what may be counted, asked and dated.

use crate::domain::StageGroup;
use crate::domain::customer::choice;
use crate::domain::summary::{DealList, OpenDeal};
use crate::rules::facts::{Day, Facts, date_of};
use crate::rules::reason::Reason;
use time::Date;

choice! {
    /// Things that are counted.
    Count {
        Orders = "orders",
        CancelledOrders = "cancelled_orders",
        Quotations = "quotations",
        QuotationsSinceProgress = "quotations_since_progress",
        Unanswered = "unanswered",
        Contacts = "contacts",
        Invoices = "invoices",
    }
}

choice! {
    /// Things that are so or not.
    YesNo {
        OpenSample = "open_sample",
        OrderedSinceSample = "ordered_since_sample",
        OrderedSinceStage = "ordered_since_stage",
        TheyWroteLast = "they_wrote_last",
        WroteSinceStage = "wrote_since_stage",
        ComplainedSinceStage = "complained_since_stage",
        NeverContacted = "never_contacted",
        NextStep = "next_step",
        DoNotContact = "do_not_contact",
        OrderUnderway = "order_underway",
        OpenInvoice = "open_pi",
        RefundDue = "refund_due",
    }
}

choice! {
    /// Things that happened on a day, and so stop being recent by themselves.
    Event {
        Heard = "heard_within_days",
        Contacted = "contacted_within_days",
        Quoted = "quoted_within_days",
        Offered = "offered_within_days",
        Ordered = "ordered_within_days",
        Sample = "sample_within_days",
        Stage = "stage_within_days",
        Created = "created_within_days",
    }
}

choice! {
    /// Things that have lasted for so many days.
    Age {
        Silent = "silent_days",
        Waiting = "waiting_days",
        Stage = "stage_days",
        Sample = "sample_days",
        QuoteUnanswered = "quote_unanswered_days",
        Promise = "promise_late_days",
        Balance = "balance_late_days",
        Deposit = "deposit_late_days",
        Etd = "etd_late_days",
        Complaint = "complaint_days",
        Overdue = "overdue_days",
        Ordered = "ordered_days",
        Heard = "heard_days",
    }
}

impl Count {
    pub fn of(self, facts: &Facts) -> u32 {
        match self {
            Self::Orders => u32::from(facts.summary.deals.orders),
            Self::CancelledOrders => u32::from(facts.summary.deals.cancelled_orders),
            Self::Quotations => u32::from(facts.summary.deals.quotations),
            Self::QuotationsSinceProgress => u32::from(facts.summary.deals.quotations_since_progress),
            Self::Unanswered => facts.unanswered,
            Self::Contacts => facts.summary.contact.count,
            Self::Invoices => u32::from(facts.summary.deals.invoices),
        }
    }

    pub fn reason(self, facts: &Facts) -> Option<Reason> {
        Some(match self {
            Self::Invoices => return facts.invoice_out(),
            Self::CancelledOrders => return None,
            Self::Orders if facts.summary.deals.orders == 0 => Reason::NoOrders,
            Self::Orders => Reason::HasOrdered { orders: facts.summary.deals.orders },
            Self::Quotations if facts.summary.deals.quotations == 0 => Reason::NeverQuoted,
            Self::Quotations => Reason::HasQuotations { quotations: facts.summary.deals.quotations },
            Self::QuotationsSinceProgress => {
                Reason::QuotesWithoutProgress { quotations: facts.summary.deals.quotations_since_progress }
            }
            Self::Unanswered => Reason::Unanswered { messages: facts.unanswered },
            Self::Contacts => Reason::HasContacts { contacts: facts.summary.contact.count },
        })
    }
}

impl YesNo {
    pub fn of(self, facts: &Facts) -> bool {
        match self {
            Self::OpenSample => facts.sample.is_some(),
            Self::OrderedSinceSample => facts.ordered_since_sample(),
            Self::OrderedSinceStage => facts.ordered_since_stage(),
            Self::TheyWroteLast => facts.wrote.is_some(),
            Self::WroteSinceStage => facts.wrote_since_stage,
            Self::ComplainedSinceStage => facts.complained_since_stage(),
            Self::NeverContacted => facts.last.is_none(),
            Self::NextStep => facts.next_step().is_some(),
            Self::DoNotContact => facts.summary.do_not_contact,
            Self::OrderUnderway => {
                // Of a shipment a state says that its order is cancelled.
                let open = |deal: &OpenDeal| match deal.list {
                    DealList::Orders => true,
                    DealList::Shipments => deal.state.is_none(),
                    _ => false,
                };
                facts.summary.open.iter().any(open)
            }
            Self::OpenInvoice => facts.summary.deals.open_invoice.is_some(),
            Self::RefundDue => facts.summary.deals.refund.is_some(),
        }
    }

    /// What there is to say about it, whether it is so or not.
    pub fn reason(self, facts: &Facts, today: Day) -> Option<Reason> {
        if self == Self::NextStep {
            let open = || matches!(facts.group, StageGroup::Early | StageGroup::Inquiry);
            return match facts.next_step() {
                Some(date) => Some(Reason::of_day(facts, date)),
                None => open().then_some(Reason::NoNextStep),
            };
        }
        match self {
            Self::OpenInvoice => return facts.invoice_out(),
            Self::RefundDue => return facts.summary.deals.refund.map(|amount| Reason::RefundDue { amount }),
            _ if !self.of(facts) => return None,
            _ => {}
        }
        Some(match self {
            Self::OpenSample => Reason::of_sample(facts, today),
            Self::OrderedSinceSample | Self::OrderUnderway => {
                Reason::HasOrdered { orders: facts.summary.deals.orders }
            }
            Self::OrderedSinceStage => return Age::Ordered.reason(facts, today),
            Self::ComplainedSinceStage => return Age::Complaint.reason(facts, today),
            Self::DoNotContact => Reason::DoNotContact,
            Self::NextStep | Self::OpenInvoice | Self::RefundDue => Reason::NoNextStep,
            Self::TheyWroteLast | Self::WroteSinceStage | Self::NeverContacted => {
                Reason::of_last_contact(facts)
            }
        })
    }
}

impl Event {
    /// The day of the event; for a sample that of its arrival, which may lie ahead.
    pub fn day(self, facts: &Facts) -> Option<Day> {
        match self {
            Self::Heard => facts.heard,
            Self::Contacted => facts.last,
            Self::Quoted => facts.quoted,
            Self::Offered => facts.offered,
            Self::Ordered => facts.ordered,
            Self::Sample => facts.sample.map(|sample| sample.arrival),
            Self::Stage => Some(facts.stage_since),
            Self::Created => Some(facts.created),
        }
    }

    pub fn reason(self, facts: &Facts, today: Day) -> Reason {
        let on = self.day(facts).map(date_of);
        match self {
            Self::Heard => on.map_or_else(|| Reason::of_silence(facts), |since| Reason::HeardFrom { since }),
            Self::Contacted => Reason::of_last_contact(facts),
            Self::Quoted => on.map_or(Reason::NeverQuoted, |on| Reason::QuotedOn { on }),
            Self::Offered => {
                let invoice = facts.invoice_out().filter(|_| facts.summary.deals.open_invoice == on);
                let quotation = on.map_or(Reason::NeverQuoted, |on| Reason::QuotedOn { on });
                invoice.unwrap_or(quotation)
            }
            Self::Ordered => on.map_or(Reason::NeverOrdered, |on| Reason::OrderedOn { on }),
            Self::Sample => Reason::of_sample(facts, today),
            Self::Stage => Reason::StageFor { since: date_of(facts.stage_since) },
            Self::Created => Reason::KnownFor { since: date_of(facts.created) },
        }
    }
}

impl Age {
    /// The day from which on it is counted, which may lie ahead.
    pub fn day(self, facts: &Facts) -> Option<Day> {
        match self {
            Self::Silent => facts.last,
            Self::Waiting => facts.wrote,
            Self::Stage => Some(facts.stage_since),
            Self::Sample => facts.sample.map(|sample| sample.arrival),
            Self::QuoteUnanswered => facts.open_quotation(),
            Self::Promise => facts.promise().map(|day| facts.agreed_in_time().unwrap_or(day)),
            Self::Balance => facts.summary.deals.balance.map(|balance| balance.due.to_julian_day()),
            Self::Deposit => facts.summary.deals.deposit.map(|deposit| deposit.due.to_julian_day()),
            Self::Etd => facts.summary.deals.etd.map(Date::to_julian_day),
            Self::Complaint => facts.complaint,
            Self::Overdue => facts.standing.and_then(|standing| Some(standing.due?.in_time.to_julian_day())),
            Self::Ordered => facts.ordered,
            Self::Heard => facts.heard,
        }
    }

    pub fn reason(self, facts: &Facts, today: Day) -> Option<Reason> {
        let since = date_of(self.day(facts)?);
        Some(match self {
            Self::Silent | Self::Waiting => Reason::of_last_contact(facts),
            Self::Stage => Reason::StageFor { since },
            Self::Sample => Reason::of_sample(facts, today),
            Self::QuoteUnanswered => Reason::QuoteUnanswered { since },
            Self::Promise => Reason::PromiseLate { date: date_of(facts.promise()?) },
            Self::Balance => {
                let amount = facts.summary.deals.balance?.amount;
                Reason::BalanceLate { amount, due: since }
            }
            Self::Deposit => {
                let amount = facts.summary.deals.deposit?.amount;
                Reason::DepositLate { amount, due: since }
            }
            Self::Etd => Reason::NotDeparted { etd: since },
            Self::Complaint => Reason::Complained { on: since },
            Self::Overdue => Reason::OverdueSince { by: since },
            Self::Ordered => Reason::OrderedOn { on: since },
            Self::Heard => Reason::HeardFrom { since },
        })
    }
}
