//! Lines in both languages, seen from Friday 5 June 2026, 9 o'clock.

mod calls;

use super::*;
use crate::domain::stage::DEFAULT_STAGES;
use proptest::prelude::*;
use std::fmt::Write;
use time::macros::{date, time};
use time::{Date, Time};
use uuid::Uuid;

/// What the tests know: the stages that come with the program, and six people of whom two share a name.
struct World {
    stages: Stages,
    contacts: Vec<Contact>,
}

impl World {
    fn new() -> Self {
        let names = ["Anna Schmidt", "Peter Müller", "Anne Dupont", "张伟 (Wei)", "Kim", "Kim"];
        let contacts =
            names.iter().zip(1..).map(|(name, id)| Contact::new(ContactId(Uuid::from_u128(id)), *name));
        Self { stages: Stages::parse(DEFAULT_STAGES).unwrap(), contacts: contacts.collect() }
    }

    fn context(&self) -> LogContext<'_> {
        let now = Moment::at(date!(2026 - 06 - 05), time!(09:00), 480);
        LogContext { now, stages: &self.stages, contacts: &self.contacts }
    }

    /// A reading on one line, absent parts left out.
    fn shown(&self, reading: &LogReading) -> String {
        let when = |when: When| match when.time {
            Some(time) => format!("{} {:02}:{:02}", when.date, time.hour(), time.minute()),
            None => when.date.to_string(),
        };
        let name = |id| self.contacts.iter().find(|contact| contact.id == id).unwrap().name.clone();
        let mut out = String::new();
        let mut part = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                write!(out, "{name}={value}; ").unwrap();
            }
        };
        part("channel", reading.channel.map(|it| it.id().to_owned()));
        part("direction", reading.direction.map(|it| it.id().to_owned()));
        part("text", Some(reading.summary.clone()));
        part("stage", reading.stage.as_ref().map(|it| it.as_str().to_owned()));
        part("contact", reading.contact.map(name));
        part("at", reading.happened.map(when));
        part("next", reading.next.map(when));
        part("action", Some(reading.next_action.clone()));
        part("goal", Some(reading.goal.clone()));
        for problem in &reading.problems {
            part("problem", Some(format!("{problem:?}")));
        }
        out.trim_end_matches("; ").to_owned()
    }
}

/// Each line reads as expected; and, where it was understood, so does the line written from its reading.
fn check(cases: &[(&str, &str)]) {
    let world = World::new();
    for (line, expected) in cases {
        let reading = read_log(line, world.context());
        assert_eq!(world.shown(&reading), *expected, "{line:?}");
        let written = write_log(&reading, world.context());
        let again = read_log(&written, world.context());
        assert_eq!(again, LogReading { problems: Vec::new(), ..reading }, "{line:?} written as {written:?}");
    }
}

#[test]
fn a_whole_entry_in_one_line() {
    check(&[
        (
            "wa asked CIF Lagos 5k pcs #quoted @anna >+2d send CIF offer",
            "channel=whatsapp; text=asked CIF Lagos 5k pcs; stage=quoted; contact=Anna Schmidt; next=2026-06-07; action=send CIF offer",
        ),
        (
            "微信 确认样品颜色 #样品确认 >周五 寄样DHL",
            "channel=wechat; text=确认样品颜色; stage=sample_confirmed; next=2026-06-12; action=寄样DHL",
        ),
        (
            "call < wants a discount ~yesterday 14:30 #neg => close at 0.82 >mon 10:00 call back",
            "channel=phone; direction=in; text=wants a discount; stage=negotiating; at=2026-06-04 14:30; next=2026-06-08 10:00; action=call back; goal=close at 0.82",
        ),
        (
            "邮件 发 报价单 ＃已报价 ＠张伟 ～昨天 》明天下午3点 打电话催单 目标：拿下试单",
            "channel=email; direction=out; text=报价单; stage=quoted; contact=张伟 (Wei); at=2026-06-04; next=2026-06-06 15:00; action=打电话催单; goal=拿下试单",
        ),
        ("", ""),
        ("   ", ""),
        ("just a note", "text=just a note"),
    ]);
}

