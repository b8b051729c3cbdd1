//! Words of pages to open, papers and messages.

use super::{Words, phrases, words};
use crate::app::keymap::{Action, Context, key_for};
use crate::app::links::LinkKind;
use crate::app::outgoing::{NotOpened, PrintTrouble, Way};
use crate::documents::{Missing, PaperKind, PaperLanguage};

words! {
    links_title: "Open outside", "打开外部链接";
    papers_title: "Document", "单据";
    written_title: "Written", "已写好";
    composer_title: "Message", "消息模板";
    sent_title: "Was it sent?", "发出去了吗？";
    fits_today: "fits today", "适合今天";
    not_known: "not known", "缺少";
    subject_label: "subject", "主题";
    by_channel: "through", "通过";
    paper_complete: "Nothing is missing.", "内容齐全。";
    written_on: "What stands on it comes from the record, the card and settings.toml.", "内容来自记录、客户卡和 settings.toml。";
    log_opens: "The log line opens with it; nothing is saved before Enter there.", "将打开一行记录；在那里按回车才保存。";
    sent_hint: "Enter or y logs it, c copies the text, Left and Right change the channel, Esc logs nothing", "回车或 y 记录，c 复制文本，左右键换渠道，Esc 不记录";
    draft_unopened: "Nothing could be opened here, so nothing is written yet: c copies the text.", "这里无法打开任何程序，消息还没有发出：按 c 复制文本。";
    unopened_title: "Not opened", "未能打开";
    unopened_hint: "c copies it, Esc goes back", "c 复制，Esc 返回";
    written_hint: "Enter opens it, c copies its path, Esc goes back", "回车打开，c 复制路径，Esc 返回";
    printing: "Making the PDF; this takes some seconds.", "正在生成 PDF，需要几秒钟。";
    opening_draft: "Handed over as a draft; nothing was sent by genjin.", "已交给外部程序作为草稿；genjin 没有发送任何内容。";
    nothing_to_open: "Nothing to open: the card has no address, number or page, and no parcel has a number. e adds them.", "没有可打开的内容：客户卡上没有邮箱、号码或网址，也没有快递单号。按 e 补充。";
    nothing_to_print: "No quotation or PI yet: b writes one down.", "还没有报价或 PI：按 b 新建。";
    no_pdf_on_a_terminal: "a PDF is no text for a terminal: pipe it, or name a file, e.g. --pdf=offer.pdf", "PDF 不能显示在终端：请用管道，或写明文件，例如 --pdf=offer.pdf";
    no_messages: "Every message is switched off: see templates/messages.toml.", "所有模板均已关闭：请看 templates/messages.toml。";
}

phrases! {
    opening(target: &str): "Opening {target}", "正在打开 {target}";
    paper_written(path: &str): "Written: {path}", "已写入：{path}";
    not_filled(what: &str): "This template cannot be filled in: {what}. Put it right in templates/messages.toml.", "此模板无法填写：{what}。请在 templates/messages.toml 中改正。";
    only_page(page: &str): "the page is {page}", "页面在 {page}";
    template_not_used(what: &str): "{what}. The built-in template was used.", "{what}。已改用内置模板。";
    logo_not_used(file: &str, why: &str): "The logo {file} of settings.toml was left out: {why}.", "settings.toml 的 logo {file} 未使用：{why}。";
    no_paper(why: &str): "The document could not be made: {why}.", "单据无法生成：{why}。";
    paper_not_written(path: &str, why: &str): "{path}: the document could not be written: {why}; check the folder and the room on the disk.", "{path}：单据无法写入：{why}；请检查文件夹和磁盘空间。";
    no_such_message(id: &str, known: &str): "{id}: no such message; one of {known}", "{id}：没有这个模板；可用 {known}";
    no_such_paper(typed: &str): "{typed}: this customer has no such record", "{typed}：该客户没有这条记录";
    not_a_paper(typed: &str): "{typed}: quotation or pi", "{typed}：应为 quotation 或 pi";
    no_paper_yet(kind: &str, command: &str): "this customer has no {kind} yet; genjin {command} writes one down", "该客户还没有{kind}；用 genjin {command} 录入";
}

