"""The stylesheets: older browsers can read them (docs/contributing.md), a page has two at most, none is heavier."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.support.demo import PAGES

FOLDER = settings.BASE_DIR / "static/css"
SHEETS = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.css"))
# Bytes under brotli. The newsroom's: 6041 weighed the one sheet before there were several, the rest are the editor's
# tables, pull quotes and fact boxes, and chosen photos. Readers' had 5785 until the
# front page got rows of several sizes, stories tables, boxes and embeds, and topics their pages. A page may have 15 KB.
PUBLIC_LIMIT, NEWSROOM_LIMIT = 8500, 6400


@dataclass
class Block:
    """A rule or an at-rule: what stands before its brace, and in order the declarations (str) and blocks in it."""

    prelude: str
    parts: list = field(default_factory=list)

    def walk(self, *above: str) -> Iterator[tuple[tuple[str, ...], "Block"]]:
        """Yield this block and every one in it, each with the preludes of those around it."""
        yield above, self
        for part in self.parts:
            if isinstance(part, Block):
                yield from part.walk(*above, self.prelude)


def blocks_of(sheet: str) -> Iterator[tuple[tuple[str, ...], Block]]:
    """Yield every block of a sheet with the preludes of those around it."""
    text = re.sub(r"/\*.*?\*/", "", (FOLDER / sheet).read_text(), flags=re.DOTALL)
    stack = [Block("")]
    for piece in re.findall(r'(?:"[^"]*"|[^{};"])*[{};]', text):
        words = " ".join(piece[:-1].split())
        if words and piece[-1] != "{":
            stack[-1].parts.append(words)
        if piece[-1] == "{":
            stack.append(Block(words))
        elif piece[-1] == "}":
            block = stack.pop()
            stack[-1].parts.append(block)
    [root] = stack
    for block in root.parts:
        yield from block.walk()


@pytest.fixture(params=SHEETS)
def sheet(request) -> str:
    return request.param


def test_a_nested_selector_has_its_ampersand_and_begins_with_no_name_of_an_element(sheet):
    nested = [block.prelude for above, block in blocks_of(sheet) if any(not one.startswith("@") for one in above)]
    selectors = [one for one in nested if not one.startswith("@")]
    assert [one for one in selectors if "&" not in one or re.match("[a-z]", one)] == []


def test_declarations_stand_before_what_is_nested(sheet):
    for _, block in blocks_of(sheet):
        kinds = [isinstance(part, Block) for part in block.parts]
        assert kinds == sorted(kinds), block.prelude


def test_a_pseudo_element_has_nothing_nested_in_it(sheet):
    assert [block.prelude for above, block in blocks_of(sheet) if any("::" in one for one in above)] == []


def test_light_dark_is_asked_for_and_has_a_fallback_before_it(sheet):
    plain = set()
    for above, block in blocks_of(sheet):
        declarations = [part for part in block.parts if isinstance(part, str)]
        for declaration in declarations:
            name, value = declaration.split(":", 1)
            if "light-dark(" in value:
                assert block.prelude.startswith("@supports (color: light-dark("), declaration
                assert (above, name) in plain, declaration
            plain.add(((*above, block.prelude), name))


def weight_under_brotli(*names: str) -> int:
    return sum(len(brotli.compress(Path(finders.find(f"css/{name}")).read_bytes())) for name in names)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_loads_two_sheets_at_most_that_are_light(site_in_languages, client, page):
    names = re.findall(r'href="/static/css/([^"]+)"', client.get(page.address).text)
    assert 1 <= len(names) <= 2
    assert names[0] == "site.css"
    assert weight_under_brotli(*names) <= PUBLIC_LIMIT


@pytest.mark.parametrize("name", ["article", "desk", "account"])
def test_two_sheets_of_the_newsroom_weigh_no_more_than_one_did(name):
    assert weight_under_brotli("newsroom/base.css", f"newsroom/{name}.css") <= NEWSROOM_LIMIT


def test_every_sheet_is_linked_by_a_template():
    templates = "".join(path.read_text() for path in (settings.BASE_DIR / "templates").rglob("*.*"))
    assert [name for name in SHEETS if f"css/{name}" not in templates] == []