#[test]
fn the_first_word_may_be_a_channel() {
    for (words, channel) in [
        ("email mail em e-mail E-Mail 邮件 邮箱", "email"),
        ("wa WhatsApp ＷＡ", "whatsapp"),
        ("ph phone call tel 电话", "phone"),
        ("vid video zoom 视频", "video"),
        ("wc wx wechat 微信", "wechat"),
        ("li linkedin 领英", "linkedin"),
        ("sk skype", "skype"),
        ("meet meeting visit 拜访 见面 会面", "meeting"),
        ("fair 展会", "fair"),
        ("other 其他", "other"),
    ] {
        for word in words.split(' ') {
            check(&[
                (&format!("{word} hello"), &format!("channel={channel}; text=hello")),
                (&format!("{word}: hello"), &format!("channel={channel}; text=hello")),
                (&format!("{word}：hello"), &format!("channel={channel}; text=hello")),
                (word, &format!("channel={channel}")),
                (&format!("hello {word}"), &format!("text=hello {word}")),
            ]);
        }
    }
    check(&[
        ("微信确认颜色", "text=微信确认颜色"),
        ("warm lead", "text=warm lead"),
        (r"\call him", "text=call him"),
    ]);
}

#[test]
fn a_direction_counts_only_behind_a_channel() {
    check(&[
        ("wa < asked", "channel=whatsapp; direction=in; text=asked"),
        ("wa< asked", "channel=whatsapp; direction=in; text=asked"),
        ("wa <asked", "channel=whatsapp; direction=in; text=asked"),
        ("wa ＜ asked", "channel=whatsapp; direction=in; text=asked"),
        ("微信 《 问价", "channel=wechat; direction=in; text=问价"),
        ("微信 来 问价", "channel=wechat; direction=in; text=问价"),
        ("微信来 问价", "channel=wechat; direction=in; text=问价"),
        ("微信：来 问价", "channel=wechat; direction=in; text=问价"),
        ("mail in asked", "channel=email; direction=in; text=asked"),
        ("mail out offer", "channel=email; direction=out; text=offer"),
        ("邮件 去 报价", "channel=email; direction=out; text=报价"),
        ("邮件发 报价", "channel=email; direction=out; text=报价"),
        ("< asked for price", "direction=in; text=asked for price"),
        ("<asked for price", "direction=in; text=asked for price"),
        ("asked in detail", "text=asked in detail"),
        ("mail asked in detail", "channel=email; text=asked in detail"),
        ("in detail", "text=in detail"),
        ("meeting in Lagos", "channel=meeting; text=in Lagos"),
        ("meeting < asked", "channel=meeting; direction=in; text=asked"),
        ("wa <5k pcs", "channel=whatsapp; text=<5k pcs"),
        ("《合同》已发", "text=《合同》已发"),
        ("微信 《合同》已发", "channel=wechat; text=《合同》已发"),
        ("wa > call", "channel=whatsapp; action=call"),
        (r"wa \in stock", "channel=whatsapp; text=in stock"),
    ]);
}

#[test]
fn stages_are_found_by_one_word_or_their_whole_name() {
    check(&[
        ("a #quoted b", "text=a b; stage=quoted"),
        ("#quoted", "stage=quoted"),
        ("#sample confirmed, then b", "text=then b; stage=sample_confirmed"),
        ("a #First interest > send it", "text=a; stage=first_interest; action=send it"),
        ("a #awaiting sample feedback", "text=a; stage=awaiting_feedback"),
        ("a #已发 PI b", "text=a b; stage=pi_sent"),
        ("a #Sample_Confirmed", "text=a; stage=sample_confirmed"),
        ("a #sample-confirmed", "text=a; stage=sample_confirmed"),
        ("a #pisent", "text=a; stage=pi_sent"),
        ("a #已发PI", "text=a; stage=pi_sent"),
        ("a #quoted, then b", "text=a then b; stage=quoted"),
        ("报了价 #已报价。", "text=报了价; stage=quoted"),
        ("a #quoted #won", "text=a; stage=won"),
        ("carton #12 broken", "text=carton #12 broken"),
        ("cartons #12, #13", "text=cartons #12, #13"),
        ("item #12-A", "text=item #12-A"),
        ("no # 5", "text=no # 5"),
        ("C# code", "text=C# code"),
        ("a #nonsense b", "text=a #nonsense b; problem=UnknownStage(\"nonsense\")"),
        ("a #won #nonsense", "text=a #nonsense; stage=won; problem=UnknownStage(\"nonsense\")"),
        (r"a \#quoted b", "text=a #quoted b"),
        (r"a \\#quoted b", r"text=a \#quoted b"),
    ]);
}

