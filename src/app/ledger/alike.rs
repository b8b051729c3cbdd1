//! Customers that are likely the one who is entered anew, whatever they share with it.

use super::{Ledger, Row};
use crate::domain::Summary;
use crate::domain::likeness::{
    LEAST_DIGITS, Likeness, bare_number, bare_site, is_mail_of, name_key, same_number, same_site, stem,
};

/// So many that the index finds are compared.
const MOST: usize = 50;

impl Ledger {
    /// Customers with that address, number or site, or with that name but for its legal form.
    pub fn alike(&self, by: Likeness, typed: &str) -> Vec<&Row> {
        let typed = typed.trim();
        let sought = match by {
            Likeness::Name => stem(typed),
            Likeness::Email => typed.to_owned(),
            Likeness::Phone => bare_number(typed),
            Likeness::Website => bare_site(typed),
        };
        let is_enough = match by {
            Likeness::Name => !name_key(typed).is_empty(),
            Likeness::Email => typed.contains('@'),
            Likeness::Phone => sought.len() >= LEAST_DIGITS,
            Likeness::Website => sought.contains('.'),
        };
        if !is_enough {
            return Vec::new();
        }
        let found = self.find(&sought, MOST).into_iter().filter_map(|id| self.row(id));
        let mut alike: Vec<_> = found.filter(|row| is_alike(by, typed, &row.summary)).collect();
        if by == Likeness::Name {
            let exact = self.namesakes(typed).into_iter();
            let others: Vec<_> =
                exact.filter(|row| !alike.iter().any(|it| it.summary.id == row.summary.id)).collect();
            alike.splice(0..0, others);
        }
        alike
    }
}

fn is_alike(by: Likeness, typed: &str, summary: &Summary) -> bool {
    let has_line = |is_it: &dyn Fn(&str) -> bool| summary.people.lines().any(is_it);
    match by {
        Likeness::Email => has_line(&|line| line.eq_ignore_ascii_case(typed)),
        Likeness::Phone => has_line(&|line| same_number(line, typed)),
        Likeness::Website => same_site(&summary.website, typed) || has_line(&|line| is_mail_of(line, typed)),
        Likeness::Name => {
            let bare = name_key(&stem(typed));
            let mut names = std::iter::once(&summary.company).chain(&summary.aliases);
            names.any(|name| name_key(&stem(name)) == bare)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::ledger::tests::{ledger_of, summary_of};

    #[test]
    fn who_is_likely_the_same_is_found_by_any_of_what_they_share() {
        let nova = Summary {
            company: "Nova Papier GmbH".into(),
            people: "Anna\nanna@nova.example\n+49 30 123456\n".into(),
            website: "https://www.nova.example/".into(),
            ..summary_of(1)
        };
        let by_mail = Summary { people: "Bo\nbo@Mail.example\n".into(), ..summary_of(3) };
        let ledger = ledger_of(vec![nova, by_mail, summary_of(2)]);
        let check = |by, typed: &str, expected: usize| {
            assert_eq!(ledger.alike(by, typed).len(), expected, "{typed}");
        };
        check(Likeness::Name, "nova papier", 1);
        check(Likeness::Name, "Nova Papier AG", 1);
        check(Likeness::Name, "Nova", 0);
        check(Likeness::Email, "ANNA@nova.example", 1);
        check(Likeness::Email, "anna@nova", 0);
        check(Likeness::Phone, "0049 30 123-456", 1);
        check(Likeness::Phone, "0049 (0)30 123456", 1);
        check(Likeness::Phone, "3456", 0);
        check(Likeness::Website, "nova.example", 1);
        check(Likeness::Website, "http://mail.example", 1);
        check(Likeness::Website, "example", 0);
    }
}
