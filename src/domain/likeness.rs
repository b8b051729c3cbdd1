//! When two names, addresses, numbers or sites are the same, however they are written: for imports and for whoever enters a
//! customer anew.

use super::customer::choice;
use super::text::{fold_name, half_width};

choice! {
    /// What two entries of one customer share, the most telling first.
    Likeness { Email = "email", Phone = "phone", Website = "website", Name = "name" }
}

/// A name as it is compared; one without letters and digits is compared as it is.
pub fn name_key(name: &str) -> String {
    let folded = fold_name(name);
    if folded.is_empty() { name.trim().to_lowercase() } else { folded }
}

/// Legal forms of companies, folded, as the last words of a name.
const ENDINGS: &str = "ltd limited inc incorporated llc llp lp plc co company corp corporation gmbh ag kg ug ohg ek mbh \
    sl sa slu sau srl spa snc sas sarl eurl lda ltda bv nv vof bvba oy oyj ab as asa aps kft zrt sro \
    doo spzoo ou uab sia pty pvt pte private sdn bhd jsc fze kk";

/// Legal forms in front of a name.
const BEGINNINGS: &str = "pt cv ooo ооо зао";

/// Legal forms that touch the name; a longer one before what it ends with.
const TOUCHING: [&str; 6] = ["有限责任公司", "股份有限公司", "有限公司", "公司", "株式会社", "주식회사"];

/// A name without its legal form: `Nova Papier` of `Nova Papier GmbH & Co. KG`. What is nothing else stays.
pub fn stem(name: &str) -> String {
    let plain: String = name.chars().map(half_width).collect();
    let words = plain.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '&' | '+'));
    let words: Vec<&str> = words.filter(|word| !fold_name(word).is_empty()).collect();
    let is_form = |word: &str, forms: &str| forms.split(' ').any(|form| form == fold_name(word));
    let from = usize::from(words.len() > 1 && words.first().is_some_and(|word| is_form(word, BEGINNINGS)));
    let until = words.iter().rposition(|word| !is_form(word, ENDINGS)).map_or(words.len(), |last| last + 1);
    let kept = words.get(from..until).filter(|kept| !kept.is_empty()).unwrap_or(&words).join(" ");
    let bare = TOUCHING.iter().find_map(|form| kept.strip_suffix(form).or_else(|| kept.strip_prefix(form)));
    bare.map(str::trim).filter(|bare| !bare.is_empty()).map_or(kept.clone(), str::to_owned)
}

/// The digits of a number, by which two ways to write it are compared.
pub fn digits(text: &str) -> String {
    text.chars().map(half_width).filter(char::is_ascii_digit).collect()
}

/// An e-mail address as a mail server knows it: half width, without `mailto:` and what surrounds it, as in `Anna <anna@abc.example>,`.
pub fn bare_email(text: &str) -> String {
    let plain: String = text.chars().map(half_width).collect();
    let inside = plain.split_once('<').map_or(&*plain, |(_, rest)| rest.split('>').next().unwrap_or(rest));
    let bare = inside.trim_matches(|c: char| c.is_whitespace() || "<>()[]\"',;:.".contains(c));
    let scheme = bare.get(..7).filter(|head| head.eq_ignore_ascii_case("mailto:"));
    bare.get(scheme.map_or(0, str::len)..).unwrap_or(bare).trim().to_owned()
}

/// A telephone number as it is typed, but in half width and without `tel:`.
pub fn plain_number(text: &str) -> String {
    let plain: String = text.chars().map(half_width).collect();
    let scheme = plain.get(..4).filter(|head| head.eq_ignore_ascii_case("tel:"));
    plain.get(scheme.map_or(0, str::len)..).unwrap_or(&plain).trim().to_owned()
}

/// The digits of a number without the zeros in front of the country and the `(0)` behind it.
pub fn bare_number(text: &str) -> String {
    digits(&plain_number(text).replace("(0)", "")).trim_start_matches('0').to_owned()
}

/// Fewer digits are no telephone number.
pub const LEAST_DIGITS: usize = 5;

/// Whether two telephone numbers are the same, with or without the zeros in front of the country and behind it.
pub fn same_number(one: &str, other: &str) -> bool {
    let (bare, others) = (bare_number(one), bare_number(other));
    one == other || (bare.len() >= LEAST_DIGITS && bare == others && !one.contains('@'))
}

/// A web address without what people leave out.
pub fn bare_site(site: &str) -> String {
    let site = site.trim().to_lowercase();
    let site = site.trim_start_matches("https://").trim_start_matches("http://");
    site.trim_start_matches("www.").trim_end_matches('/').to_owned()
}

/// Whether two web addresses are the same site.
pub fn same_site(one: &str, other: &str) -> bool {
    !one.trim().is_empty() && bare_site(one) == bare_site(other)
}

/// Whether an e-mail address is one of that site.
pub fn is_mail_of(mail: &str, site: &str) -> bool {
    mail.rsplit_once('@').is_some_and(|(_, domain)| same_site(domain, site))
}

/// Whether two texts differ only in case, width, spaces and marks.
pub fn same_text(one: &str, other: &str) -> bool {
    one == other || same_site(one, other) || {
        let folded = fold_name(one);
        !folded.is_empty() && !one.contains('@') && folded == fold_name(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_its_legal_form_is_what_people_say() {
        let check = |name: &str, expected: &str| assert_eq!(stem(name), expected, "{name}");
        check("Nova Papier GmbH & Co. KG", "Nova Papier");
        check("ABC Ltd.", "ABC");
        check("Cajas del Sur S.L.", "Cajas del Sur");
        check("Cape Wine Cartons (Pty) Ltd", "Cape Wine Cartons");
        check("Bangkok Spa Products Co., Ltd.", "Bangkok Spa Products");
        check("深圳礼盒有限公司", "深圳礼盒");
        check("Sakura Wrap 株式会社", "Sakura Wrap");
        check("株式会社サクラ", "サクラ");
        check("PT Maju Jaya", "Maju Jaya");
        check("Co", "Co");
        check("有限公司", "有限公司");
        check("Spa Ltd", "Spa Ltd");
    }

    #[test]
    fn addresses_are_kept_without_what_surrounds_them() {
        for typed in [
            "anna@abc.example",
            "mailto:anna@abc.example",
            "MAILTO: anna@abc.example,",
            "Anna Schmidt <anna@abc.example>",
            "＜anna＠abc.example＞；",
            "(anna@abc.example).",
        ] {
            assert_eq!(bare_email(typed), "anna@abc.example", "{typed}");
        }
        let check = |typed: &str, expected: &str| assert_eq!(plain_number(typed), expected);
        check("０049 （0）170 5550100", "0049 (0)170 5550100");
        check("tel:+49 170 5550100", "+49 170 5550100");
        check("ext. 12345", "ext. 12345");
    }

    #[test]
    fn numbers_and_sites_are_the_same_however_they_are_written() {
        assert!(same_number("+49 30 123456", "0049 (30) 123-456"));
        assert!(same_number("+49 170 5550100", "0049 (0)170 555 0100"));
        assert!(same_number("＋49 170 5550100", "tel:+49-170-5550100"));
        assert!(!same_number("1234", "12 34"));
        assert!(same_site("https://www.nova.example/", "Nova.example"));
        assert!(!same_site("", ""));
    }
}