#[test]
fn people_are_found_by_the_beginning_of_a_name() {
    check(&[
        ("a @anna b", "text=a b; contact=Anna Schmidt"),
        ("a @SCHM", "text=a; contact=Anna Schmidt"),
        ("a @anna_schmidt", "text=a; contact=Anna Schmidt"),
        ("a @annaschmidt", "text=a; contact=Anna Schmidt"),
        ("a @müller, b", "text=a b; contact=Peter Müller"),
        ("a ＠wei", "text=a; contact=张伟 (Wei)"),
        ("a @伟", "text=a; contact=张伟 (Wei)"),
        ("a @anna @peter", "text=a; contact=Peter Müller"),
        ("a @ann b", "text=a @ann b; problem=AmbiguousContact(\"ann\")"),
        ("a @kim", "text=a @kim; problem=AmbiguousContact(\"kim\")"),
        ("a @#6", "text=a; contact=Kim"),
        ("a @bob b", "text=a @bob b; problem=UnknownContact(\"bob\")"),
        ("a @#9", "text=a @#9; problem=UnknownContact(\"#9\")"),
        ("write to anna@x.com", "text=write to anna@x.com"),
        ("5k pcs @0.86", "text=5k pcs @0.86"),
        ("5k pcs @ $0.86", "text=5k pcs @ $0.86"),
        ("5k pcs @$0.86", "text=5k pcs @$0.86"),
    ]);
}

#[test]
fn when_it_happened_lies_in_the_past() {
    check(&[
        ("wa ~yesterday asked", "channel=whatsapp; text=asked; at=2026-06-04"),
        ("wa asked ~-2d", "channel=whatsapp; text=asked; at=2026-06-03"),
        ("微信 ~昨天 问价", "channel=wechat; text=问价; at=2026-06-04"),
        ("微信 ～昨天问价", "channel=wechat; text=问价; at=2026-06-04"),
        ("wa ~6.3 14:30 asked", "channel=whatsapp; text=asked; at=2026-06-03 14:30"),
        ("wa ~6.20", "channel=whatsapp; at=2025-06-20"),
        ("wa ~fri", "channel=whatsapp; at=2026-05-29"),
        ("wa ~8:30", "channel=whatsapp; at=2026-06-05 08:30"),
        ("wa ~9:00", "channel=whatsapp; at=2026-06-05 09:00"),
        ("wa ~14:30", "channel=whatsapp; at=2026-06-04 14:30"),
        ("wa ~mon ~tue", "channel=whatsapp; at=2026-06-02; problem=SecondHappenedDate(\"tue\")"),
        ("wants ~500 pcs", "text=wants ~500 pcs"),
        ("lead time ~20 days", "text=lead time ~20 days"),
        ("lead time ~20d", "text=lead time ~20d"),
        ("交期 ~两周", "text=交期 ~两周"),
        ("about ~ 5", "text=about ~ 5"),
        ("a ~yestrday", "text=a ~yestrday; problem=BadHappenedDate(\"yestrday\", Unknown)"),
        ("a ~6.31 b", "text=a ~6.31 b; problem=BadHappenedDate(\"6.31\", NoSuchDay)"),
        (r"a \~fri", "text=a ~fri"),
    ]);
}

