"""Splitting of text into sentences: English, Russian and Armenian, told apart by the letters. Imports no Django.

Armenian's full stop is ։, for which many type a colon; its dot (mijaket) separates as a semicolon does.
"""

import re
from collections.abc import Iterable, Iterator

# A stop to which the next sentence is glued: after two small letters or digits, and before a capital and a small one.
_GLUED = (
    r"(?:(?<=[a-zа-яёա-և\d][a-zа-яёա-և\d%»”)][.!?…։:])|(?<=[”»]\.)|(?<=[ա-և»\d%]։)|(?<=[ա-և]:))"
    r"[”»]?(?=[\"“«„]?(?:[A-ZА-ЯЁԱ-Ֆ][a-zа-яёա-և՛՞՜]|[AАВИКОСУ]\s))"
)
# A stop, the closing quotes and brackets after it, and space; or a glued one.
_END = re.compile(rf"[.!?…։:](?:[\"'”’»)\]]{{0,8}}\s+|{_GLUED})")
_DOMAINS = frozenset("net com org info biz news media online".split())
_LAST_STOP = re.compile(r"(?:[.!?…։]|[Ա-և][\d\s.,«»”\"%-]{0,8}:)[\"'”’»)\]]{0,8}\s*\Z")
_LAST_WORD = re.compile(r"(?:(?:(?<!\w)[^\W\d_]\.[ \xa0-]?)+[^\W\d_]|[^\s(\[\"“«]+)\Z")
_FIRST_WORD = re.compile(r"([-–—]\s?)?[\"'“‘«„(\[$€£₽֏#№~]{0,8}([^\W_]+)([.)]?)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_NUMBER = re.compile(r"\d\w*|[IVXLC]+")
_ITEM = re.compile(r"\s*(?:\d{1,3}|[IVXLC]{1,5}|[^\W\d_])")  # what stands before the dot of a numbered item
_QUOTES = re.compile(r"[\"'”’»]")
LABEL_MAX = 120  # characters of a line without a full stop that need not be a sentence
TITLES_MAX = 2  # titles above the first sentence of a text
PROSE_MIN = 60  # characters of the paragraph below them
_IN_DATA = re.compile(
    r"[\d:;՝=]|\s[-–—]\s"
)  # a title that holds one of these may be an item of a list or a row of a table
_DATED = re.compile(r"(?:\b\d{1,2} )?[^\W\d_]+,? (?:19|20)\d\d(?!\d)")  # the date of a caption
_WINDOW = 24  # characters before a stop that are looked at
_SHORT = 8  # characters of which an item's number, or dots before the first word, have fewer
_ARMENIAN = re.compile("[\N{ARMENIAN CAPITAL LETTER AYB}-\N{ARMENIAN SMALL LIGATURE ECH YIWN}]")

# After these a sentence goes on, whatever follows: titles, and abbreviations that come before a name or number.
_TITLES = frozenset(  # with a capital
    "Mr Mrs Ms Messrs Dr Drs Prof Profs Gen Gens Brig Col Cols Lt Sgt Cpl Pvt Capt Cmdr Maj Adm Gov Govs Sen Sens Rep"
    " Reps Amb Ambs Hon Rev Fr Pres Supt Atty Msgr Mt Дж Вл Ал Мих Евг".split()
)
_NEVER_LAST = frozenset(
    "vs v п т e.g i.e cf approx ca г-н г-жа ул тел акад проф доц ст см св пр просп пл пер д кв стр корп пос дер мкр"
    " с о оз р ген полк подполк майор лейт кап адм архиеп еп митр прот гл рис табл т.е т.н т.к т.о т.ч и.о в.и.о"
    " к.т.н д.т.н к.и.н д.и.н к.м.н д.м.н к.э.н д.э.н зам нач пом чл пред тр реж рук дир напр наз сост".split()
)
_BEFORE_A_NUMBER = frozenset(
    "no nos art arts fig figs vol vols p pp sec ch chap res op nr tel ext apt para b c d пп ч вып".split()
)
# These may end a sentence; they do if the next word seldom follows them inside one.
_MAYBE_LAST = frozenset(
    "u.s u.k u.n u.a.e e.u d.c inc ltd co corp llc bros jr sr st ave blvd dept univ intl ph.d m.d b.c a.d jan feb"
    " mar apr jun jul aug sep sept oct nov dec calif mass pa va fla wash conn ill mich minn n.j n.y г гг в вв н.э"
    " обл им янв февр авг сент окт нояб дек".split()
)
_STARTERS = frozenset(
    "the a an it he she they we i in on at this that these those there but and however meanwhile according after"
    " before during earlier also as both more some many most no not when while another its his her their all later"
    " then now yesterday today here what who why how where if since because by for from to with among last next"
    " nobody neither none such so yet still а в и но на по с к о об из за при для от до со во после ранее однако"
    " также как если когда он она оно они мы это эта этот эти там так тогда теперь сейчас ныне кроме согласно"
    " напомним отметим среди его её ее их тем все всего потом затем сегодня вчера первой первый".split()
)
# Small letters before a dot that may be an abbreviation; after all others the sentence ends.
_MAYBE_SHORT = _NEVER_LAST | _BEFORE_A_NUMBER | _MAYBE_LAST
_WITH_EXCLAMATION = frozenset({"yahoo", "jeopardy"})
_TIMES = frozenset({"a.m", "p.m"})  # after them, inside a sentence, only what makes the time more exact
_TIME_GOES_ON = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec|[A-Z]{2,4}\b"
    r"|\w{1,20} time\b"
)
# After a question in quotes: who asked it.
_ATTRIBUTION = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|of|the|for|and|de|van|von|coach|chief|head|captain|envoy|aide"
    r"|[a-z]\w{2,20}(?:man|woman|person|er|or|ist|ent)),?\s){1,8}"
    r"(?:said|says|asked|asks|wrote|writes|told|tells|added|adds|replied|tweeted|posted|wondered|cried|shouted|joked"
    r"|exclaimed|quipped|answered|continued|concluded|insisted|declared|announced)\b"
)
# Before a colon and a quotation in Armenian: what says that somebody's words follow.
_LEADS_IN = re.compile(
    r"(?:աս(?:աց|ել|ում|վում|ված|ացել)|հայտարար\w+|նշ(?:եց|ել|ում|վում|ված)|գր(?:եց|ել|ում|վում|ված)|պատասխան\w+"
    r"|հարցր\w+|հավել\w+|ընդգծ\w+|շեշտ\w+|հայտն\w+|պարզաբան\w+|կոչ\w+)(?:\s(?:է|են|եմ|էր|էին|նա))?\Z"
)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of one paragraph of plain text, in order, stripped.

    A stop ends a sentence unless it belongs to an abbreviation ("Mr.", "U.S.",
    an initial) or the next word begins in lower case. The time is linear in the text's length.
    """
    start = 0
    for match in _END.finditer(text):
        if match.end() > start and _ends_here(text, start, match):
            end = match.end()
            if not match[0][-1].isspace() and text[end] == '"' and text.count('"', start, end) % 2:  # it closes
                end += 1
            yield text[start:end].strip()
            start = end
    if rest := text[start:].strip():
        yield rest


def first_sentence(text: str) -> str:
    """Return the first sentence of a paragraph; empty for empty text."""
    return next(sentences(text), "")


def opening_sentence(text: str) -> str:
    """Return the first sentence of a paragraph, or "" if it is a label or a title: short, and without a full stop."""
    first = first_sentence(text)
    ends = is_sentence_end(first) and not first.endswith("թ.")  # a caption's year; Armenian's full stop is another
    return first if len(first) >= LABEL_MAX or ends else ""


def opening_of(paragraphs: Iterable[str]) -> str:
    """Return the first sentence of a text; "" if it begins with a list or a table.

    At most two titles are passed over: a deck or a caption, with a paragraph of prose below them.
    """
    for above, paragraph in zip(range(TITLES_MAX + 1), paragraphs, strict=False):
        if sentence := opening_sentence(paragraph):
            return sentence if not above or len(paragraph) >= PROSE_MIN else ""
        if _IN_DATA.search(_DATED.sub("", paragraph)):
            return ""
    return ""


def is_sentence_end(text: str) -> bool:
    """Return whether a text ends as a sentence does, closing quotes aside; Armenian's full stop may be a colon."""
    return text.endswith((".", "!", "?")) or _LAST_STOP.search(text[-12:]) is not None


