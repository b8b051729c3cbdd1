//! The desktop's notification service, through the program that comes with it. Where there is none, the text
//! that `genjin remind` prints has to do.

use std::process::{Command, Stdio};

/// Shows a notice, if the desktop can.
pub fn notify(title: &str, body: &str) {
    let mut command = command(title, body);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // No such program, no desktop, nobody logged in: all of that is usual on a server.
    drop(command.status());
}

#[cfg(target_os = "macos")]
fn command(title: &str, body: &str) -> Command {
    let mut command = Command::new("osascript");
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    command.arg("-e");
    command.arg(format!("display notification {} with title {}", quoted(body), quoted(title)));
    command
}

#[cfg(not(target_os = "macos"))]
fn command(title: &str, body: &str) -> Command {
    let mut command = Command::new("notify-send");
    // The body may hold markup, so what looks like it is escaped.
    let body = body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    command.args(["--app-name=genjin", "--", title, &body]);
    command
}