#[test]
fn the_next_step_has_a_date_an_action_or_both() {
    check(&[
        ("a >fri", "text=a; next=2026-06-12"),
        ("a > fri call", "text=a; next=2026-06-12; action=call"),
        ("a >6.20 寄样", "text=a; next=2026-06-20; action=寄样"),
        ("a ＞6月20日寄样", "text=a; next=2026-06-20; action=寄样"),
        ("a >fri, send DHL", "text=a; next=2026-06-12; action=send DHL"),
        ("a > call again", "text=a; action=call again"),
        ("a >call again", "text=a; action=call again"),
        ("a >寄样", "text=a; action=寄样"),
        ("a >9:30 call", "text=a; next=2026-06-05 09:30; action=call"),
        ("a >8:30 call", "text=a; next=2026-06-06 08:30; action=call"),
        ("a >fri call #won", "text=a; stage=won; next=2026-06-12; action=call"),
        ("a >fri call #won b", "text=a b; stage=won; next=2026-06-12; action=call"),
        (
            "a >fri call >mon mail",
            "text=a call; next=2026-06-08; action=mail; problem=SecondNextDate(\"mon\")",
        ),
        (
            "a >fri call #won > again",
            "text=a call; stage=won; action=again; problem=SecondNextDate(\"again\")",
        ),
        ("a ~yesterday ~mon", "text=a; at=2026-06-01; problem=SecondHappenedDate(\"mon\")"),
        ("a >fri call >", "text=a; next=2026-06-12; action=call >"),
        ("a >", "text=a"),
        (
            "a >fri call #nonsense now",
            "text=a; next=2026-06-12; action=call #nonsense now; problem=UnknownStage(\"nonsense\")",
        ),
        ("a >+3x call", "text=a; action=+3x call; problem=BadNextDate(\"+3x\", Unknown)"),
        ("a >6.31 send", "text=a; action=6.31 send; problem=BadNextDate(\"6.31\", NoSuchDay)"),
        ("a >6/20-25 fair", "text=a; action=6/20-25 fair; problem=BadNextDate(\"6/20-25\", Unknown)"),
        (r"a >\Friday prices", "text=a; action=Friday prices"),
        (r"a >fri \3pm slot", "text=a; next=2026-06-12; action=3pm slot"),
    ]);
}

#[test]
fn a_marker_may_stand_right_behind_a_chinese_mark() {
    check(&[
        ("微信 报价已发。>三天后 催单", "channel=wechat; text=报价已发。; next=2026-06-08; action=催单"),
        ("确认颜色，>周五 寄样，目标：拿单", "text=确认颜色，; next=2026-06-12; action=寄样，; goal=拿单"),
        (
            "已报价，#已报价，@张伟 谈价；～昨天",
            "text=已报价， 谈价；; stage=quoted; contact=张伟 (Wei); at=2026-06-04",
        ),
        ("看了《你好。》再说", "text=看了《你好。》再说"),
        ("价格，>500 件、>=5 箱，@0.86，#12", "text=价格，>500 件、>=5 箱，@0.86，#12"),
        (r"写明，\>三天后", "text=写明，>三天后"),
        (r"路径，\x", r"text=路径，\x"),
        ("价格a>三天后", "text=价格a>三天后"),
    ]);
}

#[test]
fn a_call_that_nobody_took_says_so_first() {
    check(&[
        (
            "phone no answer >fri again",
            "channel=phone; direction=no_answer; text=no answer; next=2026-06-12; action=again",
        ),
        ("phone> No answer, twice", "channel=phone; direction=no_answer; text=No answer, twice"),
        ("电话 没接", "channel=phone; direction=no_answer; text=没接"),
        ("电话未接通", "channel=phone; direction=no_answer; text=电话未接通"),
        ("电话：无人接听", "channel=phone; direction=no_answer; text=无人接听"),
        ("video voicemail", "channel=video; direction=no_answer; text=voicemail"),
        ("phone unanswered", "channel=phone; direction=no_answer; text=unanswered"),
        ("phone unanswered: try the mobile", "channel=phone; direction=no_answer; text=try the mobile"),
        ("phone no answers needed", "channel=phone; text=no answers needed"),
        ("phone out no answer needed", "channel=phone; direction=out; text=no answer needed"),
        (r"phone \no answer needed", "channel=phone; text=no answer needed"),
        ("wa no answer so far", "channel=whatsapp; text=no answer so far"),
        ("mail unanswered points", "channel=email; text=unanswered points"),
    ]);
}

#[test]
fn a_sign_between_amounts_is_text() {
    check(&[
        ("needs >500 pcs", "text=needs >500 pcs"),
        ("needs >=500 pcs", "text=needs >=500 pcs"),
        ("margin > 5%", "text=margin > 5%"),
        ("price > $0.86", "text=price > $0.86"),
        ("price > 0.86", "text=price > 0.86"),
        ("delivery > 3 weeks", "text=delivery > 3 weeks"),
        ("a >_< b", "text=a >_< b"),
        ("A->B a>b", "text=A->B a>b"),
        ("x > move A > B", "text=x; action=move A > B"),
        (r"A \> B", "text=A > B"),
    ]);
}

