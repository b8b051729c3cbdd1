//! Why customers were lost: what people write down, sorted into the reasons of the trade.

use super::count::Case;
use super::{Behind, Detail, Span};
use crate::domain::customer::choice;
use crate::domain::{StageGroup, Stages};
use std::cmp::Reverse;

choice! {
    /// A reason for which business is lost. What fits none is `Other`; where nothing was written, `Unknown`.
    LostReason {
        Price = "price",
        Moq = "moq",
        Delivery = "delivery",
        Quality = "quality",
        Terms = "terms",
        Competitor = "competitor",
        NoNeed = "no_need",
        NoAnswer = "no_answer",
        Closed = "closed",
        Other = "other",
        Unknown = "unknown",
    }
}

/// Parts of words by which a reason is known, in the order in which they are tried: a competitor is often
/// said to be cheaper, and a long silence is often said to be about something.
const SIGNS: &[(LostReason, &[&str])] = &[
    (
        LostReason::Closed,
        &["bankrupt", "insolv", "closed down", "out of business", "倒闭", "破产", "关门", "停业"],
    ),
    (
        LostReason::Competitor,
        &[
            "competitor",
            "another supplier",
            "other supplier",
            "local supplier",
            "chose someone",
            "同行",
            "竞争",
            "别家",
            "其他供应商",
            "换了供应商",
            "当地供应商",
        ],
    ),
    (
        LostReason::Price,
        &[
            "price",
            "expensive",
            "too dear",
            "cheaper",
            "budget",
            "cost",
            "价格",
            "太贵",
            "贵",
            "便宜",
            "预算",
            "价高",
            "报价高",
        ],
    ),
    (LostReason::Moq, &["moq", "minimum order", "quantity too", "起订量", "最小起订", "数量太", "量太"]),
    (
        LostReason::Delivery,
        &["delivery", "lead time", "too late", "delay", "too slow", "交期", "货期", "交货", "太慢", "来不及"],
    ),
    (
        LostReason::Quality,
        &["quality", "sample failed", "defect", "certif", "质量", "品质", "样品不合格", "次品", "认证"],
    ),
    (
        LostReason::Terms,
        &["payment term", "terms", "credit", "deposit", "l/c", "账期", "付款", "定金", "信用证"],
    ),
    (
        LostReason::NoNeed,
        &[
            "no need",
            "no demand",
            "no longer",
            "cancelled",
            "canceled",
            "project stopped",
            "out of range",
            "no project",
            "不需要",
            "没有需求",
            "无需求",
            "取消",
            "项目停",
            "不做",
            "不再",
        ],
    ),
    (
        LostReason::NoAnswer,
        &[
            "no answer",
            "no reply",
            "no response",
            "silent",
            "not heard",
            "never answered",
            "gone quiet",
            "没有回复",
            "未回复",
            "不回",
            "无回复",
            "联系不上",
            "失联",
        ],
    ),
];

impl LostReason {
    /// The reason that a text tells of.
    pub fn of(text: &str) -> Self {
        let text = text.to_lowercase();
        if text.trim().is_empty() {
            return Self::Unknown;
        }
        let known = SIGNS.iter().find(|(_, signs)| signs.iter().any(|sign| text.contains(sign)));
        known.map_or(Self::Other, |(reason, _)| *reason)
    }
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostFigure {
    pub reason: LostReason,
    /// Who was lost for it in the span and still is, the latest first, with what was written.
    pub behind: Behind,
}

#[derive(Debug, Default)]
pub(super) struct Lost(Vec<LostFigure>);

impl Lost {
    /// Counts a customer who is lost, at the entry that made it so.
    pub fn add(&mut self, case: &Case<'_>, stages: &Stages, span: Span) {
        let lost = case.log.iter().rev().take_while(|it| stages.group(&it.stage) == StageGroup::Lost);
        let Some(entry) = lost.last().filter(|entry| span.holds(entry.at.date())) else { return };
        let said = if entry.lost_reason.is_empty() { &entry.summary } else { &entry.lost_reason };
        let reason = LostReason::of(said);
        let said: String = said.lines().next().unwrap_or_default().chars().take(EXCERPT).collect();
        let place = self.0.iter().position(|figure| figure.reason == reason).unwrap_or_else(|| {
            self.0.push(LostFigure { reason, behind: Behind::default() });
            self.0.len() - 1
        });
        if let Some(figure) = self.0.get_mut(place) {
            figure.behind.add(case.summary.id, Detail::Said(said), entry.at.unix_ms());
        }
    }

    pub fn finish(self) -> Vec<LostFigure> {
        let mut figures = self.0;
        for figure in &mut figures {
            figure.behind.trim();
        }
        figures.sort_by_key(|figure| (Reverse(figure.behind.count), figure.reason));
        figures
    }
}

/// Characters of a reason that are kept.
const EXCERPT: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_sorted_into_reasons() {
        let check = |text: &str, expected: LostReason| assert_eq!(LostReason::of(text), expected, "{text}");
        check("too dear", LostReason::Price);
        check("Our price was 8% above", LostReason::Price);
        check("价格太高", LostReason::Price);
        check("went with a competitor, cheaper", LostReason::Competitor);
        check("MOQ of 5000 too high", LostReason::Moq);
        check("起订量太大", LostReason::Moq);
        check("交期来不及", LostReason::Delivery);
        check("quality of the second sample", LostReason::Quality);
        check("wants 90 days credit", LostReason::Terms);
        check("项目取消", LostReason::NoNeed);
        check("三次联系不上", LostReason::NoAnswer);
        check("the company is bankrupt", LostReason::Closed);
        check("moved to Peru", LostReason::Other);
        check("  ", LostReason::Unknown);
    }
}
