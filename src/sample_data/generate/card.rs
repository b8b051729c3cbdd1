//! Generated customer cards.

use super::plan::{Ending, Plan};
use super::random::shift;
use super::words::{
    CITIES, FIRST_NAMES, FORMS, LAST_NAMES, OWNERS, SOURCES, TAGS, TERMS, TITLES, TRADE_WORDS, WORDS,
};
use super::{Maker, words};
use crate::domain::{
    Contact, ContactId, Country, Customer, CustomerId, CustomerType, DecisionRole, Grade, Moment, Score,
    StageId,
};
use time::macros::time;

impl Maker<'_> {
    /// Keeps the card of the customer with this running number.
    pub(super) fn card(&mut self, number: u32, plan: &Plan) -> Customer {
        let (word, trade, form) =
            (self.random.pick(WORDS), self.random.pick(TRADE_WORDS), self.random.pick(FORMS));
        let (code, dial, city) = self.random.pick(CITIES);
        let opened = plan.days.first().copied().unwrap_or_else(|| shift(plan.today, -1));
        let created = Moment::at(opened, time!(08:00), self.now.offset_minutes());
        let id = CustomerId(self.id());
        let mut card = Customer::new(id, created, format!("{word} {trade} {number:06} {form}"));
        card.country = Country::find(code);
        card.city = city.into();
        card.contacts = self.contacts(number, word, dial);
        card.website = format!("https://www.{}-{number:06}.example", word.to_lowercase());
        card.kind = self.random.of_list(CustomerType::ALL).copied();
        card.potential = self.score();
        card.payment_habit = self.score();
        if self.random.chance(40) {
            card.pinned_grade = self.random.of_list(Grade::ALL).copied();
        }
        card.tags = self.tags();
        card.source = self.random.pick(SOURCES).into();
        card.products = vec![plan.trade.0.into()];
        card.language = if matches!(code, "HK" | "TW" | "SG") { "中文".into() } else { "English".into() };
        card.payment_terms = self.random.pick(TERMS).into();
        card.owner = self.random.pick(OWNERS).into();
        card.do_not_contact = plan.ending == Ending::DoNotContact;
        if plan.days.is_empty() {
            card.opening_stage =
                StageId::new(if plan.ending == Ending::Lost { "lost" } else { words::FIRST_STAGE });
        }
        self.keep(card.clone());
        card
    }

    fn contacts(&mut self, number: u32, word: &str, dial: &str) -> Vec<Contact> {
        let people = 1 + self.random.below(3);
        let domain = format!("{}-{number:06}.example", word.to_lowercase());
        let one = |place: u64| {
            let (first, last) = (self.random.pick(FIRST_NAMES), self.random.pick(LAST_NAMES));
            let mut person = Contact::new(ContactId(self.id()), format!("{first} {last}"));
            person.title = self.random.pick(TITLES).into();
            person.role = self.random.of_list(DecisionRole::ALL).copied();
            person.emails =
                vec![format!("{}.{}.{place}@{domain}", first.to_lowercase(), last.to_lowercase())];
            let phone = format!("{dial} 000 {number:06}{place}");
            if self.random.chance(600) {
                person.whatsapp = vec![phone.clone()];
            }
            person.phones = vec![phone];
            if self.random.chance(100) {
                person.wechat = vec![format!("demo-{first}-{number:06}").to_lowercase()];
            }
            person
        };
        (0..people).map(one).collect()
    }

    fn score(&mut self) -> Option<Score> {
        if self.random.chance(300) {
            return None;
        }
        u8::try_from(1 + self.random.below(5)).ok().and_then(Score::new)
    }

    fn tags(&mut self) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        for _ in 0..self.random.below(4) {
            let tag = self.random.pick(TAGS);
            if !tags.iter().any(|known| known == tag) {
                tags.push(tag.into());
            }
        }
        tags
    }
}
