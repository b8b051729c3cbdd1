//! The words that generated stores are put together from.
//!
//! In texts `@p` stands for the product, `@q` for a quantity, `@d` for a percentage, `@n` for a number
//! of days, `@c` for a city, `@m` for a month.

/// The stages before a history ends, in their order.
pub(super) const OPEN_STAGES: &[&str] = &[
    FIRST_STAGE,
    "first_interest",
    "comparing",
    "quoted",
    "sampling",
    "sample_confirmed",
    "awaiting_feedback",
    "negotiating",
    "pi_sent",
    "trial_order",
    "won",
    "repeat",
];
pub(super) const FIRST_STAGE: &str = "developing";

pub(super) const WORDS: &[&str] = &[
    "Amber", "Aurora", "Beacon", "Birch", "Bright", "Canyon", "Cedar", "Cobalt", "Coral", "Dune", "Ember",
    "Fjord", "Gale", "Garnet", "Heron", "Indigo", "Juniper", "Lagoon", "Linden", "Maple", "Meadow", "Mosaic",
    "Northern", "Olive", "Onyx", "Pelican", "Quartz", "Saffron", "Tundra", "Willow",
];
pub(super) const TRADE_WORDS: &[&str] = &[
    "Bakery",
    "Bath",
    "Books",
    "Candles",
    "Chocolate",
    "Cosmetics",
    "Fashion",
    "Flowers",
    "Fragrance",
    "Gifts",
    "Imports",
    "Jewellery",
    "Kitchen",
    "Packaging",
    "Paper",
    "Party",
    "Retail",
    "Spirits",
    "Stationery",
    "Tea",
];
pub(super) const FORMS: &[&str] = &[
    "A/S",
    "AG",
    "B.V.",
    "Co., Ltd.",
    "GmbH",
    "Inc.",
    "Lda.",
    "LLC",
    "Ltd",
    "Oy",
    "Pty Ltd",
    "S.A.",
    "S.r.l.",
    "Sp. z o.o.",
];

/// Country, dialling code, city.
pub(super) const CITIES: &[(&str, &str, &str)] = &[
    ("AE", "+971", "Sharjah"),
    ("AU", "+61", "Perth"),
    ("BR", "+55", "Curitiba"),
    ("CA", "+1", "Toronto"),
    ("CL", "+56", "Valparaíso"),
    ("DE", "+49", "Leipzig"),
    ("EG", "+20", "Alexandria"),
    ("ES", "+34", "Málaga"),
    ("FI", "+358", "Turku"),
    ("FR", "+33", "Lyon"),
    ("GB", "+44", "Bristol"),
    ("HK", "+852", "Kowloon"),
    ("IN", "+91", "Pune"),
    ("IT", "+39", "Verona"),
    ("JP", "+81", "Nagoya"),
    ("KE", "+254", "Mombasa"),
    ("KR", "+82", "Busan"),
    ("MX", "+52", "Puebla"),
    ("NG", "+234", "Ibadan"),
    ("NL", "+31", "Utrecht"),
    ("NZ", "+64", "Dunedin"),
    ("PL", "+48", "Gdańsk"),
    ("PT", "+351", "Braga"),
    ("SA", "+966", "Jeddah"),
    ("SE", "+46", "Malmö"),
    ("SG", "+65", "Singapore"),
    ("TR", "+90", "İzmir"),
    ("TW", "+886", "Taichung"),
    ("US", "+1", "Portland"),
    ("ZA", "+27", "Durban"),
];

pub(super) const FIRST_NAMES: &[&str] = &[
    "Adele", "Bruno", "Camila", "Daria", "Emeka", "Felix", "Ginevra", "Hugo", "Ines", "Jun", "Karim",
    "Leila", "Mateus", "Naomi", "Otto", "Paula", "Quentin", "Rosa", "Sami", "Tuva", "Uma", "Viktor", "Xenia",
    "Zofia",
];
pub(super) const LAST_NAMES: &[&str] = &[
    "Abebe", "Bianchi", "Costa", "Dahl", "Eriksen", "Ferrari", "Green", "Haddad", "Ito", "Jansen", "Keller",
    "Lehto", "Mendes", "Novak", "Okafor", "Pereira", "Quist", "Reyes", "Sato", "Tran", "Ueda", "Virtanen",
    "Wong", "Zhang",
];
pub(super) const TITLES: &[&str] =
    &["CEO", "Owner", "Buyer", "Purchasing Manager", "Project Lead", "Brand Manager", "采购经理", "跟单"];
