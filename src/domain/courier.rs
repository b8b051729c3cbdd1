//! Couriers: what people call them, and the page that follows a parcel of theirs.

use super::text::fold_name;
use std::sync::LazyLock;

/// A courier of the table; the last one, without a name, stands for everybody else.
struct Courier {
    name: &'static str,
    /// Folded.
    names: Vec<String>,
    page: &'static str,
}

static COURIERS: LazyLock<Vec<Courier>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/couriers.tsv").lines().filter(|line| !line.starts_with('#'));
    let read = |line: &'static str| {
        let mut columns = line.split('\t');
        let (name, also, page) = (columns.next()?, columns.next()?, columns.next()?);
        let names = std::iter::once(name).chain(also.split('|')).map(fold_name).filter(|it| !it.is_empty());
        Some(Courier { name, names: names.collect(), page })
    };
    lines.filter_map(read).collect()
});

/// The page that follows a parcel, with `{}` for its number; that of all couriers where this one is unknown.
pub fn tracking_page(courier: &str) -> &'static str {
    let wanted = fold_name(courier);
    let known = COURIERS.iter().find(|it| it.names.contains(&wanted));
    known.or_else(|| COURIERS.iter().find(|it| it.name.is_empty())).map_or("", |it| it.page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_courier_has_a_page_that_takes_a_number() {
        for courier in COURIERS.iter() {
            assert!(courier.page.starts_with("https://"), "{}", courier.name);
            assert_eq!(courier.page.matches("{}").count(), 1, "{}", courier.name);
        }
        assert_eq!(COURIERS.iter().filter(|it| it.name.is_empty()).count(), 1);
    }

    #[test]
    fn a_courier_is_known_by_what_people_call_it() {
        let check = |courier: &str, host: &str| {
            let page = tracking_page(courier);
            assert!(page.contains(host), "{courier}: {page}");
        };
        check("DHL", "www.dhl.com");
        check("dhl express", "www.dhl.com");
        check("顺丰", "sf-express.com");
        check("Fed Ex", "fedex.com");
        check("China Post", "17track.net");
        check("", "17track.net");
        check("Uncle Bob", "17track.net");
    }
}
