//! Addresses outside of the program: what can be opened for a customer, as data. Nothing here opens anything.

use crate::domain::courier::tracking_page;
use crate::domain::text::clean_line;
use crate::domain::trade::TransportMode;
use crate::domain::{Contact, Dossier, Record, RecordId};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// Something that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub kind: LinkKind,
    /// The person, or the courier.
    pub whose: String,
    /// The number or address as it stands on the card.
    pub address: String,
    /// ASCII without control characters and blanks.
    pub url: String,
    /// The record that it belongs to.
    pub record: Option<RecordId>,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    Parcel,
    Whatsapp,
    Mail,
    Phone,
    Profile,
    Website,
    CompanyPage,
}

/// What must not stand in a part of an address: RFC 3986 leaves these alone.
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// What a mail address may hold beside that.
const MAILBOX: &AsciiSet = &PART.remove(b'@').remove(b'+');
/// What must not stand in a whole address that somebody wrote down.
const WHOLE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// More parcels than these are history.
const MOST_PARCELS: usize = 6;

/// Everything that can be opened for a customer: parcels, the newest first, then people, then the company's pages.
pub fn links(dossier: &Dossier) -> Vec<Link> {
    let card = &dossier.customer;
    let mut found: Vec<Link> = dossier.timeline().iter().filter_map(parcel).take(MOST_PARCELS).collect();
    for person in &card.contacts {
        let each = |kind, list: &[String], url: fn(&str) -> Option<String>| {
            let link = |address: &String| {
                let (whose, address) = (person.name.clone(), clean_line(address));
                url(&address).map(|url| Link { kind, whose, address, url, record: None })
            };
            list.iter().filter_map(link).collect::<Vec<_>>()
        };
        found.extend(each(LinkKind::Whatsapp, &person.whatsapp, |number| whatsapp(number, "")));
        found.extend(each(LinkKind::Mail, &person.emails, |address| mail(address, "", "")));
        found.extend(each(LinkKind::Phone, &person.phones, phone));
        found.extend(each(LinkKind::Profile, &person.linkedin, page));
    }
    for (kind, address) in [(LinkKind::Website, &card.website), (LinkKind::CompanyPage, &card.linkedin)] {
        let address = clean_line(address);
        found.extend(page(&address).map(|url| Link {
            kind,
            whose: String::new(),
            address,
            url,
            record: None,
        }));
    }
    found
}

fn parcel(record: &Record) -> Option<Link> {
    let (courier, number) = match record {
        Record::Sample(it) => (it.courier.as_str(), it.tracking.as_str()),
        Record::Shipment(it) if it.mode == TransportMode::Express => ("", it.reference.as_str()),
        _ => return None,
    };
    let number: String = clean_line(number).split_whitespace().collect();
    if number.is_empty() {
        return None;
    }
    let url = tracking_page(courier).replace("{}", &encode(&number, PART));
    Some(Link {
        kind: LinkKind::Parcel,
        whose: clean_line(courier),
        address: number,
        url,
        record: Some(record.id()),
    })
}

fn encode(text: &str, set: &'static AsciiSet) -> String {
    utf8_percent_encode(text, set).to_string()
}

/// A page as somebody wrote its address down; nothing for what is no address of the web.
pub fn page(written: &str) -> Option<String> {
    let written = written.trim();
    let lower = written.to_ascii_lowercase();
    let whole = if lower.starts_with("https://") || lower.starts_with("http://") {
        written.to_owned()
    } else {
        format!("https://{written}")
    };
    let (_, rest) = whole.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | ':' | '_');
    // `javascript:` and its like have no host, and a name before @ only hides one.
    let named = host.contains('.') && !host.starts_with('.') && host.chars().all(is_host);
    let port = host.split_once(':').is_none_or(|(_, port)| port.chars().all(|c| c.is_ascii_digit()));
    (named && port).then(|| encode(&whole, WHOLE))
}

/// A draft of a mail; sends nothing.
pub fn mail(address: &str, subject: &str, body: &str) -> Option<String> {
    let (user, host) = address.split_once('@')?;
    if user.is_empty() || host.is_empty() || address.contains(char::is_whitespace) || host.contains('@') {
        return None;
    }
    let parts = [("subject", subject.to_owned()), ("body", body.replace('\n', "\r\n"))];
    let given: Vec<_> = parts
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| format!("{name}={}", encode(text, PART)))
        .collect();
    let query = if given.is_empty() { String::new() } else { format!("?{}", given.join("&")) };
    Some(format!("mailto:{}{query}", encode(address, MAILBOX)))
}