pub(super) const OWNERS: &[&str] = &["Mei Lin", "陈伟", "Zhao Min", "Ken Huang"];
pub(super) const TAGS: &[&str] = &[
    "high-potential",
    "price-sensitive",
    "negotiator",
    "fsc",
    "amazon",
    "slow-decision",
    "distributor",
    "新品",
    "展会客户",
    "rush",
];
pub(super) const SOURCES: &[&str] =
    &["fair", "Alibaba", "Google", "referral", "cold mail", "LinkedIn", "website", "广交会"];
pub(super) const TERMS: &[&str] = &[
    "T/T in advance",
    "T/T 30/70 before shipment",
    "T/T 30/70 against B/L copy",
    "L/C at sight",
    "O/A 30 days",
];

/// Products in English and Chinese.
pub(super) const TRADES: &[(&str, &str)] = &[
    ("rigid gift boxes", "天地盖礼盒"),
    ("drawer boxes", "抽屉盒"),
    ("magnet boxes", "磁吸翻盖盒"),
    ("mailer boxes", "飞机盒"),
    ("wine boxes", "红酒盒"),
    ("tube boxes", "圆筒盒"),
    ("paper bags", "手提纸袋"),
    ("kraft bags", "牛皮纸袋"),
    ("tissue paper", "包装薄纸"),
    ("jewellery boxes", "首饰盒"),
    ("tea boxes", "茶叶礼盒"),
    ("candle boxes", "蜡烛盒"),
    ("book boxes", "书型盒"),
    ("hang tags", "吊牌"),
    ("pulp trays", "纸浆内托"),
];
pub(super) const MONTHS: &[&str] =
    &["January", "February", "March", "April", "May", "June", "July", "September", "October", "November"];

pub(super) const ACTIONS: &[&str] = &[
    "send the formal quotation",
    "ask for sample feedback",
    "remind of the deposit",
    "send the artwork proof",
    "call about the target price",
    "offer new products",
    "check the tracking number",
    "send the PI",
    "寄样品",
    "催定金",
    "报新价格",
    "发产品图册",
    "约视频会议",
    "问样品反馈",
];
pub(super) const LOST_REASONS: &[&str] =
    &["Price", "Bought locally", "No answer for half a year", "Project stopped", "价格谈不拢", "换了供应商"];

pub(super) const ENGLISH: &[&str] = &[
    "Asked for our best price on @p, @q pcs to @c, wants it on the shelf by @m",
    "Sent one sample of @p with the price list; courier says @n days",
    "Phone call: @p are @d percent over budget, the other offer comes from @c",
    "PO for @q @p received, artwork to follow, deposit promised within @n days",
    "Colour of the @p sample approved, corners and glue checked, go ahead with @q pcs",
    "Delivery of @p is late by @n days, calmed them down with @d percent off the next order",
    "Talked at the fair about @p for @c, took a catalogue and two samples along",
    "Third mail about @p without an answer, will try WhatsApp in @m",
    "Loading photos of @q @p sent, balance to be paid before the vessel sails in @m",
    "Would like to be our only outlet for @p in @c, first wants to see @q pcs sell",
    "Board of the last sample too soft, asked for @p in the heavier grade",
    "Compared three factories for @p, we are second on price and first on quality",
];
pub(super) const ENGLISH_ENDS: &[&str] = &[
    ".",
    ".",
    ", boss decides.",
    "; wants the FSC papers too.",
    ". Reply the same day.",
    "; asked for CIF as well.",
    ", mail the drawing again.",
    ". Keep the buyer in copy.",
];
pub(super) const CHINESE: &[&str] = &[
    "客户问@p的起订量和交期，先要@q个试销，希望@n天内给正式报价，付款方式还没谈",
    "@p样品已经寄出，单号发给对方了，大概@n天到，到了先让他们看克重和颜色",
    "打电话聊了@p的价格，对方说比现在的供应商贵@d个点，让我们再核一下纸价和印刷费",
    "@q个@p的合同已签回，定金@d%这两天打，设计稿由客户那边改好再发过来",
    "样品颜色确认，烫金位置往上移两毫米，@p大货按这个做，总数@q个",
    "上一批@p晚了@n天，客户有点不高兴，答应下一单让@d个点，并且每周发生产进度",
    "展会认识的，对@p有兴趣，拿走两个样盒，说回去跟老板商量，@n天后再联系",
    "邮件发了三封都没回，换WhatsApp发了@p的新款照片，显示已读但没有说话",
    "验货照片已发，@q个@p没有问题，提醒装柜前把尾款付清，船期在@n天以后",
    "想做当地@p的独家代理，我们要求一年不少于@q个，价格可以再让@d个点，等回复",
];
pub(super) const CHINESE_ENDS: &[&str] =
    &["。", "。", "。记得抄送采购经理。", "，当天要回。", "。报价单留足有效期。", "，下次先打电话再发邮件。"];
