//! Mistakes in a rule file, and which word was meant.

pub use crate::domain::text_file::{FileError as RulesError, Mistake};
pub(super) use crate::domain::text_file::{Place, quote};

/// Slips of the finger that still tell which word was meant: one in a short word, three in a very long one.
fn forgiven(word: &str) -> usize {
    match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

/// The word that was probably meant.
pub(super) fn nearest<'w>(typed: &str, words: &[&'w str]) -> Option<&'w str> {
    let typed = typed.to_lowercase().replace([' ', '-'], "_");
    let near = words.iter().map(|word| (slips(&typed, word), *word));
    near.filter(|(slips, word)| *slips <= forgiven(word))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, word)| word)
}

/// Letters left out, put in, changed or swapped with their neighbour (optimal string alignment).
fn slips(typed: &str, word: &str) -> usize {
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=word.len()).collect();
    let mut last = '\0';
    for (i, letter) in typed.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, wanted) in word.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let changed = at(&row, j) + usize::from(letter != wanted);
            let mut fewest = changed.min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = j > 0 && i > 0 && last == *wanted && word.get(j - 1) == Some(letter);
            if swapped {
                fewest = fewest.min(at(&before, j - 1) + 1);
            }
            next.push(fewest);
        }
        (before, row, last) = (row, next, *letter);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let check = |byte: usize, line: usize, column: usize| {
            assert_eq!(Place::of("ab\n客户x\n", byte), Place { line, column }, "byte {byte}");
        };
        check(0, 1, 1);
        check(2, 1, 3);
        check(3, 2, 1);
        check(9, 2, 3);
        check(11, 3, 1);
    }

    #[test]
    fn long_values_are_quoted_by_their_beginning() {
        assert_eq!(quote("x = [\n 1 ]", 4..10), "`[`");
        assert_eq!(quote("", 0..0), "nothing");
        assert_eq!(quote(&"客".repeat(50), 0..150), format!("`{}…`", "客".repeat(40)));
    }

    #[test]
    fn the_word_that_was_meant_is_found() {
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(
                nearest(typed, &["orders", "hot", "unanswered", "heard_within_days"]),
                expected,
                "{typed}"
            );
        };
        check("oders", Some("orders"));
        check("ordres", Some("orders"));
        check("Orders", Some("orders"));
        check("hto", Some("hot"));
        check("unansewred", Some("unanswered"));
        check("heard within days", Some("heard_within_days"));
        check("heard_witin_dais", Some("heard_within_days"));
        check("haedr_witn_dais", None);
        check("cold", None);
        check("", None);
    }
}
