//! Generated texts of the log, and the rare words planted for measuring search.

use super::Maker;
use super::words::{CHINESE, CHINESE_ENDS, CITIES, ENGLISH, ENGLISH_ENDS, MONTHS};
use std::fmt::Write;

impl Maker<'_> {
    /// What was said about a product, given by its English and its Chinese name.
    pub(super) fn note(&mut self, (english, chinese): (&str, &str)) -> String {
        let mut text = String::with_capacity(160);
        if self.random.chance(400) {
            if self.random.chance(1) {
                text.push_str("付款逾期，");
            }
            let template = self.random.pick(CHINESE);
            self.fill(template, chinese, &mut text);
            text.push_str(self.random.pick(CHINESE_ENDS));
        } else {
            if self.random.chance(1) {
                text.push_str("Finish changed to walnut: ");
            }
            let template = self.random.pick(ENGLISH);
            self.fill(template, english, &mut text);
            text.push_str(self.random.pick(ENGLISH_ENDS));
        }
        text
    }

    /// Puts product, quantity, percentage, city and month in the places that a template leaves open.
    fn fill(&mut self, template: &str, product: &str, text: &mut String) {
        let mut parts = template.split('@');
        text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let mut rest = part.chars();
            // Writing into a string cannot fail.
            let _ = match rest.next() {
                Some('p') => text.write_str(product),
                Some('q') => write!(text, "{}", 50 * (1 + self.random.below(400))),
                Some('d') => write!(text, "{}", 2 + self.random.below(28)),
                Some('n') => write!(text, "{}", 1 + self.random.below(12)),
                Some('c') => text.write_str(self.random.pick(CITIES).2),
                Some('m') => text.write_str(self.random.pick(MONTHS)),
                _ => Ok(()),
            };
            text.push_str(rest.as_str());
        }
    }
}