#[test]
fn a_goal_runs_to_the_next_marker() {
    check(&[
        ("a => win the order", "text=a; goal=win the order"),
        ("a =>win", "text=a; goal=win"),
        ("a ＝＞拿单", "text=a; goal=拿单"),
        ("a 目标:拿单", "text=a; goal=拿单"),
        ("a Goal: win @anna", "text=a; contact=Anna Schmidt; goal=win"),
        ("a => one => two", "text=a; goal=two"),
        ("a => one =>", "text=a; goal=one"),
        ("a => win >fri call", "text=a; next=2026-06-12; action=call; goal=win"),
        ("客户目标:5k", "text=客户目标:5k"),
        (r"a \=> b", "text=a => b"),
    ]);
}

#[test]
fn text_keeps_its_own_marks() {
    check(&[
        ("客户问：“多少钱？”，《合同》－＃ ok", "text=客户问：“多少钱？”，《合同》－＃ ok"),
        ("two  spaces　kept", "text=two  spaces　kept"),
        (r"path \\server\share", r"text=path \\server\share"),
        ("multi #won  gaps", "text=multi gaps; stage=won"),
    ]);
}

#[test]
fn a_written_line_speaks_the_language_of_its_text() {
    let world = World::new();
    let written = |line: &str| write_log(&read_log(line, world.context()), world.context());
    assert_eq!(
        written("mail out 报价 @伟 #quoted >周五 催单"),
        "邮件 发 报价 #已报价 @张伟 >2026-06-12 催单"
    );
    assert_eq!(written("电话 < price? #已发PI @schm"), "phone < price? #pi_sent @Anna");
    let broken = LogReading { summary: "two\nlines".into(), ..LogReading::default() };
    assert_eq!(write_log(&broken, world.context()), "two lines");
}

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(vec![
            "asked", "CIF", "5k", "pcs", "问价", "确认，颜色", "wa", "call", "in", "out", "来", "发", "<", "《", "<x", ">", ">5", ">fri",
            ">x", "> ", "fri", "+2d", "6.20", "6.31", "3pm", "15:00", "0.86", "=>", "=", "=5", "goal:", "目标：x", "#won", "#12", "#x",
            "@anna", "@0.8", "@x", "~fri", "~5", "~x", "＃won", "～昨天", "》", "\\", "\\\\", "\\#won", "\\wa", "\\fri", "\\>", "wa:x",
            "wa<", "微信来", "打电话", "电话没人接", "客户没接", "收到邮件", "no answer", "未接", "没接", "phone>", "好。>fri", "好，#won", "，\\>fri", "unanswered", "，", ",", ":", "2026", "pcs.", "、", "days", "-", "次日", "前",
        ]).prop_map(str::to_owned),
        1 => "[^\\s\\p{C}]{1,6}",
    ];
    prop::collection::vec(word, 0..6).prop_map(|words| words.join(" ").trim().to_owned())
}

fn any_when() -> impl Strategy<Value = When> {
    let day = (0..109_572_i32)
        .prop_map(|day| Date::from_julian_day(date!(1900 - 01 - 01).to_julian_day() + day).unwrap());
    let clock = prop::option::of((0..24_u8, 0..60_u8, prop_oneof![Just(0), 0..60_u8]));
    (day, clock).prop_map(|(date, clock)| When {
        date,
        time: clock.map(|(hour, minute, second)| Time::from_hms(hour, minute, second).unwrap()),
    })
}

