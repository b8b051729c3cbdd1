#!/usr/bin/env python3
"""Writes assets/holidays.tsv, the public holidays of 2026 to 2028 by country.

Source:  the package `holidays` (Vacanza), https://github.com/vacanza/holidays, version 0.109, MIT licence (holidays.LICENSE).
Run:     pip install holidays==0.109 && python3 assets/make_holidays.py > assets/holidays.tsv
Chinese: from the package for China, Hong Kong, Macao, Russia and Taiwan; for the others the table below. Where the
         table has no word for a name, the English one is shown.
Regions: where the nation-wide list is much shorter than what most of the country has off, the list of the region
         with the most trade is taken: see REGION.
"""

import re
import sys
from collections import defaultdict

import holidays

YEARS = [2026, 2027, 2028]
REGION = {"GB": "ENG", "CA": "ON", "AU": "NSW", "CH": "ZH"}
OBSERVED = "（补休）"

CHINESE = {
    "New Year's Day": "元旦", "New Year": "元旦", "New Year's Eve": "新年前夜", "Day after New Year's Day": "元旦次日",
    "New Year Holidays": "新年假期", "New Year's Holiday": "新年假期", "New Year's Day Holiday": "元旦假期",
    "Christmas Day": "圣诞节", "Christmas": "圣诞节", "Christmas Eve": "平安夜", "Catholic Christmas Day": "圣诞节",
    "Second Day of Christmas": "圣诞节次日", "Day After Christmas": "圣诞节次日", "Day following Christmas": "圣诞节次日",
    "Boxing Day": "节礼日", "Saint Stephen's Day": "圣斯德望日", "Good Friday": "耶稣受难日", "Holy Friday": "耶稣受难日",
    "Maundy Thursday": "濯足星期四", "Holy Thursday": "濯足星期四", "Holy Saturday": "圣周六", "Easter Saturday": "圣周六",
    "Easter": "复活节", "Easter Sunday": "复活节", "Easter Monday": "复活节星期一", "Easter Tuesday": "复活节星期二",
    "Catholic Easter": "复活节", "Catholic Easter Sunday": "复活节", "Orthodox Easter": "东正教复活节",
    "Orthodox Easter Sunday": "东正教复活节", "Orthodox Easter Monday": "东正教复活节星期一",
    "Orthodox Good Friday": "东正教耶稣受难日", "Orthodox Christmas Day": "东正教圣诞节",
    "Orthodox Christmas": "东正教圣诞节", "Coptic Christmas Day": "科普特圣诞节", "Ascension Day": "耶稣升天节",
    "Pentecost": "圣灵降临节", "Pentecost Monday": "圣灵降临节星期一", "Whit Monday": "圣灵降临节星期一",
    "Whit Sunday": "圣灵降临节", "Corpus Christi": "基督圣体节", "Epiphany": "主显节", "All Saints' Day": "诸圣节",
    "All Souls' Day": "追思亡者日", "Assumption Day": "圣母升天节", "Assumption of Mary": "圣母升天节",
    "Dormition of the Mother of God": "圣母安息节", "Immaculate Conception": "圣母无染原罪节",
    "Immaculate Conception Day": "圣母无染原罪节", "Saint Joseph's Day": "圣若瑟日", "Ash Wednesday": "圣灰星期三",
    "Saint Peter and Saint Paul's Day": "圣伯多禄圣保禄日", "Saint Andrew's Day": "圣安德鲁日",
    "Saint Patrick's Day": "圣帕特里克节", "Saint Brigid's Day": "圣布里吉德日", "Reformation Day": "宗教改革日",
    "Carnival": "狂欢节", "Carnival Day": "狂欢节", "Carnival Monday": "狂欢节星期一", "Carnival Tuesday": "狂欢节星期二",
    "Midsummer Day": "仲夏节", "Midsummer Eve": "仲夏节前夜", "Green Monday": "洁净星期一", "Clean Monday": "洁净星期一",
    "Saints Cyril and Methodius Day": "圣西里尔与圣美多德日", "Great Prayer Day": "大祈祷日",
    "Labor Day": "劳动节", "Labour Day": "劳动节", "International Labor Day": "国际劳动节", "May Day": "五一节",
    "International Workers' Day": "国际劳动节", "International Worker's Day": "国际劳动节", "Workers' Day": "劳动节",
    "Worker's Day": "劳动节", "Workers Day": "劳动节", "Labor and Social Solidarity Day": "劳动节", "National Labour Day": "劳动节",
    "May Holidays": "五月假期", "Independence Day": "独立日", "National Independence Day": "独立日",
    "Restoration of Independence Day": "恢复独立日", "Independence Day Holiday": "独立日假期",
    "Proclamation of Independence Day": "宣布独立日", "Independence Restoration Day": "恢复独立日", "Freedom Day": "自由日",
    "Liberation Day": "解放日", "National Day": "国庆日", "National Holiday": "国庆日", "National Foundation Day": "国庆日",
    "Republic Day": "共和国日", "Day of the Republic": "共和国日", "Unity Day": "团结日", "National Unity Day": "民族团结日",
    "German Unity Day": "德国统一日", "Constitution Day": "宪法日", "Victory Day": "胜利日", "Armistice Day": "停战日",
    "Remembrance Day": "阵亡将士纪念日", "Memorial Day": "阵亡将士纪念日", "Martyrs' Day": "烈士日", "Veterans Day": "退伍军人节",
    "Armed Forces Day": "建军节", "Army Day": "建军节", "Revolution Day": "革命日", "Emancipation Day": "解放日",
    "Abolition of Slavery": "废奴日", "Statehood Day": "建国日", "State Day": "国家日", "Flag Day": "国旗日",
    "National Flag Day": "国旗日", "Heroes' Day": "英雄日", "National Heroes Day": "民族英雄日",
    "National Heroes' Day": "民族英雄日", "Youth Day": "青年节", "National Youth Day": "青年节", "Children's Day": "儿童节",
    "International Children's Day": "国际儿童节", "Mother's Day": "母亲节", "Father's Day": "父亲节",
    "Women's Day": "妇女节", "International Women's Day": "国际妇女节", "National Women's Day": "妇女节", "Family Day": "家庭日",
    "Teachers' Day": "教师节", "Thanksgiving Day": "感恩节", "Thanksgiving": "感恩节", "Martin Luther King Jr. Day": "马丁·路德·金日",
    "Washington's Birthday": "总统日", "President's Day": "总统日", "Juneteenth National Independence Day": "六月节",
    "Columbus Day": "哥伦布日", "Canada Day": "加拿大日", "Victoria Day": "维多利亚日", "Civic Holiday": "公民日",
    "Spring Bank Holiday": "春季银行假日", "Summer Bank Holiday": "夏季银行假日", "Late Summer Bank Holiday": "夏季银行假日",
    "August Bank Holiday": "八月银行假日", "Bank Holiday": "银行假日", "Bastille Day": "法国国庆日",
    "National Sovereignty and Children's Day": "国家主权与儿童日", "Commemoration of Atatürk, Youth and Sports Day": "青年与体育节",
    "Democracy and National Unity Day": "民主与民族团结日", "King's Birthday": "国王生日", "King's Day": "国王节",
    "Sovereign's Birthday": "君主生日", "Australia Day": "澳大利亚国庆日", "ANZAC Day": "澳新军团日", "Anzac Day": "澳新军团日",
    "Waitangi Day": "怀唐伊日", "Matariki": "玛塔里基节", "Africa Day": "非洲日", "Europe Day": "欧洲日",
    "Human Rights Day": "人权日", "Heritage Day": "遗产日", "Day of Reconciliation": "和解日", "Day of Goodwill": "亲善日",
    "Public Holiday": "公共假日", "Bridge Public Holiday": "调休假日", "Defender of the Fatherland Day": "祖国保卫者日",
    "Russia Day": "俄罗斯日", "Founding Day": "建国日", "Saudi National Day": "沙特国庆日", "Ohi Day": "说不日",
    "National Heroes and Heroines Day": "民族英雄日", "Reunification Day": "统一日", "Tiradentes' Day": "蒂拉登特斯日",
    "Our Lady of Aparecida": "阿帕雷西达圣母日", "Republic Proclamation Day": "共和国日",
    "National Day of Zumbi and Black Awareness": "黑人觉醒日", "Day of the Dead": "亡灵节", "Hispanic Day": "西班牙国庆日",
    "Eid al-Fitr": "开斋节", "Eid al-Fitr Holiday": "开斋节假期", "Eid al-Adha": "宰牲节", "Eid al-Adha Holiday": "宰牲节假期",
    "Day of Arafah": "阿拉法特日", "Arafat Day": "阿拉法特日", "Islamic New Year": "伊斯兰新年", "Prophet's Birthday": "圣纪节",
    "Prophet Muhammad's Birthday": "圣纪节", "Isra' and Mi'raj": "登霄节", "Ashura": "阿舒拉节", "Laylat al-Qadr": "盖德尔夜",
    "First Day of Ramadan": "斋月首日", "Mid-Sha'ban": "白拉特夜", "Nowruz": "诺鲁孜节", "Nowruz Holiday": "诺鲁孜节假期",
    "International Nowruz Day": "诺鲁孜节", "Nowruz Day": "诺鲁孜节", "Chinese New Year": "春节", "Lunar New Year": "春节",
    "Spring Festival": "春节", "Chinese New Year's Eve": "除夕", "Chinese New Year (Spring Festival)": "春节",
    "Lunar New Year's Eve": "除夕", "Vietnamese New Year": "越南春节", "Vietnamese New Year's Eve": "越南除夕",
    "Korean New Year": "韩国春节", "Chuseok": "中秋节", "Mid-Autumn Festival": "中秋节", "Tomb-Sweeping Day": "清明节",
    "Dragon Boat Festival": "端午节", "Double Ninth Festival": "重阳节", "The Buddha's Birthday": "佛诞节",
    "Buddha's Birthday": "佛诞节", "Vesak Day": "卫塞节", "Vesak": "卫塞节", "Buddha Purnima": "佛诞节", "Diwali": "排灯节",
    "Deepavali": "排灯节", "Holi": "洒红节", "Dussehra": "十胜节", "Maha Shivaratri": "湿婆节", "Ram Navami": "罗摩诞辰",
    "Mahavir Jayanti": "大雄诞辰", "Guru Nanak Jayanti": "那纳克诞辰", "Gandhi Jayanti": "甘地诞辰", "Songkran Festival": "宋干节",
    "Rosh Hashanah": "犹太新年", "Yom Kippur": "赎罪日", "Sukkot": "住棚节", "Passover": "逾越节", "Shavuot": "七七节",
    "Simchat Torah": "诵经节", "Myanmar New Year": "缅甸新年", "Khmer New Year's Day": "高棉新年", "Lao New Year's Day": "老挝新年",
    "Foundation Day": "建国纪念日", "Emperor's Birthday": "天皇诞生日", "Coming of Age Day": "成人节", "Vernal Equinox Day": "春分节",
    "Showa Day": "昭和日", "Greenery Day": "绿之日", "Marine Day": "海之日", "Mountain Day": "山之日",
    "Respect for the Aged Day": "敬老日", "Autumnal Equinox": "秋分节", "Sports Day": "体育节", "Culture Day": "文化节",
    "Labor Thanksgiving Day": "勤劳感谢日", "Substitute Holiday": "补休", "Hangeul Day": "韩文节", "National Foundation Day ": "开天节",
    "Mahavira's Birthday": "大雄诞辰", "Mahatma Gandhi's Birthday": "甘地诞辰", "Guru Nanak's Birthday": "那纳克诞辰",
    "Dr. B. R. Ambedkar's Birthday": "安贝德卡尔诞辰", "Janmashtami (Vaishnava)": "黑天诞辰", "Universal Fraternization Day": "元旦",
    "Founding Day Holiday": "建国日假期", "National Day Holiday": "国庆日假期", "Autumnal Equinox Day": "秋分节",
    "Second Day of Lunar New Year": "春节初二", "Third Day of Lunar New Year": "春节初三", "Fourth Day of Lunar New Year": "春节初四",
    "Fifth Day of Lunar New Year": "春节初五", "29 of Lunar New Year": "除夕", "Liberation Day/Reunification Day": "南方解放日",
    "Vietnam Cultural Day": "越南文化日", "Day off": "调休假日", "National Labor Day": "劳动节", "Makha Bucha": "万佛节",
    "Visakha Bucha": "佛诞节", "Asarnha Bucha": "三宝佛节", "Buddhist Lent Day": "守夏节", "Chakri Memorial Day": "却克里王朝纪念日",
    "HM Queen Suthida's Birthday": "王后诞辰", "HM King Maha Vajiralongkorn's Birthday": "国王诞辰",
    "HM King Chulalongkorn Memorial Day": "五世王纪念日", "HM King Bhumibol Adulyadej Memorial Day": "九世王纪念日",
    "National Mother's Day": "母亲节", "National Father's Day": "父亲节", "HM Queen Sirikit The Queen Mother's Birthday": "王太后诞辰",
    "HM King Bhumibol Adulyadej the Great's Birthday": "九世王诞辰", "National Children's Day": "儿童节",
    "Eid al-Fitr Second Day": "开斋节次日", "Labor and Solidarity Day": "劳动节", "Presidential Inauguration Day": "总统就职日",
    "Mazingira Day": "环境日", "Local Government Elections": "地方选举日", "Day after Prophet's Birthday": "圣纪节次日", "Day after Eid al-Adha": "宰牲节次日", "Swiss National Day": "瑞士国庆日",
    "Berchtold's Day": "贝希托尔德日", "Benito Juárez's birthday": "华雷斯诞辰", "Revolution Anniversary": "革命纪念日",
    "Malaysia Day": "马来西亚日", "Pancasila Day": "建国五项原则日", "Day of Silence": "静居日", "Rizal Day": "黎刹日",
    "Day of Valor": "英勇日", "Bonifacio Day": "博尼法西奥日", "Ninoy Aquino Day": "阿基诺日", "Hung Kings' Commemoration Day": "雄王节",
    "National Constitution Day": "宪法日", "Fall Bank Holiday": "秋季银行假日", "Ukrainian Independence Day": "独立日",
    "Coptic Easter": "科普特复活节", "Coptic Easter Sunday": "科普特复活节", "Spring Festival (Sham El Nessim)": "闻风节",
    "Sinai Liberation Day": "西奈解放日", "Coronation Day": "加冕日", "June 30 Revolution Day": "6·30 革命日",
    "July 23 Revolution Day": "7·23 革命日", "Police Day": "警察日", "Mashujaa Day": "英雄日", "Jamhuri Day": "共和国日",
    "Madaraka Day": "自治日", "Democracy Day": "民主日", "Commemoration Day": "纪念日", "Day of Remembrance": "纪念日",
}
SUFFIX = re.compile(r" \((?P<marks>observed|estimated|observed, estimated|in lieu)\)$")