impl Words {
    /// Why there is no PDF, and what to do; the page is written all the same.
    pub fn no_pdf(self, trouble: &PrintTrouble) -> String {
        let print = self.pick("Or open the page and print it there", "也可打开网页自行打印");
        match trouble {
            PrintTrouble::NoBrowser => self.pick(
                format!("No PDF: no browser was found to make it. Install Chromium, Chrome or Edge, or name one as pdf_browser in settings.toml. {print}."),
                format!("未生成 PDF：找不到可用的浏览器。请安装 Chromium、Chrome 或 Edge，或在 settings.toml 用 pdf_browser 指定。{print}。"),
            ),
            PrintTrouble::TooSlow(program) => self.pick(
                format!("No PDF: {program} did not finish within a minute. {print}."),
                format!("未生成 PDF：{program} 一分钟内没有完成。{print}。"),
            ),
            PrintTrouble::Failed(what) => self.pick(
                format!("No PDF: {what}. Another browser can be named as pdf_browser in settings.toml. {print}."),
                format!("未生成 PDF：{what}。可在 settings.toml 用 pdf_browser 指定别的浏览器。{print}。"),
            ),
        }
    }

    pub fn link_kind(self, kind: LinkKind) -> &'static str {
        match kind {
            LinkKind::Parcel => self.pick("parcel", "快递"),
            LinkKind::Whatsapp => "WhatsApp",
            LinkKind::Mail => self.pick("e-mail", "邮件"),
            LinkKind::Phone => self.pick("call", "电话"),
            LinkKind::Website => self.pick("website", "官网"),
            LinkKind::Profile | LinkKind::CompanyPage => "LinkedIn",
        }
    }

    pub fn paper_kind(self, kind: PaperKind) -> &'static str {
        match kind {
            PaperKind::Quotation => self.pick("quotation", "报价"),
            PaperKind::Invoice => "PI",
        }
    }

    pub fn paper_language(self, language: PaperLanguage) -> &'static str {
        match language {
            PaperLanguage::En => self.pick("in English", "英文"),
            PaperLanguage::Zh => self.pick("in Chinese", "中文"),
        }
    }

    /// The language of a message, by its code of two letters.
    pub fn message_language(self, code: &str) -> &str {
        let (en, zh) = match code {
            "zh" => ("in Chinese", "中文"),
            "en" => ("in English", "英文"),
            "ar" => ("in Arabic", "阿拉伯文"),
            "de" => ("in German", "德文"),
            "es" => ("in Spanish", "西班牙文"),
            "fr" => ("in French", "法文"),
            "it" => ("in Italian", "意大利文"),
            "ja" => ("in Japanese", "日文"),
            "ko" => ("in Korean", "韩文"),
            "nl" => ("in Dutch", "荷兰文"),
            "pl" => ("in Polish", "波兰文"),
            "pt" => ("in Portuguese", "葡萄牙文"),
            "ru" => ("in Russian", "俄文"),
            "th" => ("in Thai", "泰文"),
            "tr" => ("in Turkish", "土耳其文"),
            "vi" => ("in Vietnamese", "越南文"),
            _ => (code, code),
        };
        self.pick(en, zh)
    }

    /// The fields of a message that are not known, and the lines of settings.toml in which one enters what is entered once.
    pub fn gaps(self, fields: &[&str]) -> String {
        let name = |field: &&str| match *field {
            "me" => self.pick("your name", "您的姓名").to_owned(),
            "our_company" => self.pick("your company's name", "贵公司名称").to_owned(),
            "product" => format!("product{}", self.aside(self.pick("e on the card", "在客户卡上按 e"))),
            "name" | "first_name" => {
                let person = self.pick("a person's name", "联系人姓名");
                format!("{person}{}", self.aside(self.pick("e on the card", "在客户卡上按 e")))
            }
            other => other.to_owned(),
        };
        let line = |field: &&str| match *field {
            "me" => Some(self.pick("person = \"Mei Lin\"", "person = \"李雷\"")),
            "our_company" => Some(self.pick("name = \"Our Company Ltd.\"", "name = \"我们公司\"")),
            _ => None,
        };
        let names: Vec<_> = fields.iter().map(name).collect();
        let told = self.told(self.not_known(), &self.listed(&names));
        let lines: Vec<_> = fields.iter().filter_map(line).collect();
        if lines.is_empty() {
            return told;
        }
        let lines = lines.join(self.pick(" and ", " 和 "));
        self.pick(
            format!("{told}. Write under [company] in settings.toml: {lines}"),
            format!("{told}。请在 settings.toml 的 [company] 下写：{lines}"),
        )
    }

    /// What a buyer would miss, and where it is entered.
    /// What a paper lacks, and where and by which key it is put right.
    pub fn missing(self, missing: Missing) -> String {
        let lacks = self.lacks(missing);
        let place = match missing {
            Missing::Number | Missing::Moq | Missing::Validity | Missing::Terms => {
                self.pick("the record", "记录")
            }
            Missing::Person | Missing::Country => self.pick("the card", "客户卡"),
            Missing::Product => self.pick("the record or its quotation", "记录或其报价"),
            Missing::Incoterm => self.pick("the quotation", "报价"),
            _ => return lacks.to_owned(),
        };
        self.pick(format!("{lacks}: e on {place}"), format!("{lacks}：在{place}上按 e"))
    }

    /// What a paper lacks.
    pub fn lacks(self, missing: Missing) -> &'static str {
        match missing {
            Missing::CompanyName => self.pick(
                "your company's name: settings.toml, [company] name",
                "贵公司名称：settings.toml 的 [company] name",
            ),
            Missing::CompanyAddress => self.pick(
                "your address: settings.toml, [company] address",
                "贵公司地址：settings.toml 的 [company] address",
            ),
            Missing::Bank => self.pick(
                "a bank account for this currency: settings.toml, [[bank]]",
                "该币种的收款账户：settings.toml 的 [[bank]]",
            ),
            Missing::Number => self.pick("the number of the PI", "PI 编号"),
            Missing::Person => self.pick("a person to address it to", "收件联系人"),
            Missing::Country => self.pick("the buyer's country", "客户国家"),
            Missing::Product => self.pick("the product", "产品"),
            Missing::Quantity => self.pick(
                "the quantity: the amount is no multiple of the quoted price",
                "数量：金额不是报价单价的整数倍",
            ),
            Missing::QuotedPrice => self.pick(
                "the quantity: there is no quoted price in this currency, write a quotation and name it in the PI",
                "数量：没有该币种的报价单价，请录入报价并在 PI 中选择该报价",
            ),
            Missing::Incoterm => self.pick("incoterm and place", "价格条款和地点"),
            Missing::Moq => self.pick("the minimum quantity", "起订量"),
            Missing::Validity => self.pick("until when it is valid", "有效期"),
            Missing::Terms => self.pick("payment terms", "付款方式"),
        }
    }

    pub fn way(self, way: Way) -> &'static str {
        match way {
            Way::Mail => self.pick("e-mail", "写邮件"),
            Way::Whatsapp => "WhatsApp",
            Way::Copy => self.pick("copy", "复制"),
        }
    }

    /// What was copied: short texts whole, long ones by their size.
    pub fn copied(self, text: &str) -> String {
        let lines = text.lines().count();
        if lines <= 1 {
            return self.pick(format!("Copied: {text}"), format!("已复制：{text}"));
        }
        self.pick(
            format!(
                "Copied: {lines} lines. Where they do not arrive, the terminal does not let programs copy."
            ),
            format!("已复制 {lines} 行。若粘贴不出，说明终端不允许程序复制。"),
        )
    }

    pub fn not_opened(self, what: &NotOpened) -> String {
        use crate::app::outgoing::OpenTrouble as Trouble;
        let copy = key_for(Context::Outgoing, Action::Copy);
        // Drafts are long; the beginning says what it was.
        let target: String = what.target.chars().take(60).collect();
        match &what.trouble {
            Trouble::NoDesktop => self.pick(
                format!("No desktop to open it on (over SSH?): {copy} copies it. {target}"),
                format!("这里没有桌面（可能是 SSH）：请按 {copy} 复制。{target}"),
            ),
            Trouble::NoProgram(programs) => self.pick(
                format!(
                    "Nothing to open it with: install one of {programs}, or copy it with {copy}. {target}"
                ),
                format!("没有可用的打开程序：请安装 {programs} 之一，或按 {copy} 复制。{target}"),
            ),
            Trouble::Refused(what) => self.pick(
                format!("It could not be opened ({what}): {copy} copies it. {target}"),
                format!("无法打开（{what}）：可按 {copy} 复制。{target}"),
            ),
        }
    }
}
