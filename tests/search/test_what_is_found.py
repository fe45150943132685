"""Which words find which, the same on both databases: the table tests/samples/search.tsv."""

import re
from pathlib import Path

import pytest
from django.db import connection

from articles import search
from articles.search.excerpts import excerpt
from articles.search.query_parser import parse
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).parent.parent / "samples/search.tsv"


def rows():
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), line).split("\t") for line in lines]


def test_the_table_is_long_enough():
    assert len(rows()) >= 150


@pytest.mark.parametrize("part", ["headline", "body"])
def test_each_row_finds_what_it_says(part):
    """In one test, because a story for each of the rows costs more than the search."""
    numbers = {}
    for number, (stored, _, _) in enumerate(rows()):
        fields = {"headline": f"{number}", "summary": "-", "body": "<p>-</p>"}
        fields[part] = stored if part == "headline" else f"<p>{stored.replace('&', '&amp;')}</p>"
        numbers[make_article(**fields, slug="x").pk] = number
    wrong = []
    for number, (stored, asked, expected) in enumerate(rows()):
        found = {numbers[pk] for pk in search.numbers(connection, parse(asked))}
        if (number in found) != (expected == "yes"):
            wrong.append((stored, asked, expected))
    assert wrong == []


@pytest.mark.parametrize(("stored", "asked"), [row[:2] for row in rows() if row[2] == "yes"])
def test_what_is_found_is_marked_in_the_text(stored, asked):
    for term in parse(asked):
        assert [piece.text for piece in excerpt(stored, (term,)) if piece.hit]
