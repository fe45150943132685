"""The language in which each text of a page is read aloud. Imports no Django."""

from html.parser import HTMLParser
from typing import NamedTuple

from articles.text.languages.detection import language_of, same_script, scripts_of

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_PHRASES = frozenset("b del em i ins mark small strong".split())  # parts of the text around them
_SILENT = ("script", "style", "title")
_SPOKEN = ("alt", "aria-label", "title", "placeholder")  # attributes
LETTERS_MIN = 3  # of a text that can be told to be in the wrong language


class Spoken(NamedTuple):
    """A text of a page: what one element holds directly, or what one of its attributes says; and its language."""

    language: str
    text: str


class SpokenTexts(HTMLParser):
    """A parser that collects the texts of a page with the language that the nearest `lang` gives them."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[Spoken] = []
        self._open: list[tuple[str, str, list[str]]] = []  # elements: name, language, the texts in it

    @classmethod
    def read(cls, page: str) -> list[Spoken]:
        """Return the texts of a page that holds an element <html>, without those that have no letter."""
        parser = cls()
        parser.feed(page)
        parser.close()
        return [spoken for spoken in parser.found if any(map(str.isalpha, spoken.text))]

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        language = attributes.get("lang", self._open[-1][1] if self._open else "")
        if tag != "link":  # whose title names a feed, and nobody reads it aloud
            self.found += [Spoken(language, attributes[name]) for name in _SPOKEN if attributes.get(name)]
        if tag == "br":
            self.handle_data(" ")
        if tag not in _VOID and (tag not in _PHRASES or "lang" in attributes):
            self._open.append((tag, language, []))

    def handle_data(self, data):
        if self._open:
            self._open[-1][2].append(data)

    def handle_endtag(self, tag):
        if tag in _PHRASES and self._open and self._open[-1][0] != tag:
            return
        while self._open:
            name, language, texts = self._open.pop()
            if name not in _SILENT:
                self.found.append(Spoken(language, " ".join("".join(texts).split())))
            if name == tag:
                return


def mistaken(texts: list[Spoken]) -> list[Spoken]:
    """Return the texts that are wholly in the letters of another language than theirs; Latin letters may be names."""
    return [
        spoken
        for spoken in texts
        if len(scripts_of(spoken.text)) == 1
        and sum(map(str.isalpha, spoken.text)) >= LETTERS_MIN
        and not spoken.text.isascii()
        and not same_script(language_of(spoken.text, spoken.language), spoken.language)
    ]