prop_compose! {
    fn any_reading()(
        channel in prop::option::of(prop::sample::select(Channel::ALL)),
        direction in prop::option::of(prop::sample::select(Direction::ALL)),
        stage in prop::option::of(0..14_usize),
        contact in prop::option::of(1..=6_u128),
        happened in prop::option::of(any_when()),
        next in prop::option::of(any_when()),
        summary in words(),
        next_action in words(),
        goal in words(),
    ) -> LogReading {
        let stages = Stages::parse(DEFAULT_STAGES).unwrap();
        LogReading {
            channel,
            // Without a channel a line cannot say that we spoke, and nobody leaves a mail unanswered that way.
            // A call that nobody took has at least the word for it as its text.
            direction: direction.filter(|it| match (channel, it) {
                (_, Direction::In) => true,
                // Whoever writes a line knows who spoke.
                (_, Direction::Unknown) => false,
                (Some(channel), Direction::NoAnswer) => head::is_call(channel) && !summary.is_empty(),
                (channel, _) => channel.is_some(),
            }),
            stage: stage.and_then(|place| stages.iter().nth(place)).map(|stage| stage.id.clone()),
            contact: contact.map(|id| ContactId(Uuid::from_u128(id))),
            happened, next, summary, next_action, goal,
            problems: Vec::new(),
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_the_same(reading in any_reading()) {
        let world = World::new();
        let line = write_log(&reading, world.context());
        prop_assert_eq!(read_log(&line, world.context()), reading, "{}", line);
    }

    #[test]
    fn every_line_has_a_reading(line in "\\PC{0,60}", marks in words()) {
        let world = World::new();
        for line in [line, marks] {
            let reading = read_log(&line, world.context());
            let written = write_log(&reading, world.context());
            let again = read_log(&written, world.context());
            prop_assert_eq!(again, LogReading { problems: Vec::new(), ..reading }, "{:?} {:?}", line, written);
        }
    }

    #[test]
    fn text_without_marks_is_kept_whole(line in "[a-hj-z0-9，。！\u{4e00}-\u{5000}]{1,8}( [a-z0-9，。\u{4e00}-\u{5000}]{1,8}){0,6}") {
        let world = World::new();
        let reading = read_log(&format!("fair {line}"), world.context());
        prop_assume!(reading.direction.is_none());
        prop_assert_eq!(reading, LogReading { channel: Some(Channel::Fair), summary: line, ..LogReading::default() });
    }
}

#[test]
fn a_channel_that_is_not_known_is_told_and_its_direction_counts() {
    check(&[
        (
            "阿里< 还在等回复",
            "channel=other; direction=in; text=阿里< 还在等回复; problem=UnknownChannel(\"阿里\")",
        ),
        (
            "fax<they sent the order",
            "channel=other; direction=in; text=fax<they sent the order; problem=UnknownChannel(\"fax\")",
        ),
        ("qq> sent it", "channel=other; direction=out; text=qq> sent it; problem=UnknownChannel(\"qq\")"),
        ("price<5k is what they want", "text=price<5k is what they want"),
    ]);
}

#[test]
fn text_may_touch_the_sign_of_what_we_sent() {
    check(&[
        ("微信>已发目录 >下周三", "channel=wechat; direction=out; text=已发目录; next=2026-06-10"),
        ("wechat>sent the catalogue", "channel=wechat; direction=out; text=sent the catalogue"),
    ]);
}

#[test]
fn a_part_of_a_day_without_an_hour_agrees_no_time_and_a_day_in_front_is_when_it_happened() {
    check(&[
        ("wa< ok >明天上午 再打", "channel=whatsapp; direction=in; text=ok; next=2026-06-06; action=再打"),
        ("wa< ok >明早再打", "channel=whatsapp; direction=in; text=ok; next=2026-06-06; action=再打"),
        ("wa< ok >今天下午 再打", "channel=whatsapp; direction=in; text=ok; next=2026-06-05; action=再打"),
        (
            "wa< ok >明天下午3点 再打",
            "channel=whatsapp; direction=in; text=ok; next=2026-06-06 15:00; action=再打",
        ),
        ("wa< ok >fri morning call", "channel=whatsapp; direction=in; text=ok; next=2026-06-12; action=call"),
        (
            "wa< ok >tomorrow afternoon call",
            "channel=whatsapp; direction=in; text=ok; next=2026-06-06; action=call",
        ),
        ("昨天电话 谈了价格", "channel=phone; text=谈了价格; at=2026-06-04"),
        ("昨天下午 微信< 要样品", "channel=wechat; direction=in; text=要样品; at=2026-06-04"),
        ("yesterday call went well", "channel=phone; text=went well; at=2026-06-04"),
        ("昨天谈了价格", "text=昨天谈了价格"),
        (r"\昨天电话 谈了价格", "text=昨天电话 谈了价格"),
    ]);
}
