"""Parser for the parts of an HTML page that the checks look at. Imports no Django."""

import json
from functools import lru_cache
from html.parser import HTMLParser

HTML = "text/html"
ADDRESS_ATTRIBUTES = ("href", "src", "srcset", "action", "poster")


class Document(HTMLParser):
    """A parsed page; its lists hold what was found, in document order.

    `links`: (element, address) of everything that links or loads; `ids`; `headings`
    ("h1" …); `pictures`: the attributes of each img; `times`: the datetime of each
    time element below the heading; `data`: the items of each JSON-LD graph; `faults`: what parsing found wrong.
    """

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.times: list[str] = []
        self.data: list[dict] = []
        self.faults: list[str] = []
        self.canonical: list[str] = []
        self.metas: dict[str, str] = {}
        self.language = self.title = ""
        self._element, self._text = "", []

    @classmethod
    @lru_cache(maxsize=2)  # a page is checked for its links and right after that for its rules
    def read(cls, text: str) -> "Document":
        page = cls()
        page.feed(text)
        page.close()
        return page

    @property
    def addresses(self) -> list[str]:
        return [address for _, address in self.links]

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if "id" in attributes:
            self.ids.append(attributes["id"])
        self.faults += [
            f"<{tag}> has an inline {name}" for name in attributes if name == "style" or name.startswith("on")
        ]
        for name in (name for name in ADDRESS_ATTRIBUTES if name in attributes):
            candidates = [part.split()[0] for part in attributes[name].split(",") if part.split()]
            self.links += [(tag, candidate) for candidate in (candidates if name == "srcset" else [attributes[name]])]
        if tag == "html":
            self.language = attributes.get("lang", "")
        elif tag == "link" and attributes.get("rel") == "canonical":
            self.canonical.append(attributes.get("href", ""))
        elif tag == "meta":
            self.metas[attributes.get("property") or attributes.get("name", "")] = attributes.get("content", "")
        elif tag == "time" and "h1" in self.headings:
            self.times.append(attributes.get("datetime", ""))
        elif tag == "img":
            self.pictures.append(attributes)
        elif tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(tag)
        elif tag == "style" or (tag == "script" and "src" not in attributes):
            self._element = attributes.get("type", "") or tag
        elif tag == "title" and not self.title:
            self._element = tag

    def handle_data(self, data):
        if self._element:
            self._text.append(data)

    def handle_endtag(self, tag):
        if not self._element or tag not in ("script", "style", "title"):
            return
        kind, text = self._element, "".join(self._text)
        self._element, self._text = "", []
        if kind == "title":
            self.title = text.strip()
        elif kind != "application/ld+json":
            self.faults.append(f"an inline <{tag}>, which the content policy forbids")
        else:
            try:
                self.data += json.loads(text)["@graph"]
            except (ValueError, KeyError, TypeError) as error:
                self.faults.append(f"JSON-LD that cannot be parsed: {error}")
