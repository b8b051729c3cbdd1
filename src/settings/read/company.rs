//! The table `[company]` and the tables `[[bank]]`.

use super::super::{Bank, Company};
use super::{Reader, Value};
use crate::domain::language::LANGUAGES;
use crate::domain::money::Currency;
use crate::domain::text::{clean, clean_line};

const COMPANY: &str =
    "one of name, name_zh, address, address_zh, person, phone, email, website, logo, language";
const BANK: &str = "one of currency, beneficiary, bank, address, account, swift, note";

pub(super) fn read(value: &Value, reader: &mut Reader<'_>, company: &mut Company) {
    let Some(table) = value.get_ref().as_table() else {
        return reader.wrong(value.span(), "the table [company]");
    };
    for (key, value) in table {
        let place = match key.get_ref().as_ref() {
            "name" => &mut company.name,
            "name_zh" => &mut company.name_zh,
            "address" => &mut company.address,
            "address_zh" => &mut company.address_zh,
            "person" => &mut company.person,
            "phone" => &mut company.phone,
            "email" => &mut company.email,
            "website" => &mut company.website,
            "logo" => &mut company.logo,
            "language" => &mut company.language,
            _ => {
                reader.wrong(key.span(), COMPANY);
                continue;
            }
        };
        let is_address = key.get_ref().starts_with("address");
        let Some(text) = text(value, reader) else { continue };
        match key.get_ref().as_ref() {
            "language" if !LANGUAGES.contains(&text.as_str()) => {
                reader.wrong(value.span(), &format!("one of {}", LANGUAGES.join(", ")));
            }
            "logo" if !is_image(&text) => {
                reader.wrong(value.span(), "a file that ends in png, jpg, gif, webp or svg");
            }
            _ => *place = if is_address { clean(&text) } else { clean_line(&text) },
        }
    }
}

/// Whether a browser shows such a file.
fn is_image(file: &str) -> bool {
    let ending = file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg")
}

pub(super) fn read_banks(value: &Value, reader: &mut Reader<'_>, banks: &mut Vec<Bank>) {
    let Some(list) = value.get_ref().as_array() else {
        return reader.wrong(value.span(), "[[bank]], with two brackets: there may be several");
    };
    for each in list {
        let Some(table) = each.get_ref().as_table() else {
            reader.wrong(each.span(), "a table [[bank]]");
            continue;
        };
        let mut bank = Bank::default();
        for (key, value) in table {
            let place = match key.get_ref().as_ref() {
                "currency" => {
                    match value.get_ref().as_str().and_then(Currency::new) {
                        Some(currency) => bank.currency = Some(currency),
                        None => {
                            reader.wrong(value.span(), "the ISO 4217 code of a currency, such as \"USD\"");
                        }
                    }
                    continue;
                }
                "beneficiary" => &mut bank.beneficiary,
                "bank" => &mut bank.bank,
                "address" => &mut bank.address,
                "account" => &mut bank.account,
                "swift" => &mut bank.swift,
                "note" => &mut bank.note,
                _ => {
                    reader.wrong(key.span(), BANK);
                    continue;
                }
            };
            if let Some(text) = text(value, reader) {
                *place = clean_line(&text);
            }
        }
        for (lacks, what) in
            [(bank.bank.is_empty(), "bank = \"…\""), (bank.account.is_empty(), "account = \"…\"")]
        {
            if lacks {
                reader.missing(each.span(), &format!("{what} in each [[bank]]"));
            }
        }
        banks.push(bank);
    }
}

fn text(value: &Value, reader: &mut Reader<'_>) -> Option<String> {
    let text = value.get_ref().as_str().map(str::to_owned);
    if text.is_none() {
        reader.wrong(value.span(), "a text in quotes");
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::domain::money::Currency;
    use crate::settings::Settings;

    #[test]
    fn company_and_accounts_are_read() {
        let text = "[company]\nname = \" Nova \"\naddress = \"a\\nb\"\nlogo = \"logo.png\"\nlanguage = \"es\"\n\
                    [[bank]]\ncurrency = \"usd\"\nbank = \"BOC\"\naccount = \"1\"\n[[bank]]\nbank = \"DB\"\naccount = \"2\"\n";
        let company = Settings::parse(text).unwrap().company;
        assert_eq!((company.name.as_str(), company.address.as_str()), ("Nova", "a\nb"));
        let bank = |code: &str| company.bank_for(Currency::new(code).unwrap()).map(|it| it.bank.as_str());
        assert_eq!((bank("USD"), bank("EUR")), (Some("BOC"), Some("DB")));
    }

    #[test]
    fn every_mistake_is_told() {
        let text = "[company]\nnam = \"x\"\nname = 5\nlogo = \"logo.doc\"\nlanguage = \"xx\"\n\
                    [[bank]]\ncurrency = \"XXX\"\nbic = \"x\"\n";
        let mistakes = Settings::parse(text).unwrap_err().mistakes;
        let found: Vec<_> = mistakes.iter().map(|it| (it.line, it.read.as_str())).collect();
        let expected = [
            (2, "`nam`"),
            (3, "`5`"),
            (4, "`\"logo.doc\"`"),
            (5, "`\"xx\"`"),
            (6, "nothing"),
            (6, "nothing"),
            (7, "`\"XXX\"`"),
            (8, "`bic`"),
        ];
        assert_eq!(found, expected);
        assert_eq!(Settings::parse("company = 1\nbank = 2").unwrap_err().mistakes.len(), 2);
    }
}
