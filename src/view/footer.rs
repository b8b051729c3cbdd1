//! The last line: what happened, or which keys there are; and whether everything is saved.

use super::pane::{row, span};
use super::{Look, cells, outgoing};
use crate::app::keymap::{Action, Context, key_for};
use crate::app::layout::Pane;
use crate::app::message::{Message, Weight};
use crate::app::overlay::{Deletion, Overlay};
use crate::app::review::Place;
use crate::app::wrong_file::WrongFile;
use crate::app::{App, Front};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

/// The rows of the footer: more than one where what happened is too long for it, or stands above the keys of a form.
pub fn rows(look: Look<'_>) -> u16 {
    let width = look.app.size.0;
    let above = told(look, usize::from(width), &right(look, width)).0;
    1 + u16::try_from(above.len()).unwrap_or(0)
}

/// What happened: the lines above the last one, and what stands in that. In a form that is the keys, which are needed to put
/// right what a message says is wrong.
fn told(look: Look<'_>, width: usize, right: &[Span<'_>]) -> (Vec<String>, Option<String>) {
    let Some(message) = message(look.app) else { return (Vec::new(), None) };
    let text = look.words.message(message, look.app.now.date());
    if look.app.context() == Context::Form {
        return (cells::wrap(&text, width.saturating_sub(2)).into_iter().take(2).collect(), None);
    }
    let (above, last) = halves(&text, width, right);
    (above.into_iter().collect(), Some(last))
}

/// What is to be told. In a list of ticks the ticks tell it, and the keys that a message names mean something else.
fn message(app: &App) -> Option<&Message> {
    let is_ticked = matches!(app.overlay, Some(Overlay::Tags(_) | Overlay::Filter(_)));
    app.message.as_ref().filter(|it| !is_ticked || it.weight() != Weight::Done)
}

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let (theme, app) = (look.theme, look.app);
    let right = right(look, area.width);
    let width = usize::from(area.width);
    let (above, last) = told(look, width, &right);
    let style = match message(app).map(Message::weight) {
        Some(Weight::Failure) => theme.alarm(),
        Some(Weight::Question) => theme.notice(),
        Some(Weight::Done) | None => theme.fine(),
    };
    let line = |text: String| row(vec![span(format!(" {text}"), style)], Vec::new(), width);
    let room = usize::from(area.height.saturating_sub(1));
    super::pane::rows(frame, area, above.into_iter().take(room).map(line));
    let left = match last {
        Some(text) => vec![span(format!(" {text}"), style)],
        None => hints(
            look,
            wanted(app),
            width
                .saturating_sub(SAVED + wrong_files(look, area.width).iter().map(Span::width).sum::<usize>()),
        ),
    };
    let last = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
    frame.render_widget(row(left, right, width), last);
}

/// What stands at the right: mistakes in files, a count that was typed, and whether everything is saved.
fn right(look: Look<'_>, width: u16) -> Vec<Span<'static>> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let state = if app.saving.failed {
        span(words.not_saved(), theme.alarm())
    } else if app.saving.pending > 0 {
        span(words.saving(), theme.notice())
    } else if matches!(app.context(), Context::Line | Context::Form | Context::Call | Context::HangUp) {
        span(words.draft_kept(), theme.quiet())
    } else {
        span(words.saved(), theme.quiet())
    };
    let mut right = wrong_files(look, width);
    right.extend(app.pending_count().map(|count| span(format!("{count}  "), theme.notice())));
    right.extend([state, span(" ", Style::new())]);
    right
}

