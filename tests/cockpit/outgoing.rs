//! What leaves the program by keys: pages to open, papers, messages, the clipboard.

use super::desk::Desk;
use genjin::app::Event;
use genjin::app::settings::Language::{En, Zh};

const USUAL: (u16, u16) = (120, 36);

/// The demo with one of its customers open.
fn at(language: genjin::app::settings::Language, size: (u16, u16), customer: &str) -> Desk {
    let mut desk = Desk::demo(language, size);
    desk.press(&format!("/{customer}<Enter>"));
    desk
}

#[test]
fn an_address_is_shown_whole_before_it_is_opened() {
    let mut desk = at(En, USUAL, "abc international");
    desk.press("o")
        .sees("Open outside")
        .sees("https://wa.me/491713920014")
        .press("<Enter>")
        .sees("Opening https://wa.me");
    assert_eq!(desk.opened, ["https://wa.me/491713920014"]);
    desk.press("oj").sees("mailto:anna@abc-international.example").press("c");
    desk.sees("Copied: anna@abc-international.example");
    assert_eq!(desk.copied, ["anna@abc-international.example"]);
    assert_eq!(desk.opened.len(), 1, "copying opens nothing");
    desk.press("o<Esc>").does_not_see("Open outside");
}

#[test]
fn the_parcel_of_the_record_under_the_cursor_comes_first() {
    let mut desk = at(En, USUAL, "abc international");
    desk.press("bsSF SF100200 grey board<Ctrl-S><Esc>bsDHL 562729 kraft<Ctrl-S><Esc><Right>");
    desk.press("o").sees("AWB=562729").press("<Esc>j");
    let record = desk.app.record_under_cursor();
    assert!(record.is_some());
    desk.press("o").sees("bill-number/SF100200").press("<Enter>");
    assert!(desk.opened[0].ends_with("bill-number/SF100200"), "{:?}", desk.opened);
}

#[test]
fn links_of_a_row_of_the_business_screen_and_of_the_review() {
    let mut desk = at(En, USUAL, "abc international");
    desk.press("bsDHL 99887766 grey board<Ctrl-S><Esc><Esc>B<Right>");
    while !desk.app.business.selected(&desk.app.ledger).unwrap().deal.detail.contains("99887766") {
        desk.press("<Down>");
    }
    desk.press("o").sees("AWB=99887766").press("<Esc><Esc>");
    desk.press("r<Enter>o").sees("Open outside").press("<Esc>M").sees("Message").press("<Esc>");
}

#[test]
fn who_has_nothing_to_open_or_to_print_is_told_what_to_do() {
    let mut desk = Desk::empty(En, USUAL);
    desk.press("o")
        .sees("No customer is chosen")
        .press("d")
        .sees("No customer")
        .press("M")
        .sees("No customer");
    desk.press("nNova<Ctrl-S>o").sees("Nothing to open").press("d").sees("b writes one down");
    let mut zh = Desk::empty(Zh, USUAL);
    zh.press("nNova<Ctrl-S>o").sees("没有可打开的内容").press("d").sees("按 b 新建");
}

#[test]
fn a_quotation_becomes_a_page_and_its_path_can_be_copied_or_opened() {
    let mut desk = at(En, USUAL, "abc international");
    desk.press("d").sees("Document").sees("in English").sees("not known").sees("[company] name");
    desk.press("<Enter>").sees("Written").sees(".html");
    desk.press("c").sees("Copied:").sees("/documents/ABC-International-");
    let path = desk.copied[0].clone();
    let page = std::fs::read_to_string(&path).unwrap();
    assert!(page.contains("<h1>Quotation</h1>") && page.contains("ABC International"), "{page}");
    desk.press("dl").sees("in Chinese").press("<Enter>").sees("-zh.html").press("<Enter>");
    assert!(std::fs::read_to_string(&desk.opened[0]).unwrap().contains("报价单"));
    // The same again for a chat.
    desk.press("dt").sees("Copied: ").sees("lines");
    assert!(desk.copied[1].contains("FOB SHENZHEN"), "{}", desk.copied[1]);
}

#[test]
fn a_page_becomes_a_pdf_or_stays_a_page_with_the_reason() {
    for (language, missing) in
        [(En, "No PDF: /nowhere/chromium: not found"), (Zh, "未生成 PDF：/nowhere/chromium")]
    {
        let mut desk = at(language, USUAL, "abc international");
        desk.app.settings.pdf_browser = "/nowhere/chromium".into();
        desk.press("d").sees("PDF").press("p").sees(missing).sees(".html").press("c");
        assert!(std::fs::read_to_string(&desk.copied[0]).unwrap().contains("ABC International"));
    }
}

#[test]
fn a_paper_that_is_done_takes_no_keys_from_who_types_meanwhile() {
    use genjin::app::Event;
    use genjin::app::outgoing::{Made, PaperMade};
    let done =
        || Event::PaperMade(Box::new(PaperMade { what: Made::File("/papers/a.pdf".into()), mistake: None }));
    let mut desk = at(En, USUAL, "abc international");
    desk.press("lhalf").happen(done()).sees("Written: /papers/a.pdf").press(" a line").sees("half a line");
    desk.press("<Esc>").happen(done()).sees("Enter opens it").press("<Enter>");
    assert_eq!(desk.opened, ["/papers/a.pdf"]);
}

#[test]
fn a_wrong_template_of_ones_own_is_told_and_the_built_in_one_stands_in() {
    let mut desk = at(En, USUAL, "abc international");
    let templates = desk.folder().join("templates");
    std::fs::create_dir(&templates).unwrap();
    std::fs::write(templates.join("quotation.html"), "<p>\n{{ seler.name }}</p>").unwrap();
    desk.press("d<Enter>").sees("templates/quotation.html, line 2").sees("The built-in template was used");
    std::fs::write(templates.join("quotation.html"), "<p>mine {{ buyer.name }}</p>").unwrap();
    desk.press("<Esc>d<Enter>c");
    assert_eq!(std::fs::read_to_string(&desk.copied[0]).unwrap(), "<p>mine ABC International</p>");
}

