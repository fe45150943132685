"""Detection of a text's language: by its script, then by common words, letters and endings. Imports no Django.

A guess for texts that nobody has labelled, so that a machine reads them aloud with the right voice. It reads the
beginning of the text alone, takes the site's languages for granted (English for Latin letters, Russian for Cyrillic,
Armenian for Armenian ones) and names another language only if the text says so clearly.
"""

import re
import unicodedata
from collections import defaultdict

from articles.text.languages.site_languages import ENGLISH
from articles.text.languages.words import ARABIC, CYRILLIC, LATIN, Marks

CHARACTERS_READ = 600  # of a text; as good as all of it
CLEARLY = 0.9  # a word that only one language has counts 1
LETTER, ENDING = 0.7, 0.5  # what a letter and an ending count that only one language has
IMPOSSIBLE = 3  # times that, for a letter that the usual language of a strict script does not have
PLAIN = 4  # different words that only the usual language of a script has
LONG, PROOF = 200, "ы"  # characters; all languages but Russian that have this letter also have some that Russian lacks

# The scripts: the first and the last of their letters, the language that each means if the text does not say
# otherwise, and the weight of a letter (a Chinese character is half a word).
_SCRIPTS = {
    "Latin": (("AZ", "az", "\xc0\u02af", "\u1e00\u1eff"), ENGLISH, 1),
    "Cyrillic": (("\u0400\u052f",), "ru", 1),
    "Armenian": (("\u0530\u058f",), "hy", 1),
    "Arabic": (("\u0600\u06ff", "\u0750\u077f", "\ufb50\ufdff", "\ufe70\ufeff"), "ar", 1),
    "Hebrew": (("\u0590\u05ff",), "he", 1),
    "Greek": (("\u0370\u03ff", "\u1f00\u1fff"), "el", 1),
    "Georgian": (("\u10a0\u10ff",), "ka", 1),
    "Han": (("\u3040\u30ff", "\u3400\u9fff"), "zh", 2),  # with kana, which only Japanese has
    "Hangul": (("\uac00\ud7a3", "\u1100\u11ff"), "ko", 2),
    "Devanagari": (("\u0900\u097f",), "hi", 1),
    "Bengali": (("\u0980\u09ff",), "bn", 1),
    "Thai": (("\u0e00\u0e7f",), "th", 1),
    "Ethiopic": (("\u1200\u137f",), "am", 1),
}
_ROW = 4  # bits: no sixteen characters belong to two of the scripts
_SCRIPT_OF_ROW = {
    row: script
    for script, (ranges, _, _) in _SCRIPTS.items()
    for first, last in ranges
    for row in range(ord(first) >> _ROW, (ord(last) >> _ROW) + 1)
}
# The ASCII characters in no row of a script. By bytes, the scripts of an ASCII text are found in a tenth of the time.
_ASCII_ELSEWHERE = bytes(code for code in range(128) if code >> _ROW not in _SCRIPT_OF_ROW)
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:[a-z]+://|www\.)\S+")
# A capital begins names, which Latin texts of all languages and brands of all countries have in common.
_NAME, _LATIN_NAME, _BRAND = 0.5, 0.18, 0.0  # weights of `Лавров`, `Microsoft` and `iPhone`; other words weigh 1
_KANA = re.compile("[\u3040-\u30ff]")
_KANA_MIN = 0.1  # of the letters of a Japanese text; a Chinese one has none, but for names


class _Index:
    """The marks of all languages of a script; each mark gives the languages that have it, and what it counts."""

    def __init__(self, marks: dict[str, Marks], default: str, *, is_strict: bool = False):
        """`is_strict`: no text has letters that its language lacks, as Latin texts have in loans and names."""
        self.default, self.is_strict = default, is_strict
        self.words = self._shares({language: own.words for language, own in marks.items()}, 1)
        self.own_words = {word for word, owners in self.words.items() if [own for own, _ in owners] == [default]}
        self.endings = self._shares({language: own.endings for language, own in marks.items()}, ENDING)
        self.letters = self._shares({language: own.letters for language, own in marks.items()}, LETTER)
        self.alphabets = {language: set(own.letters.split()) for language, own in marks.items()}
        for letter in self.letters.keys() - self.alphabets[default] if is_strict else ():
            self.letters[letter] = [(language, share * IMPOSSIBLE) for language, share in self.letters[letter]]

    @staticmethod
    def _shares(marks: dict[str, str], whole: float) -> dict[str, list[tuple[str, float]]]:
        owners = defaultdict(list)
        for language, own in marks.items():
            for mark in dict.fromkeys(own.split()):
                owners[mark].append(language)
        return {
            mark: [(language, whole / len(languages) ** 0.5) for language in languages]
            for mark, languages in owners.items()
        }

    def is_plain(self, text: str) -> bool:
        """Return whether a text is in the script's usual language beyond doubt, so that no other need be tried.

        Either it is long, has the letter that is proof for such a text, and none that the language lacks; or it has
        several words that only this language has.
        """
        text = text.lower()
        if len(text) >= LONG and PROOF in text and self._may_write(self.default, text):
            return True
        return len(self.own_words.intersection(text.split())) >= PLAIN

    def guess(self, words: list[str], usual: str) -> str:
        """Return the language that has most of the marks in `words`; `usual` unless another has clearly more."""
        scores, letters = self.scores(words)
        best = max(scores, key=scores.__getitem__, default=usual)
        if self.is_strict and usual != self.default and not self._may_write(usual, letters):
            return best
        return best if scores[best] > scores[usual] + CLEARLY else usual

    def scores(self, words: list[str]) -> tuple[dict[str, float], str]:
        """Return what each language's marks in `words` count, and all letters of the words, in small ones."""
        scores = defaultdict(float)
        small, capital = "", ""
        for word in words:
            if word.islower():
                small += word
                marks = self.words.get(word)
                if marks is None and len(word) > 4:
                    marks = self.endings.get(word[-3:]) or self.endings.get(word[-2:])
                for language, share in marks or ():
                    scores[language] += share
            else:
                word = word.lower()
                capital += word
                for language, share in self.words.get(word, ()):
                    scores[language] += share * _NAME
        for letters, weight in (small, 1), (capital, _NAME):
            for letter in self.letters.keys() & set(letters):
                times = letters.count(letter) * weight
                for language, share in self.letters[letter]:
                    scores[language] += share * times
        return scores, small + capital

    def _may_write(self, language: str, letters: str) -> bool:
        return self.letters.keys() & set(letters) <= self.alphabets[language]


