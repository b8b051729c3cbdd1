//! Making text from outside harmless and regular before it is kept.

/// One line: like [`clean`], with line breaks turned into spaces.
pub fn clean_line(text: &str) -> String {
    let flat: String = clean(text).chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
    flat.trim().to_owned()
}

/// Text without anything that a terminal would obey or that cannot be seen.
///
/// Escape sequences go whole, tabs become a space, line ends become `\n`, other control characters,
/// byte-order marks, zero-width spaces and bidirectional overrides are dropped. Joiners (U+200C, U+200D)
/// stay: Persian spelling and many emoji need them.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_escape(&mut chars),
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' => out.push('\n'),
            '\t' | '\u{a0}' | '\u{202f}' => out.push(' '),
            '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// ECMA-48: `ESC [ … final` (CSI) and `ESC ] … BEL | ESC \` (OSC and its kin); else one character.
fn skip_escape(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match chars.peek().copied() {
        Some('[') => {
            chars.next();
            while let Some(c) = chars.next_if(|c| (' '..='~').contains(c)) {
                if ('@'..='~').contains(&c) {
                    break;
                }
            }
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            chars.next();
            while let Some(c) = chars.next() {
                if c == '\u{7}' || c == '\u{9c}' {
                    break;
                }
                if c == '\u{1b}' {
                    chars.next_if_eq(&'\\');
                    break;
                }
            }
        }
        Some(c) if !c.is_control() => {
            chars.next();
        }
        _ => {}
    }
}

/// Full-width forms as an input method types them, folded to ASCII: `？` to `?`, `／` to `/`.
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '。' => '.',
        '、' => ',',
        '《' => '<',
        '》' => '>',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// A name as search and duplicate checks compare it: lower case, half width, without accents, letters and
/// digits only.
pub fn fold_name(name: &str) -> String {
    let letters = name.chars().map(half_width).filter(|c| c.is_alphanumeric());
    letters.map(plain_letter).flat_map(char::to_lowercase).collect()
}

/// A Latin letter without its marks, for the letters that names of buyers have; people leave them out.
pub fn plain_letter(c: char) -> char {
    const LETTERS: &[(char, &str)] = &[
        ('a', "àáâãäåāăąÀÁÂÃÄÅĀĂĄ"),
        ('c', "çćčÇĆČ"),
        ('d', "ďđĎĐ"),
        ('e', "èéêëēėęěÈÉÊËĒĖĘĚ"),
        ('g', "ğĞ"),
        ('i', "ìíîïīįıÌÍÎÏĪĮİ"),
        ('l', "łŁ"),
        ('n', "ñńňÑŃŇ"),
        ('o', "òóôõöøōőÒÓÔÕÖØŌŐ"),
        ('r', "řŘ"),
        ('s', "śşšșŚŞŠȘ"),
        ('t', "ťţțŤŢȚ"),
        ('u', "ùúûüūůűÙÚÛÜŪŮŰ"),
        ('y', "ýÿÝŸ"),
        ('z', "źżžŹŻŽ"),
    ];
    let is_latin_with_marks = ('\u{80}'..='\u{24f}').contains(&c);
    if !is_latin_with_marks {
        return c;
    }
    LETTERS.iter().find(|(_, marked)| marked.contains(c)).map_or(c, |(plain, _)| *plain)
}

/// The parts of a list that people type with commas, semicolons, Chinese commas or line breaks between.
pub fn split_list(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split([',', ';', '，', '；', '、', '\n', '|']) {
        let part = clean_line(part);
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_gone() {
        let check = |dirty: &str, expected: &str| assert_eq!(clean(dirty), expected, "{dirty:?}");
        check("plain 客户 é", "plain 客户 é");
        check("\u{1b}[31mred\u{1b}[0m", "red");
        check("\u{1b}]0;title\u{7}after", "after");
        check("\u{1b}]52;c;aGk=\u{1b}\\after", "after");
        check("\u{1b}", "");
        check("\u{1b}[", "");
        check("\u{9b}31mx", "31mx");
        check("a\tb\r\nc\rd", "a b\nc\nd");
        check("\u{feff}x\u{200b}y\u{202e}z", "xyz");
        check("می\u{200c}خواهم", "می\u{200c}خواهم");
        assert_eq!(clean_line("  two\nlines "), "two lines");
    }

    #[test]
    fn lists_are_split_as_people_write_them() {
        assert_eq!(split_list("a, b；c、d\nA , a"), ["a", "b", "c", "d", "A"]);
        assert!(split_list(" ,， ").is_empty());
    }

    #[test]
    fn names_compare_without_case_width_and_marks() {
        assert_eq!(fold_name("ＡＢＣ Trading Co., Ltd."), fold_name("abc trading co ltd"));
        assert_eq!(fold_name("Łódź Café"), fold_name("lodz cafe"));
        assert_ne!(fold_name("ABC"), fold_name("ABD"));
    }
}
