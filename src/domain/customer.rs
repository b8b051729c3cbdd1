//! Layer 1, the customer card: who the customer is and which people work there.

use super::{Channel, ContactId, Country, CustomerId, Moment, StageId};
use serde::{Deserialize, Serialize};
use std::fmt;
use time::{Date, Time};

/// A company that buys, may buy or has bought. Only the company name is required.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    pub id: CustomerId,
    pub created: Moment,
    pub company: String,
    /// Short names and other spellings; found by search and compared when looking for duplicates.
    pub aliases: Vec<String>,
    pub country: Option<Country>,
    /// City or region; tells the time zone where a country has several.
    pub city: String,
    /// The first one is the main contact.
    pub contacts: Vec<Contact>,
    pub website: String,
    pub linkedin: String,
    pub kind: Option<CustomerType>,
    /// How much this customer might buy.
    pub potential: Option<Score>,
    /// How reliably this customer pays.
    pub payment_habit: Option<Score>,
    /// A grade set by a person, which the computed one never overrides.
    pub pinned_grade: Option<Grade>,
    /// A class set by a person, which the computed one never overrides.
    pub pinned_class: Option<ClassId>,
    pub tags: Vec<String>,
    /// Where the customer came from: fair, Alibaba, Google, referral, cold mail, …
    pub source: String,
    pub products: Vec<String>,
    /// The language to write in.
    pub language: String,
    pub payment_terms: String,
    pub note: String,
    /// Who follows this customer, where a team shares a store.
    pub owner: String,
    /// The stage before anything is in the communication log.
    pub opening_stage: StageId,
    /// Never due, whatever the rules say.
    pub do_not_contact: bool,
}

impl Customer {
    /// A card with nothing but a name, opened at `created`.
    pub fn new(id: CustomerId, created: Moment, company: impl Into<String>) -> Self {
        Self {
            id,
            created,
            company: company.into(),
            aliases: Vec::new(),
            country: None,
            city: String::new(),
            contacts: Vec::new(),
            website: String::new(),
            linkedin: String::new(),
            kind: None,
            potential: None,
            payment_habit: None,
            pinned_grade: None,
            pinned_class: None,
            tags: Vec::new(),
            source: String::new(),
            products: Vec::new(),
            language: String::new(),
            payment_terms: String::new(),
            note: String::new(),
            owner: String::new(),
            opening_stage: StageId::first(),
            do_not_contact: false,
        }
    }

    pub fn main_contact(&self) -> Option<&Contact> {
        self.contacts.first()
    }

    pub fn contact(&self, id: ContactId) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == id)
    }
}

/// A person at a customer, with every way to reach them; each list holds the preferred one first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    pub name: String,
    /// CEO, purchasing manager, project lead, …
    pub title: String,
    pub role: Option<DecisionRole>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub whatsapp: Vec<String>,
    pub skype: Vec<String>,
    pub wechat: Vec<String>,
    pub linkedin: Vec<String>,
    pub note: String,
}

impl Contact {
    pub fn new(id: ContactId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            title: String::new(),
            role: None,
            emails: Vec::new(),
            phones: Vec::new(),
            whatsapp: Vec::new(),
            skype: Vec::new(),
            wechat: Vec::new(),
            linkedin: Vec::new(),
            note: String::new(),
        }
    }

    /// Every address and number of this person, in the order of the card.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        [&self.emails, &self.phones, &self.whatsapp, &self.skype, &self.wechat, &self.linkedin]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }
}

/// Declares an enum whose values have a stable id, used in files, `--json` and on the command line.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $id:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $id)] $variant),+ }

        impl $name {
            /// Every value, in the order of menus.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable id in files and `--json`.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            /// The value whose stable id this is.
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use choice;

choice! {
    /// What kind of business the customer is.
    CustomerType {
        Factory = "factory",
        Agent = "agent",
        Brand = "brand",
        Retailer = "retailer",
        Importer = "importer",
        Wholesaler = "wholesaler",
        Other = "other",
    }
}

choice! {
    /// The part a person plays in the decision to buy.
    DecisionRole {
        Decider = "decider",
        Buyer = "buyer",
        Influencer = "influencer",
        Gatekeeper = "gatekeeper",
        User = "user",
    }
}

choice! {
    /// The value of a customer, A being the best.
    Grade { A = "A", B = "B", C = "C" }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// A judgement from 1 (poor) to 5 (excellent).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Score(u8);

impl Score {
    pub fn new(value: u8) -> Option<Self> {
        (1..=5).contains(&value).then_some(Self(value))
    }

    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Score {
    type Error = String;

    fn try_from(value: u8) -> Result<Self, Self::Error> {
        Self::new(value).ok_or_else(|| format!("a score goes from 1 to 5, not {value}"))
    }
}

impl From<Score> for u8 {
    fn from(score: Score) -> Self {
        score.0
    }
}

/// The id of a class such as `hot`; classes themselves are data of the rule file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClassId(pub String);

impl ClassId {
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// That a date is one that we moved to by ourselves: put off, or away from a day that was too full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutOff {
    /// The day that is agreed with the customer all the same, where there is one.
    pub agreed: Option<Date>,
}

/// What is to happen next with a customer. There is at most one a customer, so nothing piles up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    pub customer: CustomerId,
    /// The agreed date; without one the cadence of the customer's class decides.
    pub date: Option<Date>,
    /// A time of day, where one was agreed.
    pub time: Option<Time>,
    /// What to do.
    pub action: String,
    /// What doing it should achieve.
    pub goal: String,
    pub channel: Option<Channel>,
    /// How often the date was put off in a row, without a contact in between.
    pub postponed: u16,
    /// Rests until the customer is heard, and until `date` at the latest.
    #[serde(default)]
    pub until_answer: bool,
    /// When the date was agreed or set; not known of what was written before this was kept, nor of what came from a
    /// table.
    #[serde(default)]
    pub set_at: Option<Moment>,
    /// Where the date is not one that was agreed.
    #[serde(default)]
    pub put_off: Option<PutOff>,
}

impl FollowUp {
    /// Whether something was agreed: what to do, a time, or a day. A day to which somebody was put off, or only moved
    /// since another one was too full, was agreed with nobody.
    pub fn is_promise(&self) -> bool {
        let is_day = self.set_at.is_some() && !self.is_own_day();
        !self.action.is_empty() || !self.goal.is_empty() || self.time.is_some() || is_day
    }

    /// Whether the date is our own alone, since no day was agreed.
    pub fn is_own_day(&self) -> bool {
        self.put_off.is_some_and(|put_off| put_off.agreed.is_none())
    }

    /// What a date is that we move this to by ourselves; nothing where it is the agreed one.
    pub fn put_off_to(&self, date: Date) -> Option<PutOff> {
        let agreed = self.put_off.map_or(self.date, |put_off| put_off.agreed);
        (agreed != Some(date)).then_some(PutOff { agreed })
    }

    /// Nothing agreed yet with a customer.
    pub fn new(customer: CustomerId) -> Self {
        Self {
            customer,
            date: None,
            time: None,
            action: String::new(),
            goal: String::new(),
            channel: None,
            postponed: 0,
            until_answer: false,
            set_at: None,
            put_off: None,
        }
    }
}
