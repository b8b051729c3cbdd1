//! Colours by meaning. A pane asks for the style of a title or of a class, never for a colour.

use crate::app::settings::ThemeName;
use crate::domain::Grade;
use crate::rules::ThemeColour;
use ratatui::style::{Color, Modifier, Style};

/// The styles of one theme.
#[derive(Clone, Copy, Debug)]
pub struct Theme(pub ThemeName);

impl Theme {
    fn pick(self, dark: Style, light: Style, mono: Style) -> Style {
        match self.0 {
            ThemeName::Dark => dark,
            ThemeName::Light => light,
            ThemeName::Mono => mono,
        }
    }

    fn coloured(self, dark: Color, light: Color, mono: Modifier) -> Style {
        self.pick(Style::new().fg(dark), Style::new().fg(light), Style::new().add_modifier(mono))
    }

    /// The whole screen: the light theme brings its own paper, so that it reads on any terminal.
    pub fn base(self) -> Style {
        let paper = Style::new().fg(Color::Indexed(234)).bg(Color::Indexed(231));
        self.pick(Style::new(), paper, Style::new())
    }

    /// The title of a pane; the focused one stands out.
    pub fn title(self, focused: bool) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        if focused {
            self.pick(
                bold.fg(Color::Black).bg(Color::Cyan),
                bold.fg(Color::White).bg(Color::Blue),
                bold.add_modifier(Modifier::REVERSED),
            )
        } else {
            self.pick(
                Style::new().fg(Color::Gray).bg(Color::Indexed(237)),
                Style::new().fg(Color::Black).bg(Color::Indexed(252)),
                Style::new().add_modifier(Modifier::UNDERLINED),
            )
        }
    }

    /// The row under the cursor.
    pub fn cursor(self, focused: bool) -> Style {
        if focused {
            self.pick(
                Style::new().bg(Color::Indexed(238)),
                Style::new().bg(Color::Indexed(252)),
                Style::new().add_modifier(Modifier::REVERSED),
            )
        } else {
            self.pick(
                Style::new().bg(Color::Indexed(235)),
                Style::new().bg(Color::Indexed(255)),
                Style::new().add_modifier(Modifier::BOLD),
            )
        }
    }

    /// Labels, dates and other things of second rank.
    pub fn quiet(self) -> Style {
        self.coloured(Color::Indexed(248), Color::Indexed(242), Modifier::DIM)
    }

    /// Names and titles.
    pub const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);

    /// Something that is late or failed.
    pub fn alarm(self) -> Style {
        self.coloured(Color::LightRed, Color::Red, Modifier::BOLD)
    }

    /// Something to notice, without alarm.
    pub fn notice(self) -> Style {
        self.coloured(Color::LightYellow, Color::Indexed(130), Modifier::BOLD)
    }

    /// Words that were looked for.
    pub fn found(self) -> Style {
        let dark = Style::new().fg(Color::LightYellow).add_modifier(Modifier::BOLD);
        let light = Style::new().fg(Color::Indexed(130)).add_modifier(Modifier::BOLD);
        self.pick(dark, light, Style::new().add_modifier(Modifier::UNDERLINED))
    }

    /// Something that went well.
    pub fn fine(self) -> Style {
        self.coloured(Color::LightGreen, Color::Indexed(28), Modifier::empty())
    }

    /// The body of a bar: blank cells on a colour, since block characters are two cells wide on some terminals.
    /// Without colours it is plain, and the bar is drawn of text.
    pub fn bar(self) -> Style {
        self.pick(Style::new().bg(Color::Indexed(31)), Style::new().bg(Color::Indexed(74)), Style::new())
    }

    /// Whether bars have no colour to be made of.
    pub fn is_mono(self) -> bool {
        self.0 == ThemeName::Mono
    }

    /// A day of the calendar by how much it holds, 0 to 4.
    pub fn shade(self, level: u8) -> Style {
        let dark = [234, 23, 30, 31, 38][usize::from(level.min(4))];
        let light = [231, 195, 153, 117, 75][usize::from(level.min(4))];
        let dark = Style::new().fg(Color::Indexed(255)).bg(Color::Indexed(dark));
        let light = Style::new().fg(Color::Indexed(234)).bg(Color::Indexed(light));
        if level == 0 { self.quiet() } else { self.pick(dark, light, Style::new()) }
    }

    /// A key in footer and help.
    pub fn key(self) -> Style {
        self.coloured(Color::Cyan, Color::Blue, Modifier::BOLD)
    }

    /// The field that has the focus.
    pub fn field(self) -> Style {
        self.pick(
            Style::new().bg(Color::Indexed(239)),
            Style::new().bg(Color::Indexed(252)),
            Style::new().add_modifier(Modifier::UNDERLINED),
        )
    }

    /// The background of a pop-up.
    pub fn pop_up(self) -> Style {
        self.pick(
            Style::new().fg(Color::Indexed(252)).bg(Color::Indexed(236)),
            Style::new().fg(Color::Black).bg(Color::Indexed(255)),
            Style::new(),
        )
    }

    pub fn class(self, colour: ThemeColour) -> Style {
        match colour {
            ThemeColour::Hot => self.coloured(Color::LightRed, Color::Red, Modifier::BOLD),
            ThemeColour::Warm => self.coloured(Color::LightYellow, Color::Indexed(130), Modifier::empty()),
            ThemeColour::Cool => self.coloured(Color::Indexed(75), Color::Blue, Modifier::empty()),
            ThemeColour::Steady => self.coloured(Color::LightGreen, Color::Indexed(28), Modifier::empty()),
            ThemeColour::Notice => self.coloured(Color::LightMagenta, Color::Magenta, Modifier::BOLD),
            ThemeColour::Plain => Style::new(),
            ThemeColour::Quiet => self.quiet(),
        }
    }

    pub fn grade(self, grade: Grade) -> Style {
        match grade {
            Grade::A => self.coloured(Color::LightGreen, Color::Indexed(28), Modifier::BOLD),
            Grade::B => self.coloured(Color::LightYellow, Color::Indexed(130), Modifier::empty()),
            Grade::C => self.quiet(),
        }
    }
}