#[test]
fn the_message_that_fits_comes_first_and_says_what_it_lacks() {
    let mut desk = at(En, USUAL, "abc international");
    desk.press("bsDHL 562729 kraft sent 25 May arrived 1 June<Ctrl-S><Esc>");
    desk.press("M")
        .sees("answer to their message")
        .sees("sample arrived, asking again")
        .sees("fits today")
        .sees("Dear Anna Schmidt")
        .press("j")
        .sees("1 June 2026");
    desk.press("l").sees("Anna Schmidt，您好").press("l").sees("Dear Anna Schmidt");
    // The demo names no company of ours.
    desk.press("<Down><Down><Up><Up>").does_not_see("not known");
    desk.press(&"k".repeat(20)).press(&"j".repeat(3)).sees("[our_company?]");
    desk.sees("not known: your company's name. Write under [company] in settings.toml: name = ");
    desk.press("<Esc><F2>M")
        .press(&"k".repeat(20))
        .press(&"j".repeat(3))
        .sees("缺少：贵公司名称。请在 settings.toml 的");
}

#[test]
fn a_message_is_logged_only_once_it_was_sent() {
    let mut desk = at(En, USUAL, "abc international");
    let before = desk.app.shown_dossier().unwrap().timeline().len();
    desk.press("Mm").sees("Was it sent?").sees("< e-mail >");
    assert!(
        desk.opened[0].starts_with("mailto:anna@abc-international.example?subject="),
        "{:?}",
        desk.opened
    );
    assert!(desk.opened[0].contains("&body="));
    desk.press("<Esc>").does_not_see("Was it sent?");
    assert_eq!(desk.app.shown_dossier().unwrap().timeline().len(), before);
    desk.press("Mw").sees("< WhatsApp >");
    assert!(desk.opened[1].starts_with("https://wa.me/491713920014?text="));
    desk.press("<Right>").sees("< WeChat >").press("<Left>").sees("< WhatsApp >");
    desk.press("y").sees("WhatsApp  from us  Anna Schmidt").sees("Ctrl-D takes");
    assert_eq!(desk.app.shown_dossier().unwrap().timeline().len(), before);
    desk.press("<Ctrl-D><Enter>").sees("Logged, next ");
    assert_eq!(desk.app.shown_dossier().unwrap().timeline().len(), before + 1);
    desk.press("u").sees("Undone: note");
}

#[test]
fn a_note_that_was_begun_is_not_lost_over_a_message() {
    let mut desk = at(En, USUAL, "abc international");
    desk.press("lhalf a sentence<Esc>Mcy")
        .sees("half a sentence answer to their message: Your questions")
        .press("<Esc>");
    let mut desk = at(En, USUAL, "abc international");
    desk.press("Mc");
    assert!(desk.copied[0].starts_with("Dear Anna Schmidt"), "{:?}", desk.copied);
}

#[test]
fn who_cannot_be_written_to_is_said_and_the_text_stays() {
    let mut desk = Desk::empty(En, USUAL);
    desk.press("nNova<Ctrl-S>Mm").sees("No e-mail address on the card").sees("Message");
    desk.press("w").sees("No WhatsApp address").press("c").sees("Was it sent?");
}

#[test]
fn they_look_as_they_did() {
    for (language, name) in [(En, "en"), (Zh, "zh")] {
        for (size, label) in [((80, 24), "80x24"), (USUAL, "120x36"), ((200, 50), "200x50")] {
            let look = |screen: &str, keys: &str| {
                let mut desk = at(language, size, "dar al oud");
                desk.press(keys);
                let name = format!("outgoing-{screen}-{label}-{name}");
                insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
                    insta::assert_snapshot!(name, desk.screen());
                });
            };
            look("links", "o");
            look("papers", "d");
            look("message", "M");
            look("sent", "Mc");
        }
    }
}

#[test]
fn what_is_shown_of_an_erased_customer_goes_with_it() {
    let mut desk = at(En, USUAL, "abc international");
    let id = desk.app.shown().unwrap();
    desk.press("M").sees("Anna Schmidt");
    desk.happen(genjin::app::Event::Erased(id)).does_not_see("Anna Schmidt").sees("is erased");
}

#[test]
fn what_cannot_be_opened_is_copied_by_c() {
    use genjin::app::outgoing::{NotOpened, OpenTrouble};
    let fail = |desk: &mut Desk| {
        let target = desk.opened.last().unwrap().clone();
        desk.happen(Event::NotOpened(NotOpened { target, trouble: OpenTrouble::NoDesktop }));
    };
    for (language, asked, unopened, told, copied) in [
        (En, "Was it sent?", "Nothing could be opened here", "No desktop to open it on", "Copied"),
        (Zh, "发出去了吗？", "这里无法打开任何程序", "这里没有桌面", "已复制"),
    ] {
        let mut desk = at(language, (80, 24), "abc international");
        desk.press("M<Enter>").sees(asked).does_not_see(unopened);
        fail(&mut desk);
        desk.sees(asked).sees(unopened).sees(told).press("c").sees(copied).sees(asked);
        assert!(desk.copied[0].contains("Anna"), "{:?}", desk.copied);
        desk.press("<Esc>o<Enter>");
        fail(&mut desk);
        desk.sees(told).sees("https://wa.me/491713920014").press("c").sees(copied);
        assert_eq!(desk.copied[1], "https://wa.me/491713920014");
        assert!(desk.app.calls.is_empty());
    }
}
