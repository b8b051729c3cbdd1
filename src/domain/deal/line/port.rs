//! Ports at the beginning of a text, so that a place ends where the product begins.

use super::scan::{keyword, word};
use crate::domain::Country;

/// Ports that sellers in China name most; of several words first.
const PORTS: [&str; 44] = [
    "ho chi minh city",
    "ho chi minh",
    "hong kong",
    "los angeles",
    "long beach",
    "new york",
    "port klang",
    "jebel ali",
    "shanghai",
    "ningbo",
    "shenzhen",
    "yantian",
    "shekou",
    "qingdao",
    "tianjin",
    "xingang",
    "xiamen",
    "guangzhou",
    "nansha",
    "huangpu",
    "dalian",
    "lianyungang",
    "fuzhou",
    "zhuhai",
    "foshan",
    "zhongshan",
    "wenzhou",
    "taicang",
    "hongkong",
    "busan",
    "singapore",
    "dubai",
    "hamburg",
    "bremerhaven",
    "rotterdam",
    "antwerp",
    "felixstowe",
    "southampton",
    "genoa",
    "valencia",
    "barcelona",
    "lagos",
    "santos",
    "sydney",
];

/// A known port, with what belongs to its name, or a Chinese word; and what follows it.
pub fn leading(text: &str) -> Option<(&str, &str)> {
    let rest = if let Some(rest) = known(text) {
        behind_name(rest)
    } else {
        let (first, rest) = word(text)?;
        first.chars().all(is_ideograph).then_some(rest)?
    };
    let port = text.get(..text.len() - rest.len())?;
    Some((port.trim_end_matches([',', '，', ' ']), rest))
}

/// What follows a known port; a comma may stand behind it.
fn known(text: &str) -> Option<&str> {
    PORTS.iter().find_map(|port| {
        let rest = keyword(text, &[port])?;
        let ends = text.get(port.len()..)?.starts_with(|c: char| c.is_whitespace() || c == ',');
        ends.then_some(rest)
    })
}

/// Skips the word port, the country and a second port behind a port: `Shenzhen Yantian`, `Lagos, Nigeria`.
fn behind_name(text: &str) -> &str {
    let rest = text.trim_start_matches([',', ' ']);
    let more = keyword(rest, &["port"]).or_else(|| known(rest)).or_else(|| {
        let (one, after) = word(rest)?;
        let is_country = one.len() > 2 && Country::find(one).is_some();
        is_country.then_some(after)
    });
    more.map_or(text, behind_name)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}
