//! A bar that says how far something has come, in plain characters.

/// So many percent on so many cells, the number behind the bar.
pub fn bar(percent: u8, width: usize) -> String {
    let percent = usize::from(percent.min(100));
    let cells = width.saturating_sub(" 100 %".len());
    let done = cells * percent / 100;
    format!("{}{} {percent:>3} %", "#".repeat(done), ".".repeat(cells - done))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_wide_as_asked_and_full_at_the_end() {
        let cases = [
            (0, "..........   0 %"),
            (50, "#####.....  50 %"),
            (99, "#########.  99 %"),
            (200, "########## 100 %"),
        ];
        for (percent, expected) in cases {
            assert_eq!(bar(percent, 16), expected);
        }
        assert_eq!(bar(7, 0), "   7 %");
    }
}
