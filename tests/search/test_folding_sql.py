"""The databases fold as articles.text.folding does, letter by letter."""

import unicodedata

import pytest
from django.db import connection

from articles.search import folding_sql
from articles.text.folding import fold, words_of

pytestmark = pytest.mark.django_db
BLOCKS = {
    "Latin": [range(0xA0, 0x250), range(0x1E00, 0x1F00), range(0xFB00, 0xFB07)],
    "Greek": [range(0x386, 0x3D0)],
    "Russian": [range(0x400, 0x402), range(0x40D, 0x40E), range(0x410, 0x452), range(0x45D, 0x45E)],
    "other Cyrillic": [range(0x402, 0x40D), range(0x452, 0x45D), range(0x45E, 0x482), range(0x48A, 0x528)],
    "Armenian": [range(0x531, 0x557), range(0x559, 0x58B), range(0xFB13, 0xFB18)],
    "Persian": [range(0x61B, 0x653), range(0x66A, 0x6D5)],
    "accents": [range(0x300, 0x305), range(0x306, 0x30D)],
    "signs": [range(0x2B9, 0x2C2), range(0x2000, 0x2065), range(0x2066, 0x2070)],
}
NFC_ONLY = ("other Cyrillic", "Persian")
# Numbers such as ² are part of a word in FTS5 and in Python, in PostgreSQL between words; a micro sign is a μ in FTS5.
# FTS5 keeps two accents on one letter and those of letters other than A to Z, and does not know U+061D yet.
LEFT_OUT = "²³¹¼½¾µǠǡǢǣǮǯǼǽǾǿẛ\u061d"
CASES = [(block, "NFC") for block in BLOCKS] + [(block, "NFD") for block in BLOCKS if block not in NFC_ONLY]


def letters(block):
    found = [chr(code) for codes in BLOCKS[block] for code in codes]
    return [one for one in found if unicodedata.category(one) != "Cn" and one not in LEFT_OUT]


def indexed(texts):
    """The words of each text as the index holds them, without stems."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            rows = "unnest(%s::text[]) WITH ORDINALITY AS rows (text, number)"
            cursor.execute(f"SELECT articles_search_normal(text) FROM {rows} ORDER BY number", [texts])  # noqa: S608
            return [row[0].split() for row in cursor.fetchall()]
        cursor.execute("CREATE VIRTUAL TABLE temp.letters USING fts5(word, tokenize='unicode61 remove_diacritics 2')")
        cursor.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(temp, letters, instance)")
        added = f"INSERT INTO letters SELECT {folding_sql.sqlite('text')} FROM (SELECT %s AS text)"  # noqa: S608
        cursor.executemany(added, [(text,) for text in texts])
        cursor.execute("SELECT doc, term FROM vocabulary ORDER BY doc, offset")
        found = {number: [] for number in range(1, len(texts) + 1)}
        for number, word in cursor.fetchall():
            found[number].append(word)
        cursor.execute("DROP TABLE letters")
        cursor.execute("DROP TABLE vocabulary")
        return list(found.values())


@pytest.mark.parametrize(("block", "form"), CASES)
def test_each_letter_is_indexed_as_it_is_folded(block, form):
    texts = [unicodedata.normalize(form, f"qa{letter}zq {letter}") for letter in letters(block)]
    wrong = [
        (hex(ord(letter)), letter, words, words_of(text))
        for letter, text, words in zip(letters(block), texts, indexed(texts), strict=True)
        if words != words_of(text)
    ]
    assert wrong == []


def test_a_text_in_all_scripts_is_folded_whole():
    text = "Łódź, İstanbul: Αθήνα – Ёлка, Ереван; Երևան ի՞նչ? «می\u200cخواهم» ﬁn\u00adal O’Brien"
    assert indexed([text]) == [words_of(fold(text))]
