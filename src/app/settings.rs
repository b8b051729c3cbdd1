//! Choices that a person makes about the program itself.

use crate::domain::customer::choice;
use crate::domain::deal::Units;

choice! {
    /// The language of the program's own words.
    Language { Zh = "zh", En = "en" }
}

choice! {
    /// Colours for a dark or a light terminal, or none at all.
    ThemeName { Dark = "dark", Light = "light", Mono = "mono" }
}

choice! {
    /// The order of the customers pane.
    SortOrder { Name = "name", Due = "due", LastContact = "last_contact", Grade = "grade" }
}

impl SortOrder {
    /// Whether it hangs on what the rules say.
    pub fn is_by_assessment(self) -> bool {
        matches!(self, Self::Due | Self::Grade)
    }
}

impl Language {
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// How units are spelled in what the program writes down.
    pub fn units(self) -> Units {
        match self {
            Self::Zh => Units::Chinese,
            Self::En => Units::Ids,
        }
    }
}

/// The choice after this one, going round.
pub fn next<T: Copy + PartialEq>(all: &[T], current: T) -> T {
    let place = all.iter().position(|one| *one == current).map_or(0, |place| place + 1);
    all.get(place % all.len().max(1)).copied().unwrap_or(current)
}