/// A text in two lines where it is longer than what is `right` leaves of a row; the first may be as long as the row.
fn halves(text: &str, width: usize, right: &[Span<'_>]) -> (Option<String>, String) {
    let room = width.saturating_sub(right.iter().map(Span::width).sum::<usize>() + 2);
    let whole = width.saturating_sub(2);
    if cells::width(text) <= room {
        return (None, text.to_owned());
    }
    // Something stays for the second, and more than a word.
    let most = if cells::width(text) > whole { whole } else { room };
    let broken = |cells: usize| {
        let first = cells::wrap(text, cells).into_iter().next().unwrap_or_default();
        let rest = text.strip_prefix(first.as_str()).unwrap_or_default().trim_start().to_owned();
        (first, rest)
    };
    let (mut first, mut rest) = broken(most);
    if cells::width(&rest) < ORPHAN && most > 3 * ORPHAN {
        (first, rest) = broken(most.saturating_sub(ORPHAN));
    }
    (Some(first), rest)
}

/// A second line shorter than this takes something of the first.
const ORPHAN: usize = 12;

/// Cells that are kept for whether everything is saved.
const SAVED: usize = 12;

/// How much is wrong with the user's files, and the key that shows it.
fn wrong_files(look: Look<'_>, width: u16) -> Vec<Span<'static>> {
    let (words, theme, files) = (look.words, look.theme, &look.app.wrong_files);
    if files.is_empty() {
        return Vec::new();
    }
    let key = key_for(look.app.context(), Action::Mistakes);
    let text = if width < ROOMY {
        words.n_mistakes(files.iter().map(WrongFile::count).sum())
    } else {
        words.wrong_in_all(files)
    };
    vec![span(key, theme.key()), span(format!(" {text}  "), theme.alarm())]
}

/// Narrower than this, the footer leaves out which file is wrong.
const ROOMY: u16 = 80;

/// The keys that matter most here, as many as there is room for.
fn hints(look: Look<'_>, wanted: &[Action], room: usize) -> Vec<Span<'static>> {
    let context = look.app.context();
    let mut spans = Vec::new();
    let mut used = 0;
    for action in wanted.iter().filter(|action| leads_somewhere(look, **action)) {
        let key = key_for(context, *action);
        if key.is_empty() {
            continue;
        }
        let key = match action {
            Action::Down => format!("{}/{}", look.words.key("Up"), look.words.key("Down")),
            _ => look.words.key(key).to_owned(),
        };
        let parts = [
            span(format!(" {key}"), look.theme.key()),
            span(format!(" {} ", short(look, context, *action)), look.theme.quiet()),
        ];
        let wide: usize = parts.iter().map(Span::width).sum();
        if used + wide > room {
            break;
        }
        used += wide;
        spans.extend(parts);
    }
    spans
}

/// Whether a key does something now: a page of its own has no next one, nobody is written to without an address.
fn leads_somewhere(look: Look<'_>, action: Action) -> bool {
    match action {
        Action::PageDown | Action::PageUp if look.app.context() == Context::PopUp => {
            super::last_top(look.app) > 0
        }
        Action::PageDown if look.app.front == Front::Business => {
            look.app.business.len() > look.app.visible_deals()
        }
        Action::Tick => look.app.overlay.as_ref().is_some_and(Overlay::ticks),
        Action::ToEntries => match &look.app.overlay {
            Some(Overlay::Find(find)) => !find.found.is_empty() && !find.hits.newest.is_empty(),
            _ => false,
        },
        Action::CloseTab => look.app.tabs.active().is_some(),
        Action::WriteMail | Action::WriteWhatsapp => outgoing::has_address(look, action),
        _ => true,
    }
}

fn short(look: Look<'_>, context: Context, action: Action) -> &'static str {
    match (context, action) {
        (Context::Browse, Action::NextPane) if look.app.front == Front::Pipeline => {
            look.words.pick("column", "切换列")
        }
        (Context::Move, Action::Accept | Action::Cancel) => look.words.action_in(context, action),
        (Context::Browse, Action::NextPane) if look.app.front == Front::Business => {
            look.words.pick("list", "切换列表")
        }
        (Context::Browse, Action::NextPane) if look.app.front == Front::Insights => {
            look.words.pick("page", "切换页面")
        }
        (_, Action::Down) => look.words.pick("choose", "选择"),
        (Context::Browse, Action::Open) if look.app.front == Front::Insights => {
            look.words.pick("customers", "查看客户")
        }
        (Context::Browse, Action::Filter) if look.app.front == Front::Insights => {
            look.words.pick("period", "周期")
        }
        (Context::Browse, Action::Filter) if look.app.front == Front::Panes => {
            look.words.pick("find here", "在此查找")
        }
        (Context::Browse, Action::ClearFilter) if look.app.front == Front::Panes => {
            look.words.pick("unmark", "取消标出")
        }
        (Context::Line | Context::HangUp, Action::Accept) => look.words.action_short(Action::Save),
        (Context::Review, Action::Open) if look.app.shown().is_none() => look.words.begin(),
        (Context::PopUp, Action::Accept) if matches!(look.app.overlay, Some(Overlay::Behind(_))) => {
            look.words.action_short(Action::Open)
        }
        (Context::Outgoing, Action::Accept) => outgoing::accept(look),
        (Context::Outgoing, Action::Yes) => look.words.pick("yes, log it", "是，记录"),
        (Context::Outgoing, Action::NextChoice) => look.words.pick("channel", "渠道"),
        (Context::Outgoing, Action::PageDown) => look.words.pick("more", "更多"),
        (Context::PopUp, Action::Yes) => match look.app.overlay {
            Some(Overlay::Delete(Deletion::Erasure { .. })) => look.words.pick("erase", "抹除"),
            _ => look.words.action_short(Action::Delete),
        },
        (Context::Browse, Action::Cancel) if look.app.call_to_go_back_to().is_some() => {
            look.words.pick("back to the call", "返回通话")
        }
        (Context::Call, Action::Cancel) => look.words.pick("aside", "暂离"),
        _ => look.words.action_short(action),
    }
}

fn wanted(app: &App) -> &'static [Action] {
    let on_card = app.open_card().is_some();
    match app.context() {
        Context::Browse if app.call_to_go_back_to().is_some() => &[
            Action::Cancel,
            Action::OlderMatch,
            Action::NewerMatch,
            Action::Filter,
            Action::Log,
            Action::Find,
            Action::NextTab,
            Action::Help,
        ],
        Context::Browse => wanted_to_browse(app),
        Context::Move => &[Action::Accept, Action::WithoutNote, Action::Cancel],
        Context::Review if app.ledger.is_empty() => &[Action::NewCustomer, Action::Cancel, Action::Help],
        Context::Review if app.shown().is_none() => match app.review.as_ref().map(|review| review.place) {
            Some(Place::News) => &[Action::Open, Action::Cancel, Action::Help],
            _ => &[Action::Cancel, Action::Previous, Action::Undo, Action::Help],
        },
        Context::Review if app.review.as_ref().is_some_and(|review| review.place == Place::End) => {
            &[Action::Open, Action::Previous, Action::Undo, Action::Cancel, Action::Help]
        }
        Context::Review => &[
            Action::Done,
            Action::Snooze,
            Action::Skip,
            Action::Call,
            Action::Why,
            Action::Messages,
            Action::Open,
            Action::Previous,
            Action::Undo,
            Action::Cancel,
            Action::Help,
        ],
        Context::Call => &[Action::HangUp, Action::NextTab, Action::Find, Action::Cancel, Action::Discard],
        Context::HangUp => {
            &[Action::Accept, Action::TakeProposal, Action::Cancel, Action::NextTab, Action::Find]
        }
        Context::Line => &[
            Action::Accept,
            Action::TakeProposal,
            Action::ToForm,
            Action::Cancel,
            Action::NextTab,
            Action::Discard,
        ],
        Context::Form if app.open_record().is_some() => {
            &[Action::Save, Action::NextField, Action::Cancel, Action::Discard]
        }
        Context::Form if on_card => &[
            Action::Save,
            Action::NextField,
            Action::Cancel,
            Action::AddContact,
            Action::RemoveContact,
            Action::Discard,
        ],
        Context::Form => {
            &[Action::Save, Action::NextField, Action::Cancel, Action::TakeProposal, Action::Discard]
        }
        Context::Search => &[Action::Tick, Action::Accept, Action::ToEntries, Action::Cancel],
        Context::PopUp => match app.overlay {
            Some(Overlay::Level(_)) => &[Action::Accept, Action::Tick, Action::Cancel],
            Some(Overlay::Delete(_)) => &[Action::Yes, Action::Cancel],
            Some(
                Overlay::Help { .. } | Overlay::Mistakes { .. } | Overlay::Why { .. } | Overlay::Versions(_),
            ) => &[Action::Cancel, Action::PageDown, Action::PageUp],
            _ => &[Action::Accept, Action::Cancel],
        },
        Context::Outgoing => outgoing::wanted(app),
        Context::Anywhere => &[],
    }
}

fn wanted_to_browse(app: &App) -> &'static [Action] {
    match app.front {
        Front::Pipeline | Front::Business if app.ledger.is_empty() => {
            &[Action::NewCustomer, Action::Cancel, Action::Help]
        }
        Front::Pipeline if app.pipeline.is_empty() => {
            &[Action::ClearFilter, Action::Filter, Action::Cancel, Action::Help]
        }
        Front::Pipeline => &[
            Action::StageOn,
            Action::StageBack,
            Action::Stage,
            Action::Open,
            Action::Log,
            Action::NewRecord,
            Action::Filter,
            Action::ClearFilter,
            Action::Why,
            Action::Undo,
            Action::Cancel,
            Action::Help,
        ],
        Front::Business if app.business.is_empty() => {
            &[Action::NextPane, Action::Filter, Action::ClearFilter, Action::Cancel, Action::Help]
        }
        Front::Business => &[
            Action::NextPane,
            Action::Open,
            Action::Edit,
            Action::NewRecord,
            Action::Log,
            Action::Filter,
            Action::Sort,
            Action::Versions,
            Action::Rates,
            Action::PageDown,
            Action::CloseTab,
            Action::Cancel,
            Action::Help,
        ],
        Front::Insights if !app.insights.section.follows_period() => {
            &[Action::NextPane, Action::Down, Action::Open, Action::Cancel, Action::Help]
        }
        Front::Insights => {
            &[Action::NextPane, Action::Down, Action::Open, Action::Filter, Action::Cancel, Action::Help]
        }
        Front::Panes if app.arrival.is_whole() && app.ledger.is_empty() => {
            &[Action::NewCustomer, Action::Help, Action::Palette, Action::Language, Action::Quit]
        }
        Front::Panes if app.pane == Pane::Timeline && app.sought_here().is_some() => &[
            Action::OlderMatch,
            Action::NewerMatch,
            Action::Filter,
            Action::ClearFilter,
            Action::Edit,
            Action::Log,
            Action::Find,
            Action::Cancel,
            Action::Help,
        ],
        Front::Panes if app.pane == Pane::Timeline => &[
            Action::Help,
            Action::Filter,
            Action::Edit,
            Action::Log,
            Action::NewRecord,
            Action::Call,
            Action::Delete,
            Action::OpenOutside,
            Action::Papers,
            Action::Find,
            Action::Undo,
            Action::Cancel,
        ],
        Front::Panes | Front::Review | Front::Call(_) => &[
            Action::Help,
            Action::Review,
            Action::Done,
            Action::Snooze,
            Action::Log,
            Action::Call,
            Action::Why,
            Action::NewCustomer,
            Action::NewRecord,
            Action::Messages,
            Action::Find,
            Action::Pipeline,
            Action::Business,
            Action::Undo,
            Action::OpenOutside,
            Action::Papers,
            Action::Palette,
            Action::Tags,
            Action::Grade,
            Action::Edit,
            Action::NextTab,
            Action::Language,
            Action::Quit,
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_is_too_long_goes_on_in_a_second_line() {
        let check = |text: &str, room: usize, above: Option<&str>, below: &str| {
            let right = [Span::raw(" ".repeat(12 - room))];
            assert_eq!(halves(text, 14, &right), (above.map(str::to_owned), below.to_owned()), "{text}");
        };
        check("saved", 5, None, "saved");
        check("nothing was saved", 8, Some("nothing was"), "saved");
        check("没有保存任何内容", 8, Some("没有保存任何"), "内容");
        check("it is wrong", 7, Some("it is"), "wrong");
    }

    #[test]
    fn a_second_line_of_a_message_is_no_single_word() {
        let text = "No customer is chosen: Right goes to the list, / finds, n enters a new one.";
        let (above, below) = halves(text, 80, &[Span::raw(" ".repeat(8))]);
        assert_eq!((above.unwrap().len(), below.as_str()), (57, "enters a new one."));
    }
}
