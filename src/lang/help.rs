//! What `--help` says in Chinese, and what is wrong with a command line.
//!
//! In English both come from the doc comments of the command line and from its reader. A test there sees to it that no
//! command and no option lacks a line here.

/// A command by its words, an option or argument by `command.name`, one that is the same everywhere by `.name`. The first
/// line of a command is its summary.
pub const HELP: &[(&str, &str)] = &[
    (
        "",
        "genjin（跟进）：今天该联系谁、先后顺序、原因、用什么方式、说什么。\n\n不带命令时打开主界面。所有数据都保存在本机。",
    ),
    (".data", "数据文件夹；默认为 `GENJIN_DATA`，否则为系统的数据文件夹"),
    (".demo", "使用示例数据，退出后文件夹即被删除"),
    (".lang", "界面语言：zh 或 en"),
    (".theme", "配色：dark、light 或 mono；环境变量 `NO_COLOR` 表示 mono"),
    (".now", "假定现在是此时间，例如 2026-06-05T09:00:00+08:00"),
    (".help", "显示帮助"),
    (".version", "显示版本"),
    (".json", "只输出格式稳定的 JSON"),
    (".customer", "编号、编号的开头，或名称"),
    (".text", "一行写完的记录，可分为几个词；以连字符开头的文字前加 --"),
    (".force", "覆盖已有的文件"),
    (".move", "同时记入沟通，并推进到相应阶段"),
    (".change", "修改此编号的记录：文字和选项写明的为新值，其余不变"),
    (".note", "备注"),
    ("help", "显示帮助，或某个命令的帮助"),
    ("today", "今天要联系的客户，最急的在前"),
    ("list", "所有客户"),
    (
        "find",
        "按名称、联系人、地址、电话、标签、国家、拼音、单据编号或产品查找客户；加 --notes 查找沟通和备注中的文字",
    ),
    ("find.notes", "改为查找沟通记录、商务记录和备注，最新的在前"),
    ("find.text", "一个或几个词，须全部符合"),
    ("show", "客户卡与时间线"),
    ("add", "录入新客户并输出编号"),
    ("add.company", "客户公司名，唯一必填项"),
    ("add.country", "ISO 代码或中英文国名"),
    ("add.city", "城市；一国有多个时区时由它决定时间"),
    ("add.contact", "主联系人姓名"),
    ("add.email", "该联系人的邮箱；可写多次"),
    ("add.phone", "该联系人的电话；可写多次"),
    ("add.kind", "factory、agent、brand、retailer、importer、wholesaler 或 other"),
    ("add.tag", "标签；可写多次"),
    ("add.stage", "阶段的编号或名称"),
    ("add.source", "客户来源"),
    ("add.website", "公司官网"),
    ("add.anyway", "疑似已有该客户时仍录入"),
    (
        "log",
        "用一行记下一次沟通并输出编号\n\n\
         第一个词可以是沟通方式，其后的 `<` 表示客户来讯；其后为文字，任意位置可写\n\
         #阶段 @联系人 ~发生时间 >下次日期 下一步 => 目标：\n  \
         genjin log \"ABC Ltd.\" '微信< 确认样品颜色 #样品确认 >周五 寄样DHL'",
    ),
    ("log.text", "要记的内容，可分为几个词；选项写在前后均可，以连字符开头的文字前加 --"),
    ("quote", "录入报价并输出编号\n\n  genjin quote \"ABC Ltd.\" FOB 深圳 USD 0.86/个 起订量5000 有效期30天"),
    ("quote.product", "产品"),
    ("quote.incoterm", "价格条款（Incoterms 2020），例如 FOB"),
    ("quote.place", "价格条款的地点"),
    ("quote.price", "单价，例如 \"USD 0.865/pc\""),
    ("quote.unit", "单位：pc、set、kg 等"),
    ("quote.moq", "最小起订量"),
    ("quote.valid", "有效期：最后一天，或时长，例如 30d"),
    ("quote.date", "报价日期；默认今天"),
    ("sample", "录入寄出的样品并输出编号\n\n  genjin sample \"ABC Ltd.\" DHL 562729 三款灰板"),
    ("sample.what", "样品内容与规格"),
    ("sample.number", "样品编号"),
    ("sample.courier", "快递公司，例如 DHL"),
    ("sample.tracking", "运单号"),
    ("sample.sent", "寄出日期；默认今天"),
    ("sample.arrival", "到达日期；未写时按快递和国家估算"),
    ("sample.certainty", "到达日期是预计 estimated 还是已确认 confirmed"),
    ("sample.cost", "费用"),
    ("sample.charged", "向客户收费写 yes，否则 no"),
    ("sample.answer", "客户对样品的反馈"),
    ("sample.answered", "反馈日期"),
    ("pi", "录入形式发票（PI）并输出编号\n\n  genjin pi \"ABC Ltd.\" USD 4280 30/70 BL"),
    ("pi.number", "编号；默认为下一个编号"),
    ("pi.quotation", "对应报价的编号；默认为最近的报价"),
    ("pi.replaces", "被替换的 PI 的编号：旧 PI 不再列出，也不再催款"),
    ("pi.amount", "金额，例如 \"USD 4280\""),
    ("pi.terms", "付款方式，例如 \"30/70 BL\"、\"L/C at sight\""),
    ("pi.date", "PI 日期；默认今天"),
    ("pi.sent", "发送日期；默认今天"),
    ("pi.file", "已发送的文件"),
    ("pi.anyway", "已成为订单时仍更改金额"),
    ("order", "录入订单并输出编号；金额和编号取自 PI\n\n  genjin order \"ABC Ltd.\" 试单 生产中"),
    ("order.invoice", "对应 PI 的编号；默认为最近一张尚无订单的 PI"),
    ("order.also", "同一订单的其他 PI 的编号，例如 \"PI-2; PI-3\"；金额默认为各张之和"),
    ("order.number", "订单号；默认与 PI 相同"),
    ("order.amount", "金额，例如 \"USD 4280\"；默认与 PI 相同"),
    ("order.anyway", "已收款时仍更改金额，或货已发出时仍取消订单"),
    ("order.terms", "本单的付款方式，例如 \"30/70 BL\"；默认与 PI 相同"),
    ("order.kind", "试单 trial、普通 regular 或返单 repeat"),
    (
        "order.state",
        "confirmed 已确认、in_production 生产中、ready 待发货、shipped 已发货、done 已完成或 cancelled 已取消",
    ),
    ("order.date", "订单日期；默认今天"),
    ("pay", "录入收款或退款并输出编号\n\n  genjin pay \"ABC Ltd.\" USD 1284 手续费25 5月20日"),
    ("pay.order", "订单编号，或 PI 编号（PI 即转为订单）；默认为最先到期的应收款"),
    ("pay.amount", "到账金额；退款为负数，例如 --amount=-200"),
    ("pay.fee", "银行扣除的手续费"),
    ("pay.compensation", "退款属于赔偿时写 yes，订单不会因此再欠款"),
    ("pay.date", "到账日期；默认今天"),
    ("pay.credit", "收款多于应收时照记，多出部分记为客户的多收款"),
    ("pay.anyway", "退款多于该订单已收，或手续费多于金额时照记"),
    (
        "pay.spread",
        "用多出的部分支付其他未结订单和 PI，最先到期的优先；或写明，例如 --spread=\"PO-2 USD 300; PO-3\"",
    ),
    ("ship", "录入发货并输出编号\n\n  genjin ship \"ABC Ltd.\" 海运 ETD 6月20日 30天 提单MAEU123"),
    ("ship.order", "订单编号；客户只有一张未结订单时可省略"),
    ("ship.mode", "sea 海运、air 空运、express 快递或 rail 铁路"),
    ("ship.etd", "预计开船日期"),
    ("ship.transit", "航程天数"),
    ("ship.reference", "提单号、船名或运单号"),
    ("ship.departed", "实际开船日期"),
    ("ship.arrived", "实际到达日期"),
    ("ship.anyway", "订单已取消，或订单全部取消而未指定时，仍录入发货"),
    ("feedback", "录入客户对样品或订单的反馈并输出编号\n\n  genjin feedback \"ABC Ltd.\" 满意 颜色正确"),
    ("feedback.about", "样品或订单的编号；默认为最近的待反馈样品"),
    ("feedback.satisfaction", "satisfied 满意、neutral 一般或 complaint 投诉"),
    ("feedback.said", "反馈内容"),
    ("feedback.date", "反馈日期；默认今天"),
    ("business", "全部客户的在途业务：报价、样品、PI、订单、发货、应收款"),
    ("business.lost", "流失客户的报价；其他列表都不含"),
    ("business.list", "quotations、samples、invoices、orders、shipments 或 balances；默认全部"),
    ("report", "全部客户的统计：漏斗、联系、订单、回复时间、流失原因、待办"),
    ("report.period", "近 30、90、365 天或全部：month、quarter、year 或 all"),
    ("report.from", "第一天，例如 2026-01-31；默认从最早开始"),
    ("report.to", "最后一天；默认今天"),
    (
        "document",
        "把报价或 PI 做成可打印或发送的页面，并输出路径\n\n单据语言依次取 --lang、settings.toml 的 [company] language、客户所用语言",
    ),
    ("document.kind", "quotation（报价）或 pi"),
    ("document.record", "记录编号；默认最近的一条"),
    ("document.html", "写到此文件，- 为标准输出；默认在数据文件夹的 documents 中新建"),
    (
        "document.pdf",
        "由已安装的浏览器打印成 PDF：写到此文件，接管道时 - 为标准输出，默认放在 documents 中该页面旁",
    ),
    ("document.text", "输出聊天用的纯文本"),
    (
        "message",
        "按模板生成给客户的消息\n\n语言依次取 --lang、settings.toml 的 [company] language、客户所用语言",
    ),
    ("message.template", "消息编号；默认最合适的一条"),
    ("message.list", "列出各条消息，最合适的在前"),
    ("pipeline", "各阶段有多少客户、停留多久、有多少在途业务\n\n  genjin pipeline --country 德国 --grade A"),
    ("pipeline.owner", "只含此人跟进的客户"),
    ("pipeline.tag", "只含有此标签的客户"),
    ("pipeline.country", "只含此国家的客户：ISO 代码或中英文国名"),
    ("pipeline.grade", "只含此评级的客户：A、B 或 C"),
    ("prices", "产品最近给各客户的报价，最近的在前"),
    ("prices.product", "产品，或名称的一部分"),
    ("rates", "汇率，用于多币种合计和评级"),
    ("rates set", "录入汇率，例如 USD 7.12 或 100 JPY 4.68"),
    ("rates set.text", "币种及其折合 settings.toml 中本位币的值"),
    ("rates set.on", "汇率日期；默认今天"),
    ("rates set.source", "来源"),
    ("rates list", "全部汇率，最新的在前"),
    ("rates import", "导入 CSV 汇率表，列名为 币种 和 汇率，可另有 日期、单位、来源；有错则全部不导入"),
    ("rates import.file", "CSV 文件"),
    ("import", "导入 CSV 表格（逗号、分号或制表符；UTF-8、UTF-16、GB18030 或 Windows-1252）"),
    ("import.file", "CSV 文件，或 genjin export 写出的文件"),
    ("import.dry_run", "只说明会怎样，不作改动"),
    ("generate", "在空数据文件夹中生成大量测试数据"),
    ("generate.customers", "客户数"),
    ("generate.interactions", "沟通记录数"),
    ("generate.seed", "随机种子；默认 1"),
    ("rules", "检查规则文件，解释某个客户，试用其他规则"),
    ("rules check", "检查规则文件并列出全部错误；默认为数据文件夹中的文件"),
    ("rules check.file", "规则文件"),
    ("rules check.json", "只输出字段稳定的 JSON"),
    ("rules explain", "规则为何这样评定某个客户，何时会变"),
    ("rules try", "用现有客户比较某个规则文件与现用规则，或与另一文件"),
    ("rules try.file", "要试的规则文件"),
    ("rules try.against", "与此文件比较，而非现用规则"),
    ("recount", "异常退出后启动时清点数据库的行数"),
    ("verify", "读取全部数据，比对各份副本，并报告问题"),
    ("rebuild", "由检查点和日志重建数据库"),
    ("backup", "把全部数据写入一个文件并读回核对"),
    ("backup.file", "备份文件"),
    ("restore", "把备份恢复到空的数据文件夹"),
    ("restore.file", "备份文件"),
    ("restore.set_aside", "先把已有数据移到一旁"),
    ("export", "导出全部数据为 JSON Lines（可用 genjin import 导回），或把跟进导出为日历"),
    ("export.json", "文件，或文件夹（写入其中的 genjin.jsonl）"),
    ("export.ics", "供日历程序使用的文件，含全部跟进；- 为标准输出"),
    ("remind", "提醒到期的跟进，各提醒一次，能用桌面通知则用：供 cron 和定时器使用"),
    ("erase", "从数据、日志、检查点和本地备份中彻底抹除一个客户"),
    ("erase.yes", "确认执行"),
    ("keys", "输出按键表"),
];

