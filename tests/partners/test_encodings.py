"""Feeds that are damaged or mislabelled are read in the encoding that they have; what is lost is one U+FFFD."""

import codecs
import json
from itertools import product

import pytest

from portal.partners.parser import read

RUSSIAN = [
    "Мост через Раздан открыт после ремонта",
    "В горах выпал снег, и дорога на перевал закрыта",
    "Цены на абрикосы в этом году выше, чем в прошлом",
]
FRENCH = ["Le café du théâtre ferme à l’été", "L’hôtel « Ararat » a rouvert", "Élections : les résultats"]
ARMENIAN = ["Կամուրջը բացվել է վերանորոգումից հետո", "Լեռներում ձյուն է տեղացել"]
HEBREW = ["הגשר נפתח לאחר שיפוצים ארוכים", "שלג ירד בהרים והדרך סגורה"]
GREEK = ["Η γέφυρα άνοιξε μετά τις επισκευές", "Χιόνι έπεσε στα βουνά και ο δρόμος έκλεισε"]
UKRAINIAN = ["Міст відкрито після ремонту", "Їжа дорожчає, і це помітно"]


def rss(titles, label=None):
    declaration = f'<?xml version="1.0" encoding="{label}"?>\n' if label else ""
    items = "".join(
        f"<item><title>{one}</title><link>https://a.example/{n}</link></item>" for n, one in enumerate(titles)
    )
    return f'{declaration}<rss version="2.0"><channel><title>A</title>{items}</channel></rss>'


def titles(data, content_type=""):
    return [record.title for record in read(data, content_type=content_type).records]


def damaged(titles, label="utf-8", place=None):
    """A feed in UTF-8 with one byte that cannot be there, in its first title."""
    data = rss(titles, label).encode()
    place = data.index(titles[0].encode()) + 1 if place is None else place
    return data[:place] + b"\xff" + data[place + 1 :]


@pytest.mark.parametrize("label", [None, "utf-8", "windows-1251", "iso-8859-1"])
@pytest.mark.parametrize("content_type", ["", "text/xml", "application/xml; charset=utf-8", "text/xml; charset=latin1"])
@pytest.mark.parametrize("known", [RUSSIAN, ARMENIAN], ids=["russian", "armenian"])
def test_one_bad_byte_in_utf_8_is_one_replacement(known, content_type, label):
    first, *others = titles(damaged(known, label), content_type)
    assert (first, others) == ("\ufffd" + known[0][1:], known[1:])


def test_a_title_cut_within_a_letter_ends_in_one_replacement():
    data = rss(RUSSIAN, "utf-8").encode().replace("ремонта".encode(), "ремонта".encode()[:-1])
    assert titles(data) == ["Мост через Раздан открыт после ремонт\ufffd", *RUSSIAN[1:]]


def test_one_bad_byte_in_a_feed_of_plain_english_is_one_replacement():
    assert titles(rss(["Rain \xff now", "Wind"], "utf-8").encode("latin-1")) == ["Rain \ufffd now", "Wind"]


def test_a_damaged_windows_1251_feed_keeps_its_letters():
    data = rss(RUSSIAN, "windows-1251").encode("cp1251").replace("снег".encode("cp1251"), b"\x98")
    assert titles(data)[1] == "В горах выпал \ufffd, и дорога на перевал закрыта"


def test_a_json_feed_with_a_bad_byte_is_read():
    items = [{"id": str(n), "url": f"https://a.example/{n}", "title": title} for n, title in enumerate(RUSSIAN)]
    data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}, ensure_ascii=False).encode()
    place = data.index("М".encode())
    assert titles(data[:place] + b"\xff" + data[place + 1 :]) == [
        "\ufffdост через Раздан открыт после ремонта",
        *RUSSIAN[1:],
    ]


