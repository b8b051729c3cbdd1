//! What a column of a table can be taken for.

/// A column as it stands in the file, and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnReading {
    /// As typed; `#3` where the third column has values but no heading.
    pub heading: String,
    pub taken_for: TakenFor,
}

/// What becomes of the values of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenFor {
    Field(Field),
    /// Not a field of the card: values are kept in the note as `heading: value`.
    Note,
    /// Neither heading nor values.
    Nothing,
}

/// What a column can say about a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Company,
    Alias,
    Country,
    City,
    Source,
    Kind,
    Grade,
    Stage,
    Tags,
    Website,
    Products,
    Language,
    PaymentTerms,
    Owner,
    Note,
    Potential,
    PaymentHabit,
    Created,
    LastContact,
    LastContent,
    Channel,
    Direction,
    Author,
    NextDate,
    NextAction,
    Goal,
    /// Something about a person, the first one being number 0.
    Person(usize, PersonPart),
}

/// What a column can say about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonPart {
    Name,
    Title,
    Email,
    Phone,
    Whatsapp,
    Skype,
    Wechat,
    Linkedin,
}

impl Field {
    /// Whether several columns may say it, so that their values add up.
    pub fn is_list(self) -> bool {
        match self {
            Self::Alias | Self::Tags | Self::Products | Self::Note => true,
            Self::Person(_, part) => !matches!(part, PersonPart::Name | PersonPart::Title),
            _ => false,
        }
    }
}
