//! Every figure as a bar that can be chosen: its length, and who is behind it.

use super::deals::value_in;
use super::{
    Behind, ClassTouches, CountryDeals, DayAhead, DayTouches, Insights, LostFigure, MonthDeals, ReplyFigure,
    Section, SpanFigures, StageFigure,
};

/// One bar of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar<'a> {
    Stage(&'a StageFigure),
    Class(&'a ClassTouches),
    Day(&'a DayTouches),
    Month(&'a MonthDeals),
    Country(&'a CountryDeals),
    Reply(&'a ReplyFigure),
    Lost(&'a LostFigure),
    Ahead(&'a DayAhead),
}

impl<'a> Bar<'a> {
    /// The customers behind it.
    pub fn behind(self) -> &'a Behind {
        match self {
            Self::Stage(it) => &it.behind,
            Self::Class(it) => &it.behind,
            Self::Day(it) => &it.behind,
            Self::Month(it) => &it.behind,
            Self::Country(it) => &it.behind,
            Self::Reply(it) => &it.behind,
            Self::Lost(it) => &it.behind,
            Self::Ahead(it) => &it.behind,
        }
    }

    /// Its length beside those of its kind. Amounts are drawn in one currency alone.
    pub fn length(self, figures: &SpanFigures) -> u64 {
        let amount =
            |amounts, in_base| u64::try_from(value_in(amounts, in_base, figures.currency)).unwrap_or(0);
        match self {
            Self::Stage(it) => it.entered as u64,
            Self::Class(it) => it.made as u64,
            Self::Day(it) => it.touches as u64,
            Self::Month(it) => amount(&it.amounts, &it.in_base),
            Self::Country(it) => amount(&it.amounts, &it.in_base),
            Self::Reply(it) => it.minutes.median().map_or(0, u64::from),
            Self::Lost(it) => it.behind.count as u64,
            Self::Ahead(it) => it.behind.count as u64,
        }
    }
}

impl Insights {
    /// The bars of a page, for the span at a place.
    pub fn bars(&self, section: Section, span: usize) -> Vec<Bar<'_>> {
        let Some(figures) = self.spans.get(span) else { return Vec::new() };
        match section {
            Section::Funnel => figures.funnel.iter().map(Bar::Stage).collect(),
            Section::Touches => self.touches.iter().map(Bar::Class).collect(),
            Section::Activity => self.activity.iter().map(Bar::Day).collect(),
            Section::Deals => {
                let months = figures.months.iter().map(Bar::Month);
                months.chain(figures.countries.iter().map(Bar::Country)).collect()
            }
            Section::Replies => figures.replies.iter().map(Bar::Reply).collect(),
            Section::Lost => figures.lost.iter().map(Bar::Lost).collect(),
            Section::Ahead => self.ahead.iter().map(Bar::Ahead).collect(),
        }
    }

    /// Whether a page has nothing to show but zeros.
    pub fn is_blank(&self, section: Section, span: usize) -> bool {
        let bars = self.bars(section, span);
        match section {
            // Even a customer without an entry stands at some stage, and answers to nothing are no figure.
            Section::Funnel => self.customers == 0,
            Section::Touches => self.touches.iter().all(|class| class.customers == 0),
            Section::Activity => self.activity.iter().all(|day| day.touches == 0),
            _ => bars.iter().all(|bar| bar.behind().count == 0),
        }
    }
}
