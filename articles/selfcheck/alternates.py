"""Whether the pages that name each other as the same in another language do so both ways."""

import re
from collections.abc import Container, Iterator

from articles.selfcheck.crawler import Answer, own_path

_LINK = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


class Alternates:
    """The alternates that pages name, gathered page by page."""

    def __init__(self):
        self._named: dict[str, dict[str, str | None]] = {}  # by page: the path by language tag, or x-default

    def record(self, answer: Answer) -> None:
        """Keep what the page names."""
        if found := _LINK.findall(answer.text()):
            self._named[answer.path] = {tag: own_path(url, answer.path) for tag, url in found}

    def faults(self, seen: Container[str]) -> Iterator[tuple[str, str]]:
        """Yield (path, what is wrong): a page that does not name itself, or one that is not named back.

        `seen` are the requested paths: a page that was not requested is not known to name none.
        """
        for path, named in sorted(self._named.items()):
            others = {tag: to for tag, to in named.items() if tag != "x-default"}
            if path not in others.values():
                yield path, "names versions in other languages and not itself"
            if named.get("x-default") not in others.values():
                yield path, "names no version of its own as the default one"
            for tag, to in others.items():
                if to in self._named and self._named[to] != named:
                    yield path, f"names {to} ({tag}), which names other versions"
                elif to not in self._named and to in seen:
                    yield path, f"names {to} ({tag}), which does not name it"