/// A draft of a WhatsApp message to a number with its country code; sends nothing.
pub fn whatsapp(number: &str, text: &str) -> Option<String> {
    let number = number.replace("(0)", "");
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    // Without its country code a number leads nowhere; the longest has 15 digits (E.164).
    if digits.starts_with('0') || !(7..=15).contains(&digits.len()) {
        return None;
    }
    let query = if text.is_empty() { String::new() } else { format!("?text={}", encode(text, PART)) };
    Some(format!("https://wa.me/{digits}{query}"))
}

fn phone(number: &str) -> Option<String> {
    let number = number.replace("(0)", "");
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let plus = if number.trim_start().starts_with('+') { "+" } else { "" };
    (digits.len() >= 3).then(|| format!("tel:{plus}{digits}"))
}

/// The first address of a kind that leads somewhere, whoever it belongs to: the main contact comes first.
pub fn first_draft(
    people: &[Contact],
    list: fn(&Contact) -> &Vec<String>,
    draft: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    people.iter().flat_map(list).find_map(|address| draft(&clean_line(address)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_as_a_page_becomes_an_address_or_nothing() {
        let check = |written: &str, expected: Option<&str>| {
            assert_eq!(page(written).as_deref(), expected, "{written}");
        };
        check("www.abc.example", Some("https://www.abc.example"));
        check("HTTP://abc.example/a b?x=1&y=\"2\"", Some("HTTP://abc.example/a%20b?x=1&y=%222%22"));
        check("abc.example:8080/x", Some("https://abc.example:8080/x"));
        check("müller.example/größe", Some("https://m%C3%BCller.example/gr%C3%B6%C3%9Fe"));
        check("javascript:alert(1)", None);
        check("file:///etc/passwd", None);
        check("https://good.example@bad.example/", None);
        check("--help.x/", Some("https://--help.x/"));
        check("see catalogue", None);
        check("", None);
    }

    #[test]
    fn a_mail_draft_carries_any_text_and_no_further_header() {
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(mail(address, "50% & more", "a\nb?").as_deref(), expected, "{address}");
        };
        check("a@b.example", Some("mailto:a@b.example?subject=50%25%20%26%20more&body=a%0D%0Ab%3F"));
        check("a+x@b.example", Some("mailto:a+x@b.example?subject=50%25%20%26%20more&body=a%0D%0Ab%3F"));
        check(
            "a?bcc=x@b.example",
            Some("mailto:a%3Fbcc%3Dx@b.example?subject=50%25%20%26%20more&body=a%0D%0Ab%3F"),
        );
        check("nobody", None);
        check("a b@c.example", None);
        assert_eq!(mail("客户@b.example", "", "").as_deref(), Some("mailto:%E5%AE%A2%E6%88%B7@b.example"));
    }

    #[test]
    fn whatsapp_wants_the_country_code() {
        let check = |number: &str, expected: Option<&str>| {
            assert_eq!(whatsapp(number, "").as_deref(), expected, "{number}");
        };
        check("+49 171 392-0014", Some("https://wa.me/491713920014"));
        check("0049 (0)171 3920014", Some("https://wa.me/491713920014"));
        check("0171 3920014", None);
        check("12", None);
        assert_eq!(
            whatsapp("+1 2345678", "价格 & 数量").as_deref(),
            Some("https://wa.me/12345678?text=%E4%BB%B7%E6%A0%BC%20%26%20%E6%95%B0%E9%87%8F")
        );
    }

    #[test]
    fn what_comes_out_holds_nothing_that_a_terminal_or_a_shell_would_obey() {
        let nasty = "a.example/\u{1b}]52;c;x\u{7}\n$(x)'\"`;\u{202e}";
        for url in [page(nasty), mail("a@b.example", nasty, nasty), whatsapp("+4917139200", nasty)] {
            let url = url.unwrap();
            assert!(
                url.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '`' | '<' | '>')),
                "{url}"
            );
        }
    }
}
