//! Which clock hangs at the buyer's: country and city to a time zone.
//!
//! The offsets come from the zone database that is built in, so that no file is read and every machine
//! gives the same answer.

use crate::domain::Country;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

/// A time zone of a country.
pub(super) struct Zone {
    name: &'static str,
    /// Read from the database when it is first asked for.
    rules: OnceLock<Option<TimeZone>>,
}

/// The zones of one country; the first counts where nothing is known of the city.
#[derive(Default)]
struct Zones {
    all: Vec<Zone>,
    /// The names of the places in each zone, as they stand in the table.
    written: Vec<&'static str>,
    /// Folded names of places, and which zone they are in; made when the city matters first.
    places: OnceLock<HashMap<String, usize>>,
}

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

static TABLE: LazyLock<HashMap<Country, Zones>> = LazyLock::new(|| {
    let mut table: HashMap<Country, Zones> = HashMap::new();
    for line in include_str!("../../assets/zones.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        let (code, name, places) = (next(), next(), next());
        let Some(country) = Country::of_code(code) else { continue };
        let zones = table.entry(country).or_default();
        zones.all.push(Zone { name, rules: OnceLock::new() });
        zones.written.push(places);
    }
    table
});

impl Zone {
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Minutes east of Greenwich at an instant.
    pub fn offset_minutes(&self, unix_ms: i64) -> Option<i16> {
        let at = Timestamp::from_millisecond(unix_ms).ok()?;
        i16::try_from(self.rules()?.to_offset(at).seconds() / 60).ok()
    }

    /// The instant at which clocks here show that time; after the gap where the clocks are put forward.
    pub fn instant(&self, shown: DateTime) -> Option<i64> {
        Some(self.rules()?.to_ambiguous_timestamp(shown).compatible().ok()?.as_millisecond())
    }

    fn rules(&self) -> Option<&TimeZone> {
        self.rules.get_or_init(|| DATABASE.get(self.name).ok()).as_ref()
    }
}

/// The zone of a place, written as people write cities and regions.
pub(super) fn zone(country: Country, city: &str) -> Option<&'static Zone> {
    let zones = TABLE.get(&country)?;
    let known = if zones.all.len() > 1 { zones.place_of(city) } else { None };
    zones.all.get(known.unwrap_or(0))
}

impl Zones {
    fn places(&self) -> &HashMap<String, usize> {
        self.places.get_or_init(|| {
            let mut places = HashMap::new();
            for (place, names) in self.written.iter().enumerate() {
                for name in names.split('|').filter(|name| !name.is_empty()) {
                    places.entry(fold(name)).or_insert(place);
                }
            }
            places
        })
    }

    /// The whole text, then its parts in their order, then its last word ("Plano TX"), then the longest
    /// name that it holds ("加利福尼亚州洛杉矶市").
    fn place_of(&self, city: &str) -> Option<usize> {
        let parts = city.split([',', '/', ';', '(', ')', '，', '、', '·', '|']);
        let words = [city].into_iter().chain(parts).chain(city.split_whitespace().last());
        let exact = words.map(fold).find_map(|name| self.places().get(&name).copied());
        exact.or_else(|| {
            let whole = fold(city);
            let long_enough = |name: &str| name.len() >= if name.is_ascii() { 5 } else { 6 };
            let held =
                self.places().iter().filter(|(name, _)| long_enough(name) && whole.contains(name.as_str()));
            held.max_by_key(|(name, _)| (name.len(), *name)).map(|(_, place)| *place)
        })
    }
}

/// Lower case, no accents, nothing but letters and digits.
fn fold(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).map(plain).filter(|c| c.is_alphanumeric()).collect()
}

/// The letter below an accent, for the letters that occur in names of cities.
fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_decides_where_a_country_has_several_zones() {
        let check = |country: &str, city: &str, expected: &str| {
            let found = zone(Country::find(country).unwrap(), city).map(Zone::name);
            assert_eq!(found, Some(expected), "{country} {city:?}");
        };
        check("US", "", "America/New_York");
        check("US", "Los Angeles", "America/Los_Angeles");
        check("US", "los angeles, CA", "America/Los_Angeles");
        check("US", "Plano TX", "America/Chicago");
        check("US", "El Paso, TX", "America/Denver");
        check("US", "Portland, ME", "America/New_York");
        check("US", "Portland", "America/Los_Angeles");
        check("US", "Phoenix (AZ)", "America/Phoenix");
        check("US", "Honolulu", "Pacific/Honolulu");
        check("US", "加利福尼亚州洛杉矶市", "America/Los_Angeles");
        check("US", "Springfield", "America/New_York");
        check("CA", "Vancouver", "America/Vancouver");
        check("CA", "Montréal", "America/Toronto");
        check("CA", "St. John's", "America/St_Johns");
        check("BR", "Sao Paulo - SP", "America/Sao_Paulo");
        check("BR", "Manaus", "America/Manaus");
        check("RU", "Владивосток", "Asia/Vladivostok");
        check("RU", "Ekaterinburg", "Asia/Yekaterinburg");
        check("AU", "Perth WA", "Australia/Perth");
        check("AU", "", "Australia/Sydney");
        check("MX", "Ciudad Juarez", "America/Ciudad_Juarez");
        check("ID", "巴厘岛", "Asia/Makassar");
        check("CL", "Santiago", "America/Santiago");
        check("KZ", "Almaty", "Asia/Almaty");
        check("MN", "Khovd", "Asia/Hovd");
        check("CD", "Lubumbashi", "Africa/Lubumbashi");
        check("DE", "anything", "Europe/Berlin");
    }

    #[test]
    fn every_zone_is_in_the_database_and_every_inhabited_country_has_one() {
        for zones in TABLE.values() {
            for zone in &zones.all {
                assert!(zone.offset_minutes(0).is_some(), "{}", zone.name);
            }
        }
        let without: Vec<_> =
            Country::all().into_iter().filter(|country| !TABLE.contains_key(country)).collect();
        // Bouvet Island, and Heard and McDonald Islands.
        assert_eq!(without.iter().map(Country::code).collect::<Vec<_>>(), ["BV", "HM"]);
    }

    #[test]
    fn one_name_is_in_one_zone() {
        for line in include_str!("../../assets/zones.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<_> = line.split('\t').collect();
            for place in columns[2].split('|').filter(|place| !place.is_empty()) {
                let country = Country::find(columns[0]).unwrap();
                assert_eq!(zone(country, place).map(Zone::name), Some(columns[1]), "{place}");
            }
        }
    }
}