/// The line of [`HELP`] of a command, or of one of its options.
pub fn in_chinese(command: &str, option: Option<&str>) -> Option<&'static str> {
    let find = |key: &str| HELP.iter().find(|(own, _)| *own == key).map(|(_, text)| *text);
    match option {
        None => find(command),
        Some(option) => find(&format!("{command}.{option}")).or_else(|| find(&format!(".{option}"))),
    }
}

/// What is wrong with a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineMistake {
    UnknownOption {
        typed: String,
        like: Option<String>,
    },
    UnknownCommand {
        typed: String,
        like: Vec<String>,
    },
    /// Empty where anything of the right kind will do.
    WrongValue {
        option: String,
        typed: String,
        allowed: Vec<String>,
    },
    NoValue {
        option: String,
        allowed: Vec<String>,
    },
    TooMany {
        option: String,
    },
    NotTogether {
        option: String,
        with: Vec<String>,
    },
    Missing(Vec<String>),
    NoCommand {
        known: Vec<String>,
    },
    NoUtf8,
    Other(String),
}

impl LineMistake {
    pub fn in_chinese(&self) -> String {
        let perhaps = |like: &[String]| match like {
            [] => String::new(),
            like => format!("；是否指 {}", like.join("、")),
        };
        let of = |allowed: &[String]| match allowed {
            [] => String::new(),
            allowed => format!("；可用 {}", allowed.join("、")),
        };
        match self {
            Self::UnknownOption { typed, like } => {
                format!("没有参数或选项 {typed}{}", perhaps(like.as_slice()))
            }
            Self::UnknownCommand { typed, like } => format!("没有命令 {typed}{}", perhaps(like)),
            Self::WrongValue { option, typed, allowed } => {
                format!("{option} 的值“{typed}”不对{}", of(allowed))
            }
            Self::NoValue { option, allowed } => format!("{option} 后面需要写值{}", of(allowed)),
            Self::TooMany { option } => format!("{option} 写了多次或值过多"),
            Self::NotTogether { option, with } => format!("{option} 不能与 {} 同时使用", with.join("、")),
            Self::Missing(what) => format!("还缺少：{}", what.join(" ")),
            Self::NoCommand { known } => format!("还缺少命令{}", of(known)),
            Self::NoUtf8 => "命令行中有无法识别的字符".to_owned(),
            Self::Other(what) => what.clone(),
        }
    }
}
