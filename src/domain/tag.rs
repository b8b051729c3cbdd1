//! Tags that the program offers before anybody has made one: stored by id, shown in the reader's language.

use super::text::fold_name;

/// A built-in tag with its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltInTag {
    pub id: &'static str,
    pub en: &'static str,
    pub zh: &'static str,
}

/// All built-in tags, in the order of menus.
pub const BUILT_IN_TAGS: [BuiltInTag; 3] = [
    BuiltInTag { id: "high-potential", en: "high potential", zh: "潜力大" },
    BuiltInTag { id: "price-sensitive", en: "price-sensitive", zh: "价敏感" },
    BuiltInTag { id: "negotiator", en: "negotiator", zh: "谈判型" },
];

/// The built-in tag with this id.
pub fn built_in(id: &str) -> Option<BuiltInTag> {
    BUILT_IN_TAGS.into_iter().find(|tag| tag.id == id)
}

/// A tag as it is stored: words of a built-in tag become its id, others stand as typed.
pub fn stored(typed: &str) -> &str {
    let known = BUILT_IN_TAGS.into_iter().find(|tag| [tag.id, tag.en, tag.zh].contains(&typed));
    known.map_or(typed, |tag| tag.id)
}

/// The built-in tag of that name in any language, where names are compared by `fold`.
pub fn built_in_named(name: &str, fold: impl Fn(&str) -> String) -> Option<BuiltInTag> {
    let wanted = fold(name);
    BUILT_IN_TAGS.into_iter().find(|tag| [tag.id, tag.en, tag.zh].iter().any(|word| fold(word) == wanted))
}

/// Every name of a tag, folded: its id, and the words of a built-in one in both languages.
pub fn names(tag: &str) -> Vec<String> {
    let words = built_in(tag).map(|known| [known.en, known.zh]).into_iter().flatten();
    std::iter::once(tag).chain(words).map(fold_name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_built_in_tag_are_stored_as_its_id() {
        assert_eq!(stored("潜力大"), "high-potential");
        assert_eq!(stored("high potential"), "high-potential");
        assert_eq!(stored("fair 2026"), "fair 2026");
    }
}
