//! From bytes to text: which encoding a file is in, and whether it is text at all.
//!
//! Knows nothing of tables.

use super::problem::ImportError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file and the name of the encoding it was in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: &'static str,
}

/// Reads bytes as text.
///
/// A byte-order mark decides; then UTF-8 where the bytes are valid UTF-8; then what the bytes look
/// like, Chinese encodings preferred, since that is where such files come from.
///
/// # Errors
/// The file is empty, a workbook or otherwise no text.
pub fn decode(file: &str, bytes: &[u8]) -> Result<Decoded, ImportError> {
    let file = || file.to_owned();
    match bytes {
        [b'P', b'K', 3 | 5 | 7, ..] => return Err(ImportError::Xlsx { file: file() }),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(ImportError::Xls { file: file() }),
        _ => {}
    }
    let encoding = encoding_of(bytes).ok_or_else(|| ImportError::Binary { file: file() })?;
    let (text, encoding, _) = encoding.decode(bytes);
    if text.trim().is_empty() {
        return Err(ImportError::Empty { file: file() });
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name() })
}

fn encoding_of(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return Some(marked);
    }
    if bytes.contains(&0) {
        return wide(bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => return Some(UTF_8),
        // Cut off within the last character.
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => return Some(UTF_8),
        Err(_) => {}
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    // GB18030 holds all of GBK and has the same decoder.
    Some(if guess == encoding_rs::GBK { encoding_rs::GB18030 } else { guess })
}

/// UTF-16 without a mark: zero bytes stand almost only at one side of each pair.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, little) if little * 8 > bytes.len() => Some(UTF_16LE),
        (big, 0) if big * 8 > bytes.len() => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "公司名称,国家\n深圳市贸易有限公司,中国\n";

    fn wide_bytes(order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        TEXT.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_that_spreadsheets_write_is_read() {
        let check = |bytes: &[u8], expected: &str| {
            let decoded = decode("x.csv", bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, expected));
        };
        check(TEXT.as_bytes(), "UTF-8");
        check(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), "UTF-8");
        check(&[vec![0xff, 0xfe], wide_bytes(u16::to_le_bytes)].concat(), "UTF-16LE");
        check(&[vec![0xfe, 0xff], wide_bytes(u16::to_be_bytes)].concat(), "UTF-16BE");
        check(&encoding_rs::GB18030.encode(TEXT).0, "gb18030");
    }

    #[test]
    fn a_short_chinese_heading_is_enough_for_gb18030() {
        let text = "公司名称,ABC Ltd.\n";
        let decoded = decode("x.csv", &encoding_rs::GB18030.encode(text).0).unwrap();
        assert_eq!(decoded.text, text);
    }

    #[test]
    fn a_character_cut_off_at_the_end_does_not_spoil_the_file() {
        let bytes = "company\n客户".as_bytes();
        let decoded = decode("x.csv", &bytes[..bytes.len() - 1]).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("company\n客\u{fffd}", "UTF-8"));
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        let file = || "x".to_owned();
        let check = |bytes: &[u8], expected: ImportError| assert_eq!(decode("x", bytes), Err(expected));
        check(b"", ImportError::Empty { file: file() });
        check(b"\xef\xbb\xbf \r\n", ImportError::Empty { file: file() });
        check(b"PK\x03\x04\x14\x00", ImportError::Xlsx { file: file() });
        check(b"\xd0\xcf\x11\xe0\xa1\xb1", ImportError::Xls { file: file() });
        check(b"\x89PNG\x00\x00\x01\x00\x07", ImportError::Binary { file: file() });
    }
}