LATIN_LABELS = [None, "utf-8", "iso-8859-1", "windows-1252", "us-ascii"]
HEADERS = [
    "",
    "text/xml",
    "text/xml; charset=iso-8859-1",
    'application/rss+xml; charset="ISO-8859-1"',
    "text/html; charset=utf-8",
]


@pytest.mark.parametrize(("label", "content_type"), [*product(LATIN_LABELS, HEADERS)])
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_russian_under_a_latin_label_is_russian(encoding, label, content_type):
    assert titles(rss(RUSSIAN, label).encode(encoding), content_type) == RUSSIAN


@pytest.mark.parametrize(("label", "content_type"), [*product(LATIN_LABELS, HEADERS)])
def test_french_in_windows_1252_is_french_under_every_latin_label(label, content_type):
    assert titles(rss(FRENCH, label).encode("cp1252"), content_type) == FRENCH


@pytest.mark.parametrize(
    ("label", "encoding"),
    [("windows-1251", "koi8-r"), ("koi8-r", "cp1251"), ("win-1251", "cp1251"), ("cp-1251", "cp1251")],
)
def test_one_cyrillic_encoding_under_the_label_of_the_other(label, encoding):
    assert titles(rss(RUSSIAN, label).encode(encoding)) == RUSSIAN


@pytest.mark.parametrize(
    ("known", "encoding"),
    [
        *((HEBREW, "windows-1255"), (GREEK, "iso-8859-7"), (UKRAINIAN, "windows-1251"), (UKRAINIAN, "koi8-u")),
        *((["橋が開通した", "雪が降った"], "shift_jis"), (["橋が開通した", "雪が降った"], "iso-2022-jp")),
        *((["大桥通车", "山区降雪"], "gb2312"), (["Žluťoučký kůň", "Příliš"], "iso-8859-2")),
    ],
)
def test_other_labels_are_believed_whoever_says_them(known, encoding):
    data = rss(known, encoding).encode(encoding)
    assert titles(data) == known
    assert titles(data, "text/xml; charset=iso-8859-1") == known
    assert titles(rss(known).encode(encoding), f"text/xml; charset={encoding}") == known


@pytest.mark.parametrize("known", [HEBREW, GREEK], ids=["hebrew", "greek"])
def test_other_alphabets_are_not_taken_for_russian(known):
    encoding = "windows-1255" if known is HEBREW else "iso-8859-7"
    found = titles(rss(known, "iso-8859-1").encode(encoding))
    assert found == [title.encode(encoding).decode("cp1252", "replace") for title in known]


@pytest.mark.parametrize("label", ["windows-1251", "iso-8859-1", "utf-16", "gb2312", "x-unknown", "zip", "idna"])
@pytest.mark.parametrize("known", [RUSSIAN, ARMENIAN, FRENCH], ids=["russian", "armenian", "french"])
def test_utf_8_under_any_label_is_utf_8(known, label):
    assert titles(rss(known, label).encode()) == known
    assert titles(rss(known).encode(), f"text/xml; charset={label}") == known


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        *((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
        *((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8 * 2, "utf-8")),
        *(
            (b"", "utf-16-le"),
            (b"", "utf-16-be"),
            (b"", "utf-32-le"),
            (b"", "utf-32-be"),
            (b"\n\n " + codecs.BOM_UTF8, "utf-8"),
        ),
        (codecs.BOM_UTF8.decode("latin-1").encode(), "utf-8"),
    ],
)
@pytest.mark.parametrize("label", [None, "utf-8", "utf-16", "windows-1251"])
def test_a_mark_or_the_zero_bytes_override_labels(mark, encoding, label):
    data = mark + rss(RUSSIAN, label).encode(encoding)
    assert titles(data, "text/xml; charset=iso-8859-1") == RUSSIAN


def test_control_characters_do_not_spoil_a_feed():
    assert titles(rss(["Rain\x0b and\x00 wind", "A & B"]).encode()) == ["Rain and wind", "A & B"]