_INDEXES = {
    "Latin": _Index(LATIN, ENGLISH),
    "Cyrillic": _Index(CYRILLIC, "ru", is_strict=True),
    "Arabic": _Index(ARABIC, "ar"),
}


_SCRIPT_OF_LANGUAGE = {language: script for script, (_, language, _) in _SCRIPTS.items()} | {
    **dict.fromkeys(LATIN, "Latin"),
    **dict.fromkeys(CYRILLIC, "Cyrillic"),
    **dict.fromkeys(ARABIC, "Arabic"),
    **{"hyw": "Armenian", "ja": "Han"},
}


def language_of(text: str, usual: str = ENGLISH) -> str:
    """Return the language tag (BCP 47) of a plain text, best a headline with the paragraphs that follow it.

    In doubt it is `usual`, a tag, if that language has the script of the text; a text without letters is, too. Web
    addresses do not count: they are in Latin letters whatever the language.
    """
    own = usual if usual in _SCRIPT_OF_LANGUAGE else usual.partition("-")[0]
    read = text[:CHARACTERS_READ]
    if "://" in read or "www." in read:
        read = _ADDRESS.sub(" ", read)
    found = _language_of(unicodedata.normalize("NFC", read), own)
    return usual if found == own else found


def is_doubtful(text: str, language: str) -> bool:
    """Return whether the text shows too little that it is in the `language`, a tag, as which it was judged.

    A script that is one language's leaves no doubt. Of others, it needs marks that count clearly more than those of
    any other language.
    """
    text = unicodedata.normalize("NFC", text[:CHARACTERS_READ])
    scripts = scripts_of(text)
    if not scripts:
        return True
    if len(scripts) == 1:  # as most texts: no need to look at every word
        [script] = scripts
        if script not in _INDEXES or _INDEXES[script].is_plain(text):
            return False
    words, script = _words_of_main_script(text.lower() if text.isupper() else text)
    if script not in _INDEXES:
        return False
    scores, _ = _INDEXES[script].scores(words)
    own = scores.pop(language.partition("-")[0], 0)
    return own < max(scores.values(), default=0) + CLEARLY


def scripts_of(text: str) -> set[str]:
    """Return the names of the scripts that the text has letters of."""
    if text.isascii():
        return {"Latin"} if text.encode().translate(None, _ASCII_ELSEWHERE) else set()
    return {_SCRIPT_OF_ROW.get(row) for row in {ord(character) >> _ROW for character in set(text)}} - {None}


def same_script(one: str, other: str) -> bool:
    """Return whether two languages, given by their tags, are written in one script, as far as we know their scripts."""
    scripts = {_script(one), _script(other)}
    return None in scripts or len(scripts) == 1


def _script(tag: str) -> str | None:
    return _SCRIPT_OF_LANGUAGE.get(tag) or _SCRIPT_OF_LANGUAGE.get(tag.partition("-")[0])


def _language_of(text: str, usual: str) -> str:
    scripts = scripts_of(text)
    if not scripts:
        return usual
    if len(scripts) == 1:  # as most texts: no need to look at every word
        [script] = scripts
        if script in _INDEXES and _INDEXES[script].is_plain(text):
            return _INDEXES[script].default
    if len(scripts) > 1 or script in _INDEXES or script == "Han":
        words, script = _words_of_main_script(text.lower() if text.isupper() else text)
    usual = usual if _SCRIPT_OF_LANGUAGE.get(usual) == script else _SCRIPTS[script][1]
    if script in _INDEXES:
        return _INDEXES[script].guess(words, usual)
    if script == "Han":
        letters = "".join(words)
        return "ja" if len(_KANA.findall(letters)) > _KANA_MIN * len(letters) else "zh"
    return usual


def _words_of_main_script(text: str) -> tuple[list[str], str]:
    """Return the words of the script in which most of the text is, names left aside, and the script's name."""
    words, letters = defaultdict(list), defaultdict(float, Latin=0.0)
    for word in _WORD.findall(text):
        script = _SCRIPT_OF_ROW.get(ord(word[0]) >> _ROW, "")
        words[script].append(word)
        letters[script] += len(word) * (1 if word.islower() else _weight_of_name(word, script))
    letters.pop("", None)
    script = max(letters, key=lambda script: (letters[script] * _SCRIPTS[script][2], script == "Latin"))
    return words[script], script


def _weight_of_name(word: str, script: str) -> float:
    """Return what each letter of a word counts that is not in small letters: 1 in a script that has no capitals."""
    if not word[0].isupper():
        return 1 if word.upper() == word.lower() else _BRAND
    return _LATIN_NAME if script == "Latin" else _NAME