# Holidays that the sighting of the moon decides. The package takes the calculated day for sure in some countries; here
# it stays an estimate in the years not yet announced, but for Turkey, which goes by calculation.
MOON = re.compile(r"Eid al|Arafa|Islamic New Year|Ashura|Prophet's Birthday|Prophet Muhammad's|Isra'|Ramadan|Laylat|Sha'ban")
CALCULATED = {"TR"}
ANNOUNCED = 2026


def language(country):
    known = LOCALIZED.get(country, [])
    english = [name for name in known if name.startswith("en")]
    return "en_US" if "en_US" in known else (english[0] if english else None)


def listed(country, tongue):
    return holidays.country_holidays(country, subdiv=REGION.get(country), years=YEARS, language=tongue)


def taken_apart(text):
    """The names of a day without what is said in brackets behind them, and what that says."""
    names, observed, estimated = [], False, True
    for part in text.split("; "):
        mark = SUFFIX.search(part)
        marks = mark["marks"] if mark else ""
        observed |= "observed" in marks or "in lieu" in marks
        estimated &= "estimated" in marks
        names.append(SUFFIX.sub("", part))
    return list(dict.fromkeys(names)), observed, estimated


def rows(country):
    english, chinese = listed(country, language(country)), {}
    if "zh_CN" in LOCALIZED.get(country, []):
        chinese = listed(country, "zh_CN")
    found = defaultdict(list)
    for day, text in sorted(english.items()):
        names, observed, estimated = taken_apart(text)
        estimated |= day.year > ANNOUNCED and country not in CALCULATED and all(MOON.search(one) for one in names)
        name = re.sub(r" \(substituted from [^)]*\)", "", " / ".join(names)) + (" (observed)" if observed else "")
        if day in chinese:
            zh = " / ".join(dict.fromkeys(re.sub(r"（[^）]*）|\([^)]*\)", "", part).strip() for part in chinese[day].split("; ")))
            zh += OBSERVED if observed else ""
        elif all(one in CHINESE for one in names):
            zh = " / ".join(CHINESE[one] for one in names) + (OBSERVED if observed else "")
        else:
            zh = ""
        found[name, zh].append(f"{day}{'~' if estimated else ''}")
    work = sorted(day for day in getattr(english, "weekend_workdays", {}) if day.year in YEARS)
    if work:
        found["=", ""] = [str(day) for day in work]
    return found


LOCALIZED = holidays.list_localized_countries(include_aliases=False)

if __name__ == "__main__":
    out = sys.stdout
    out.write("# Generated by assets/make_holidays.py; do not edit.\n")
    out.write(f"# Source: holidays {holidays.__version__} (Vacanza), https://github.com/vacanza/holidays, MIT licence: see holidays.LICENSE.\n")
    out.write("# Country, English name, Chinese name, days. A ~ behind a day: estimated, as it hangs on the moon.\n")
    out.write("# The name = stands for days of a weekend on which people work.\n")
    wanted = {line.split("\t")[0] for line in open("assets/countries.tsv", encoding="utf-8") if line[0] != "#"}
    for country in sorted(wanted & set(holidays.list_supported_countries(include_aliases=False))):
        for (name, zh), days in rows(country).items():
            out.write(f"{country}\t{name}\t{zh}\t{' '.join(days)}\n")
