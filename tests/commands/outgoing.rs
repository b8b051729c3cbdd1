//! Documents and messages from the shell, with the company of the settings and templates of one's own.

use crate::program::{Done, Folder};

const SETTINGS: &str = "[company]\nname = \"Nova Packaging Co., Ltd.\"\nname_zh = \"诺瓦包装\"\naddress = \"Longhua, Shenzhen\"\n\
person = \"Mei Lin\"\nlogo = \"logo.png\"\n[[bank]]\nbank = \"Bank of China\"\naccount = \"7700 1\"\nswift = \"BKCHCNBJ\"\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.genjin(&["add", "A & B GmbH", "--country", "DE", "--contact", "Anna Schmidt"]).succeeded();
    std::fs::write(folder.data().join("settings.toml"), SETTINGS).unwrap();
    std::fs::write(folder.data().join("logo.png"), [1, 2, 3]).unwrap();
    let done = folder.genjin(&["quote", "A & B", "gift box FOB SHENZHEN USD 0.0865/pc MOQ 5000 valid 30d"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    folder
}

fn read(done: Done) -> String {
    std::fs::read_to_string(done.succeeded().trim()).unwrap()
}

#[test]
fn a_quotation_is_one_file_that_needs_nothing_else() {
    let folder = folder();
    let page = read(folder.genjin(&["document", "A & B", "quotation"]));
    for text in [
        "A &amp; B GmbH",
        "USD 0.0865 / pc",
        "Nova Packaging Co., Ltd.",
        "data:image/png;base64,AQID",
        "5 July 2026",
    ] {
        assert!(page.contains(text), "{text} is not in\n{page}");
    }
    let page = read(folder.genjin(&["document", "A & B", "quotation", "--lang", "zh"]));
    assert!(page.contains("诺瓦包装") && page.contains("2026年7月5日") && page.contains("德国"), "{page}");
    let file = folder.beside("my quotation.html");
    let page =
        read(folder.genjin(&["document", "A & B", "quotation", "--html", &file.display().to_string()]));
    assert!(file.is_file() && page.contains("gift box"));
    let printed = folder.genjin(&["document", "A & B", "quotation", "--html", "-"]).succeeded();
    assert_eq!(printed, page);
    assert!(!std::path::Path::new("-").exists());
}

#[test]
fn an_invoice_says_how_to_pay_in_the_text_for_a_chat() {
    let folder = folder();
    let done = folder.genjin(&["document", "A & B", "pi"]);
    assert_eq!((done.code, done.out.as_str()), (Some(1), ""));
    assert!(done.err.contains("no PI yet") && done.err.contains("genjin pi"), "{}", done.err);
    assert_eq!(folder.genjin(&["pi", "A & B", "30/70 BL"]).code, Some(0));
    let text = folder.genjin(&["document", "A & B", "pi", "--text"]).succeeded();
    for part in [
        "PI20260605-A",
        "5,000 pc x USD 0.0865",
        "USD 432.50",
        "30% T/T with the order",
        "7700 1",
        "BKCHCNBJ",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let done = folder.genjin(&["document", "A & B", "pi", "--record", "PI9", "--lang", "zh"]);
    assert!(done.code == Some(1) && done.err.contains("没有这条记录"), "{}", done.err);
    let done = folder.genjin(&["document", "A & B", "order"]);
    assert!(done.code == Some(2) && done.err.contains("one of quotation, pi"), "{}", done.err);
}

#[test]
fn what_is_missing_and_what_cannot_be_used_is_told_beside_the_paper() {
    let folder = folder();
    std::fs::write(folder.data().join("settings.toml"), "[company]\nlogo = \"gone.png\"\n").unwrap();
    std::fs::create_dir(folder.data().join("templates")).unwrap();
    std::fs::write(folder.data().join("templates/quotation.txt"), "x\n{{ nobody.name }}").unwrap();
    let done = folder.genjin(&["document", "A & B", "quotation", "--text"]);
    assert_eq!(done.code, Some(0));
    assert!(done.out.contains("USD 0.0865/pc"), "{}", done.out);
    for part in [
        "not known: your company's name",
        "templates/quotation.txt, line 2",
        "The built-in template was used",
    ] {
        assert!(done.err.contains(part), "{part} is not in\n{}", done.err);
    }
    std::fs::remove_file(folder.data().join("templates/quotation.txt")).unwrap();
    let done = folder.genjin(&["document", "A & B", "quotation"]);
    assert!(done.err.contains("The logo gone.png of settings.toml was left out"), "{}", done.err);
    let done = folder.genjin(&["document", "A & B", "quotation", "--html", "/nowhere/at/all.html"]);
    assert!(done.code == Some(1) && done.err.contains("could not be written"), "{}", done.err);
}

/// A program that makes a PDF of a page as a browser does, or what the script says instead.
#[cfg(unix)]
fn browser(folder: &Folder, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    let program = folder.beside("browser");
    let text = format!(
        "#!/bin/sh\nfor it; do case \"$it\" in --print-to-pdf=*) out=\"${{it#*=}}\";; file://*) page=\"${{it#file://}}\";; esac; done\n{script}\n"
    );
    std::fs::write(&program, text).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let settings = format!("pdf_browser = \"{}\"\n{SETTINGS}", program.display());
    std::fs::write(folder.data().join("settings.toml"), settings).unwrap();
}

#[cfg(unix)]
const PRINTS: &str = "{ printf '%%PDF-1.4\\n'; cat \"$page\"; } > \"$out\"";

#[cfg(unix)]
#[test]
fn a_pdf_lies_beside_its_page_or_where_it_was_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    browser(&folder, PRINTS);
    let first = folder.genjin(&["document", "A & B", "quotation", "--pdf"]).succeeded();
    let file = std::path::Path::new(first.trim());
    assert_eq!(file.extension().unwrap(), "pdf");
    let pdf = std::fs::read_to_string(file).unwrap();
    assert!(pdf.starts_with("%PDF-1.4") && pdf.contains("USD 0.0865 / pc"), "{pdf}");
    assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(file.with_extension("html").is_file());
    assert_eq!(
        folder.genjin(&["document", "A & B", "quotation", "--pdf"]).succeeded(),
        first,
        "the same paper"
    );
    let own = folder.beside("offer.pdf");
    let asked = format!("--pdf={}", own.display());
    let told = folder.genjin(&["document", "A & B", "quotation", "--lang", "zh", &asked]).succeeded();
    assert_eq!(told.trim(), own.display().to_string());
    assert!(std::fs::read_to_string(&own).unwrap().contains("报价单"));
    assert_eq!(folder.genjin(&["document", "A & B", "pi", "--text", "--pdf"]).code, Some(2));
    let piped = folder.genjin(&["document", "A & B", "quotation", "--pdf=-"]).succeeded();
    assert!(piped.starts_with("%PDF-1.4") && piped.contains("USD 0.0865 / pc"), "{piped}");
    assert!(!std::path::Path::new("-").exists());
}

#[cfg(unix)]
#[test]
fn without_a_pdf_the_page_is_kept_and_it_is_said_what_to_do() {
    let folder = folder();
    let page = |err: &str| {
        let path = err.trim().rsplit(' ').next().unwrap().to_owned();
        std::fs::read_to_string(path).unwrap().contains("USD 0.0865 / pc")
    };
    // A PATH without any browser.
    let mut command = folder.command(&["document", "A & B", "quotation", "--pdf"]);
    let done = Done::of(command.env("PATH", folder.beside("nothing")));
    assert_eq!((done.code, done.out.as_str()), (Some(1), ""));
    assert!(done.err.contains("Install Chromium, Chrome or Edge") && page(&done.err), "{}", done.err);
    browser(&folder, "echo 'No usable sandbox!' >&2; exit 7");
    let done = folder.genjin(&["document", "A & B", "quotation", "--pdf"]);
    assert!(done.err.contains("exit status: 7, No usable sandbox!") && page(&done.err), "{}", done.err);
    browser(&folder, "echo no PDF > \"$out\"");
    let done = folder.genjin(&["document", "A & B", "quotation", "--pdf", "--lang", "zh"]);
    assert!(done.code == Some(1) && done.err.contains("未生成 PDF"), "{}", done.err);
    let folders = std::fs::read_dir(folder.data().join("documents")).unwrap();
    let made: Vec<_> = folders.flat_map(|it| std::fs::read_dir(it.unwrap().path()).unwrap()).collect();
    assert!(!made.is_empty() && made.into_iter().all(|it| it.unwrap().path().extension().unwrap() == "html"));
}

#[test]
fn the_papers_of_an_erased_customer_go_and_those_of_another_stay() {
    let folder = folder();
    let quote = ["quote", "Stays", "FOB SHENZHEN USD 0.86/pc MOQ 5000"];
    folder.genjin(&["add", "Stays"]).succeeded();
    assert_eq!(folder.genjin(&quote).code, Some(0));
    let paper = |name: &str| folder.genjin(&["document", name, "quotation"]).out.trim().to_owned();
    let (gone, kept) = (paper("A & B"), paper("Stays"));
    let done = folder.genjin(&["erase", "A & B", "--yes"]);
    assert!(done.code == Some(0) && done.err.contains("documents"), "{}", done.err);
    let parent = |path: &str| std::path::Path::new(path).parent().unwrap().to_owned();
    assert!(!parent(&gone).exists() && std::path::Path::new(&kept).exists(), "{gone} {kept}");
}

#[test]
fn a_message_is_filled_in_and_the_best_one_comes_first() {
    let folder = folder();
    let sample = ["sample", "A & B", "DHL 562729 grey board sent 27 May arrived 1 June"];
    assert_eq!(folder.genjin(&sample).code, Some(0));
    let list = folder.genjin(&["message", "A & B", "--list"]).succeeded();
    assert!(list.starts_with("sample_arrived_7") && list.contains("(fits today)"), "{list}");
    let text = folder.genjin(&["message", "A & B"]).succeeded();
    assert!(text.starts_with("subject: The sample: grey board\n\nDear Anna Schmidt"), "{text}");
    let text = folder.genjin(&["message", "A & B", "--template", "sample_sent", "--lang", "zh"]).succeeded();
    assert!(text.contains("主题：样品已寄出：DHL 562729") && text.contains("AWB=562729"), "{text}");
    let done = folder.genjin(&["message", "A & B", "--template", "balance_due"]);
    assert_eq!((done.code, done.err.as_str()), (Some(0), "not known: balance, order\n"));
    assert!(done.out.contains("[balance?]"), "{}", done.out);
    let new = Folder::with_daily_table();
    let said = |lang: &str| new.genjin(&["message", "ABC Ltd.", "--template", "reorder", "--lang", lang]).err;
    assert!(said("en").contains("product (e on the card)"), "{}", said("en"));
    assert!(said("zh").contains("product（在客户卡上按 e）"), "{}", said("zh"));
    let done = folder.genjin(&["message", "A & B", "--template", "nothing"]);
    assert!(
        done.code == Some(1) && done.err.contains("one of ") && done.err.contains("festival"),
        "{}",
        done.err
    );
}

#[test]
fn messages_of_ones_own_stand_over_the_built_in_ones() {
    let folder = folder();
    std::fs::create_dir(folder.data().join("templates")).unwrap();
    let file = folder.data().join("templates/messages.toml");
    let own = "[[message]]\nid = \"catalogue\"\nname = { zh = \"目录\", en = \"catalogue\" }\nwhen = { country = \"DE\" }\n\
               [message.de]\nsubject = \"Katalog\"\nbody = \"Guten Tag {{ name }}\"\n\
               [[message]]\nid = \"festival\"\noff = true\n";
    std::fs::write(&file, own).unwrap();
    let text = folder.genjin(&["message", "A & B"]).succeeded();
    assert_eq!(text, "subject: Katalog\n\nGuten Tag Anna Schmidt\n");
    assert!(!folder.genjin(&["message", "A & B", "--list"]).succeeded().contains("festival"));

    let wrong = "[[message]]\nid = \"a\"\nname = { zh = \"甲\", en = \"A\" }\nwhen = { clas = \"hot\" }\n\
                 [message.en]\nbody = \"\"\"\nDear {{ nme }}\n\"\"\"\n[message.xx]\nbody = \"x\"\n";
    std::fs::write(&file, wrong).unwrap();
    let done = folder.genjin(&["message", "A & B"]);
    assert_eq!(done.code, Some(0));
    for part in [
        "line 4",
        "did you mean `class`?",
        "line 7",
        "`nme`",
        "did you mean `name`?",
        "line 9",
        "The last good templates/messages.toml is used",
    ] {
        assert!(done.err.contains(part), "{part} is not in\n{}", done.err);
    }
}

#[test]
fn the_demo_has_a_seller_whose_papers_lack_nothing() {
    let folder = Folder::new();
    let run = |args: &[&str]| Done::of(folder.command(args).env_remove("GENJIN_DATA")).succeeded();
    let text = run(&["document", "ABC International", "quotation", "--text", "--demo"]);
    assert!(text.contains("FOB SHENZHEN") && text.contains("Mei Lin"), "{text}");
    let text = run(&["message", "Dar Al Oud", "--template", "pi_sent", "--demo"]);
    assert!(text.contains("PI20260527-A") && text.contains("Lin Packaging"), "{text}");
}