def _ends_here(text: str, start: int, match: re.Match) -> bool:
    at = match.start()
    stop, before = text[at], text[max(start, at - _WINDOW) : at]
    following = _FIRST_WORD.match(text, match.end())
    if following is None:
        return stop != ":" or bool(_ARMENIAN.search(before))
    dash, word, after = following.groups()
    if not match[0][-1].isspace() and stop not in "։:" and not _may_be_glued(word):
        return False
    if word == word.lower() and word[0].islower() and not (after == ")" and len(word) == 1):  # iPhone, b) begin one
        return False
    if at - start < _SHORT and not any(map(str.isalnum, text[start:at])):  # … and so it begins
        return False
    if stop == ":":
        return _colon_ends(text, start, at, following)
    if stop == "." and before[-1:] not in (".", "…"):
        return _dot_ends(text, start, at, following)
    return stop not in "!?…." or _mark_ends(text, match, before, dash)


def _may_be_glued(word: str) -> bool:
    """Return whether a word after a stop without a space begins a sentence, and is no part of PanARMENIAN.Net."""
    lower = word.lower()
    return lower in _STARTERS or (len(word) > 2 and lower not in _DOMAINS)


def _mark_ends(text: str, match: re.Match, before: str, dash: str | None) -> bool:
    """Return whether a question mark, an exclamation mark or an ellipsis ends the sentence."""
    if before.endswith("(") and ")" in match[0]:  # (!)
        return False
    if match[0][0] == "!" and before.lower().endswith(tuple(_WITH_EXCLAMATION)):
        return _FIRST_WORD.match(text, match.end())[2].lower() in _STARTERS
    if not _QUOTES.search(match[0]):
        return True
    attributed = _ATTRIBUTION.match(text, match.end())
    return not dash and not (attributed and attributed[0].split()[0].lower().rstrip(",") not in _STARTERS)


