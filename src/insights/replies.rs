//! How long customers take to answer us.
//!
//! Messages of ours one after the other are one question; it was asked with the last of them. Talks in which
//! both sides speak, and entries of which nobody knows who wrote, are neither question nor answer, and end a question
//! without one.

use super::count::Case;
use super::{Behind, Detail, Span, Spread};
use crate::domain::{Channel, ClassId, CustomerId, Direction, Moment};
use crate::rules::Rules;

/// Answers over all, through a channel, or of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyFigure {
    pub of: ReplyOf,
    /// Questions of the span.
    pub asked: usize,
    /// How many of them were answered by now.
    pub answered: usize,
    /// Minutes until the answer.
    pub minutes: Spread,
    /// Those who were asked, the most unanswered questions first.
    pub behind: Behind,
}

/// What a figure is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyOf {
    Everybody,
    /// The channel of our message.
    Channel(Channel),
    /// The class of today.
    Class(ClassId),
}

#[derive(Debug)]
pub(super) struct Replies(Vec<ReplyFigure>);

/// A message of ours, and how long the answer took.
struct Question {
    at: Moment,
    channel: Channel,
    minutes: Option<u32>,
}

impl Replies {
    pub fn new(rules: &Rules) -> Self {
        let channels = Channel::ALL.iter().filter(|it| !it.is_conversation()).map(|it| ReplyOf::Channel(*it));
        let classes = rules.classes().iter().map(|class| ReplyOf::Class(class.id.clone()));
        let all = std::iter::once(ReplyOf::Everybody).chain(channels).chain(classes);
        let figure = |of| ReplyFigure {
            of,
            asked: 0,
            answered: 0,
            minutes: Spread::default(),
            behind: Behind::default(),
        };
        Self(all.map(figure).collect())
    }

    pub fn add(&mut self, case: &Case<'_>, span: Span) {
        let mut questions = questions(case);
        questions.retain(|question| span.holds(question.at.date()));
        if questions.is_empty() {
            return;
        }
        // Classes stand at the end, in the order of the rule file.
        let classes = self.0.iter().filter(|figure| matches!(figure.of, ReplyOf::Class(_))).count();
        let own = self.0.len() - classes + case.class;
        for (place, figure) in self.0.iter_mut().enumerate() {
            match figure.of {
                ReplyOf::Everybody => figure.take(case.summary.id, questions.iter()),
                ReplyOf::Channel(channel) => {
                    figure.take(case.summary.id, questions.iter().filter(|it| it.channel == channel));
                }
                ReplyOf::Class(_) if place == own => figure.take(case.summary.id, questions.iter()),
                ReplyOf::Class(_) => {}
            }
        }
    }

    pub fn finish(self) -> Vec<ReplyFigure> {
        let mut figures = self.0;
        figures.retain(|figure| figure.asked > 0 || figure.of == ReplyOf::Everybody);
        for figure in &mut figures {
            figure.behind.trim();
        }
        figures
    }
}

impl ReplyFigure {
    fn take<'q>(&mut self, customer: CustomerId, questions: impl Iterator<Item = &'q Question>) {
        let (mut asked, mut answered) = (0_u32, 0_u32);
        for question in questions {
            asked += 1;
            if let Some(minutes) = question.minutes {
                answered += 1;
                self.minutes.add(minutes);
            }
        }
        if asked > 0 {
            self.asked += asked as usize;
            self.answered += answered as usize;
            let weight = i64::from(asked - answered);
            self.behind.add(customer, Detail::Answers { asked, answered }, weight);
        }
    }
}

fn questions(case: &Case<'_>) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    let mut is_open = false;
    for entry in case.log.iter().filter(|entry| entry.is_contact()) {
        let both_spoke = entry.channel.is_conversation() && entry.direction != Direction::NoAnswer;
        if both_spoke || entry.direction == Direction::Unknown {
            is_open = false;
            continue;
        }
        match (entry.direction, questions.last_mut().filter(|_| is_open)) {
            (Direction::Out | Direction::NoAnswer, Some(open)) => {
                (open.at, open.channel) = (entry.at, entry.channel);
            }
            (Direction::Out | Direction::NoAnswer, None) => {
                questions.push(Question { at: entry.at, channel: entry.channel, minutes: None });
                is_open = true;
            }
            (Direction::In, Some(open)) => {
                let ms = entry.at.unix_ms().saturating_sub(open.at.unix_ms()).max(0);
                open.minutes = Some(u32::try_from(ms / 60_000).unwrap_or(u32::MAX));
                is_open = false;
            }
            (Direction::In, None) | (Direction::Unknown, _) => {}
        }
    }
    questions
}
