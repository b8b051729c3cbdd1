//! Countries by ISO 3166-1 code, and what people call them.

use serde::{Deserialize, Serialize};
use std::{collections::HashMap, fmt, sync::LazyLock};

/// An ISO 3166-1 alpha-2 code that exists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

struct Names {
    en: &'static str,
    zh: &'static str,
}

/// The names of each country.
static NAMES: LazyLock<HashMap<Country, Names>> =
    LazyLock::new(|| lines().map(|(country, [en, zh, _])| (country, Names { en, zh })).collect());

/// Countries by all that people call them, folded.
static BY_NAME: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let mut by_name = HashMap::new();
    for (country, [en, zh, also]) in lines() {
        let names = [country.code(), en, zh].into_iter().chain(also.split('|'));
        by_name.extend(names.filter(|name| !name.is_empty()).map(|name| (fold(name), country)));
    }
    by_name
});

/// The table: a country, its English and Chinese name, and what else it is called.
fn lines() -> impl Iterator<Item = (Country, [&'static str; 3])> {
    let lines = include_str!("../../assets/countries.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut columns = line.split('\t');
        let country = Country(<[u8; 2]>::try_from(columns.next()?.as_bytes()).ok()?);
        Some((country, std::array::from_fn(|_| columns.next().unwrap_or_default())))
    })
}

impl Country {
    /// The country that a person means: a code, an English or Chinese name, or a common other spelling.
    pub fn find(typed: &str) -> Option<Self> {
        BY_NAME.get(&fold(typed)).copied()
    }

    /// Like [`Country::find`], but the beginning of a name is enough where it is the beginning of only one.
    pub fn find_beginning(typed: &str) -> Option<Self> {
        let wanted = fold(typed);
        Self::find(typed).or_else(|| {
            let long_enough = wanted.chars().count() >= if wanted.is_ascii() { 3 } else { 1 };
            let names = BY_NAME.iter().filter(|(name, _)| long_enough && name.starts_with(&wanted));
            let mut found: Vec<_> = names.map(|(_, country)| *country).collect();
            found.sort_unstable();
            found.dedup();
            found.pop().filter(|_| found.is_empty())
        })
    }

    /// The country of a code in capitals; quicker than finding a name.
    pub fn of_code(code: &str) -> Option<Self> {
        let country = Self(<[u8; 2]>::try_from(code.as_bytes()).ok()?);
        NAMES.contains_key(&country).then_some(country)
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// The name in English and in Chinese.
    pub fn names(self) -> (&'static str, &'static str) {
        NAMES.get(&self).map_or(("", ""), |names| (names.en, names.zh))
    }

    /// Every country, by code.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<_> = NAMES.keys().copied().collect();
        all.sort_unstable();
        all
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = String;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::of_code(&code)
            .or_else(|| Self::find(&code))
            .ok_or_else(|| format!("\"{code}\" is no ISO 3166 country code"))
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_what_people_call_it() {
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(Country::find(typed).as_ref().map(Country::code), expected, "{typed}");
        };
        check("de", Some("DE"));
        check("Germany", Some("DE"));
        check("德国", Some("DE"));
        check("U.S.A.", Some("US"));
        check("阿联酋", Some("AE"));
        check("south korea", Some("KR"));
        check("Turkey", Some("TR"));
        check("", None);
        check("Atlantis", None);
    }

    #[test]
    fn everyday_chinese_names_are_known() {
        const NAMES: &str = "美国US 英国GB 德国DE 法国FR 意大利IT 西班牙ES 葡萄牙PT 荷兰NL 比利时BE 波兰PL 俄罗斯RU 俄国RU 乌克兰UA \
            土耳其TR 沙特SA 阿联酋AE 迪拜AE 伊朗IR 伊拉克IQ 以色列IL 埃及EG 南非ZA 尼日利亚NG 肯尼亚KE 加纳GH 埃塞俄比亚ET \
            坦桑尼亚TZ 摩洛哥MA 阿尔及利亚DZ 突尼斯TN 印度IN 巴基斯坦PK 孟加拉BD 斯里兰卡LK 尼泊尔NP 缅甸MM 泰国TH 越南VN \
            柬埔寨KH 老挝LA 马来西亚MY 新加坡SG 印尼ID 菲律宾PH 日本JP 韩国KR 台湾TW 香港HK 澳洲AU 澳大利亚AU 新西兰NZ 加拿大CA \
            墨西哥MX 巴西BR 阿根廷AR 智利CL 秘鲁PE 哥伦比亚CO 厄瓜多尔EC 哈萨克KZ 乌兹别克UZ 多米尼加DO 波黑BA 巴勒斯坦PS \
            象牙海岸CI 瑞典SE 挪威NO 丹麦DK 芬兰FI 瑞士CH 奥地利AT 捷克CZ 匈牙利HU 罗马尼亚RO 希腊GR 约旦JO 卡塔尔QA 科威特KW";
        for pair in NAMES.split_whitespace() {
            let (name, code) = pair.split_at(pair.len() - 2);
            assert_eq!(Country::find(name).as_ref().map(Country::code), Some(code), "{name}");
        }
    }

    #[test]
    fn the_beginning_of_one_name_is_enough() {
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(Country::find_beginning(typed).as_ref().map(Country::code), expected, "{typed}");
        };
        check("germ", Some("DE"));
        check("巴西", Some("BR"));
        check("葡", Some("PT"));
        check("unit", None);
        check("", None);
        check("ge", Some("GE"));
    }

    #[test]
    fn every_country_has_both_names() {
        let all = Country::all();
        assert_eq!(all.len(), 249);
        for country in all {
            let (en, zh) = country.names();
            assert!(!en.is_empty() && !zh.is_empty(), "{country}");
        }
    }
}