def _dot_ends(text: str, start: int, at: int, following: re.Match) -> bool:
    """Return whether a dot ends the sentence, and not an abbreviation, an initial or an item's number."""
    before = text[max(start, at - _WINDOW) : at]
    if _is_plain_word(before[before.rfind(" ") + 1 :]) and " " in before:
        return not _ARMENIAN.match(following[2])
    found = _LAST_WORD.search(before)
    last = re.sub(r"\s", "", found[0]).removeprefix("г.") if found else ""
    word = following[2]
    starts = word.lower() in _STARTERS and not (len(word) == 1 and following[3] == ".")
    if _ARMENIAN.search(last) or _ARMENIAN.match(word):
        return False
    if at - start < _SHORT and _ITEM.fullmatch(text, start, at):
        return False
    earlier = before[: found.start()] if found else ""
    if _INITIALS.fullmatch(last) and last.isupper() and last.lower() not in _MAYBE_LAST:
        if last == "I" and not earlier.rstrip().endswith("."):
            return True
        return starts
    if earlier.endswith("(") and last.isalpha() and text[at + 1].isspace() and not starts:  # (dir. A. Petrosyan)
        return False
    return _abbreviation_ends(last.rpartition("-")[2], earlier.rstrip(), text, following, starts)


def _is_plain_word(word: str) -> bool:
    """Return whether a word is of small English letters and no abbreviation, as most before a dot are.

    It saves a third of the time that an import takes to split a text.
    """
    return len(word) > 1 and word.isalpha() and word.isascii() and word.islower() and word not in _MAYBE_SHORT


def _abbreviation_ends(last: str, earlier: str, text: str, following: re.Match, starts: bool) -> bool:
    word, lower = following[2], last.lower()
    counted = earlier[-1:].isdigit()  # 1,900 m. above the sea, 500 р.
    if lower in _BEFORE_A_NUMBER and not counted:
        return not _NUMBER.fullmatch(word)
    if last in _TITLES:
        return False
    if lower in _TIMES:
        return not (word[0].isdigit() or _TIME_GOES_ON.match(text, following.start(2)))
    if lower == "г" and not counted:  # a town; after a number, a year
        return False
    if lower == "пр" and earlier.split()[-1:] == ["и"]:  # and others; else Prospekt
        return True
    if lower in _NEVER_LAST:
        return counted and lower in ("р", "с", "стр", "т")
    if lower == "долл":
        return word != "США"
    if last[:1].isascii() and not last[:1].isupper():  # ill and mass are words, Ill. and Mass. are states
        return True
    return starts or lower not in _MAYBE_LAST


def _colon_ends(text: str, start: int, at: int, following: re.Match) -> bool:
    """Return whether a colon is typed for Armenian's full stop; not in 19: 13, after a label or before a quotation."""
    before = text[max(start, at - _WINDOW) : at]
    if not _ARMENIAN.search(before) or (before[-1].isdigit() and following[2][0].isdigit()):
        return False
    sentence = text[max(start, at - 120) : at]
    words = sentence.split()
    if len(words) <= 3 and all(word[0].isupper() and word.isalpha() for word in words):  # Photo: Armen Petrosyan
        return False
    if "հետևյալ" in sentence or "հետեւյալ" in sentence:  # the following
        return False
    quoted = text[following.start() : following.start() + 1] in '«“"„'
    return not (quoted and "»," not in sentence and _LEADS_IN.search(before))
