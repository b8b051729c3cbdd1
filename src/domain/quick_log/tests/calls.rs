//! Calls that nobody took.

use super::super::{channel_of_step, says_again};
use super::check;
use crate::domain::Channel;

#[test]
fn a_call_that_nobody_took_needs_no_more_text() {
    check(&[
        (
            "phone 未接 >周五 再打",
            "channel=phone; direction=no_answer; text=未接; next=2026-06-12; action=再打",
        ),
        ("phone 未接 #quoted", "channel=phone; direction=no_answer; text=未接; stage=quoted"),
        ("phone 未接 #quoted 再打", "channel=phone; direction=no_answer; text=未接 再打; stage=quoted"),
        ("phone Unanswered >fri", "channel=phone; direction=no_answer; text=Unanswered; next=2026-06-12"),
        ("电话：未接 @伟", "channel=phone; direction=no_answer; text=未接; contact=张伟 (Wei)"),
        ("phone 未接 => 拿单", "channel=phone; direction=no_answer; text=未接; goal=拿单"),
        ("phone 未接 再打", "channel=phone; direction=no_answer; text=再打"),
    ]);
}

#[test]
fn a_busy_line_and_a_telephone_that_is_off_are_no_conversation() {
    for word in ["占线", "关机", "不在服务区", "转语音信箱", "无法接通", "空号", "拒接"]
    {
        let line = format!("电话 {word} >明天");
        let expected = format!("channel=phone; direction=no_answer; text={word}; next=2026-06-06");
        check(&[(line.as_str(), expected.as_str())]);
        check(&[(word, format!("channel=phone; direction=no_answer; text={word}").as_str())]);
    }
    for word in ["busy", "switched off", "out of service", "wrong number", "declined", "no signal"] {
        let expected = format!("channel=phone; direction=no_answer; text={word}");
        check(&[(format!("phone {word}").as_str(), expected.as_str())]);
        let expected = format!("{expected}; next=2026-06-12");
        check(&[(format!("call {word} >fri").as_str(), expected.as_str())]);
    }
    check(&[
        ("电话占线", "channel=phone; direction=no_answer; text=电话占线"),
        ("手机关机了", "channel=phone; direction=no_answer; text=手机关机了"),
        ("电话 谈关机按钮", "channel=phone; text=谈关机按钮"),
        ("关机按钮要红色", "text=关机按钮要红色"),
        ("phone busy at the fair, wants samples", "channel=phone; text=busy at the fair, wants samples"),
        ("phone declined, price too high", "channel=phone; text=declined, price too high"),
        ("phone wrong number in the PI", "channel=phone; text=wrong number in the PI"),
        ("declined", "text=declined"),
    ]);
}

#[test]
fn a_call_that_nobody_took_needs_no_channel_either() {
    check(&[
        ("没接", "channel=phone; direction=no_answer; text=没接"),
        ("未接 >周五", "channel=phone; direction=no_answer; text=未接; next=2026-06-12"),
        ("没接 >周五 再打", "channel=phone; direction=no_answer; text=没接; next=2026-06-12; action=再打"),
        ("没接，发了微信", "channel=phone; direction=no_answer; text=没接，发了微信"),
        ("没接电话 明天再打", "channel=phone; direction=no_answer; text=没接电话 明天再打"),
        ("无人接听", "channel=phone; direction=no_answer; text=无人接听"),
        (
            "电话没人接 >周五 再打",
            "channel=phone; direction=no_answer; text=电话没人接; next=2026-06-12; action=再打",
        ),
        ("打电话没人接", "channel=phone; direction=no_answer; text=打电话没人接"),
        ("打电话，客户没接", "channel=phone; direction=no_answer; text=打电话，客户没接"),
        ("客户没接电话", "channel=phone; direction=no_answer; text=客户没接电话"),
        ("打电话 谈了价格", "channel=phone; text=打电话 谈了价格"),
        ("电话号码换了", "text=电话号码换了"),
        ("电话不接受报价", "text=电话不接受报价"),
        ("客户不接受这个价格", "text=客户不接受这个价格"),
        ("发邮件 报价", "channel=email; direction=out; text=发邮件 报价"),
        ("收到邮件 要目录", "channel=email; direction=in; text=收到邮件 要目录"),
        ("面谈 看了样品", "channel=meeting; text=看了样品"),
        (
            "no answer >fri mail them",
            "channel=phone; direction=no_answer; text=no answer; next=2026-06-12; action=mail them",
        ),
        ("No answer, sent an email", "channel=phone; direction=no_answer; text=No answer, sent an email"),
        ("no answer again", "channel=phone; direction=no_answer; text=no answer again"),
        ("voicemail, left my number", "channel=phone; direction=no_answer; text=voicemail, left my number"),
        ("no answers to our offer yet", "text=no answers to our offer yet"),
        ("no answer to my e-mail", "text=no answer to my e-mail"),
        ("no answer on WhatsApp", "text=no answer on WhatsApp"),
        ("voicemail from Anna", "text=voicemail from Anna"),
        ("没接到样品", "text=没接到样品"),
        ("不接受这个价格", "text=不接受这个价格"),
        ("未接受报价", "text=未接受报价"),
        (r"\no answer", "text=no answer"),
        ("wa no answer", "channel=whatsapp; text=no answer"),
        ("< no answer", "direction=in; text=no answer"),
    ]);
}

#[test]
fn who_was_called_and_not_reached_is_told_in_many_words() {
    for text in [
        "called, no answer",
        "Called them again but no answer",
        "tried calling, rang out",
        "rang her, left a message",
        "rang out",
        "left voicemail",
        "Left a voicemail, will try the mobile",
        "left a message with the secretary",
        "didn't pick up",
        "didn’t pick up, try tomorrow",
        "did not pick up the phone",
        "called, they didn't answer",
    ] {
        let expected = format!("channel=phone; direction=no_answer; text={text}");
        check(&[(text, expected.as_str()), (format!("phone {text}").as_str(), expected.as_str())]);
    }
    for text in [
        "called, wants 5k pcs",
        "called",
        "rang back about the price",
        "left a message on WhatsApp",
        "didn't pick up the samples yet",
        "didn't answer my question",
        "tried the sample, likes it",
    ] {
        check(&[(text, format!("text={text}").as_str())]);
    }
    check(&[(r"\called, no answer", "text=called, no answer")]);
}

#[test]
fn a_voice_call_by_wechat_went_through_wechat() {
    check(&[
        ("微信语音 谈了价格", "channel=wechat; text=微信语音 谈了价格"),
        ("微信语音聊了样品", "channel=wechat; text=微信语音聊了样品"),
        ("微信视频 看了工厂", "channel=wechat; text=微信视频 看了工厂"),
    ]);
}

#[test]
fn a_stage_is_taken_out_of_notes_of_several_lines() {
    let world = super::World::new();
    let check = |notes: &str, text: &str, stage: Option<&str>| {
        let (left, found) = super::super::take_stage(notes, world.context());
        assert_eq!(
            (left.as_str(), found.as_ref().map(crate::domain::StageId::as_str)),
            (text, stage),
            "{notes}"
        );
    };
    check("wants 5k #negotiating\nin blue", "wants 5k\nin blue", Some("negotiating"));
    check("谈价格，#谈判\n下周再打", "谈价格，\n下周再打", Some("negotiating"));
    check("line one\n#sample confirmed", "line one", Some("sample_confirmed"));
    check("order #12 and #nothing", "order #12 and #nothing", None);
    check("#quoted then #negotiating", "then", Some("negotiating"));
}

#[test]
fn a_step_may_say_no_more_than_again() {
    let check = |action: &str, expected: bool| assert_eq!(says_again(action), expected, "{action}");
    check("again", true);
    check(" Try again.", true);
    check("再试一次。", true);
    check("再联系", true);
    check("again about the price", false);
    check("再报价", false);
    check("", false);
}

#[test]
fn a_step_may_name_its_channel() {
    let check =
        |action: &str, expected: Option<Channel>| assert_eq!(channel_of_step(action), expected, "{action}");
    check("Call again", Some(Channel::Phone));
    check("WhatsApp her: any question about the drawing?", Some(Channel::Whatsapp));
    check("Video call instead of a fifth price", Some(Channel::Video));
    check("再打", Some(Channel::Phone));
    check("约视频会议", Some(Channel::Video));
    check("微信报 5 款特种纸价格", Some(Channel::Wechat));
    check("visit the factory", Some(Channel::Meeting));
    check("send the CIF offer", None);
    check("Li wants the catalogue", None);
    check("other colours", None);
    check("", None);
}
