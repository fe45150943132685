"""Work on text from outside does not grow with its square (tests/support/growth.py; `bench/growth.py` tries more).

Times of the processor are compared with one another: four times the text takes four times as long, or sixteen times
where the work is quadratic. Each of these was.
"""

from datetime import timedelta

import pytest

from articles.formats import markdown
from articles.imports.seeds.keys import story_key
from articles.imports.seeds.known_stories import KnownStories, KnownStory
from articles.imports.seeds.sections_and_tags import classify
from articles.imports.seeds.splitting.rule import KnownKeys, split_known
from articles.imports.seeds.vocabulary import Vocabulary
from tests.support.factories import NOON
from tests.support.growth import seconds

VOCABULARY = Vocabulary.from_dict(
    {
        "section": [{"slug": "politics", "name": "Politics", "keywords": ["minist*"]}],
        "default_section": "politics",
        "tag": [{"name": "Yerevan"}],
    }
)


def stories_of_one_headline(n: int) -> None:
    """What an import asks for each of `n` files that are all called "Weather"."""
    stories = KnownStories()
    for number in range(n):
        at = NOON + timedelta(hours=number)
        stories.article_of("weather", at)
        stories.brief_of("weather")
        stories.add(KnownStory(number, at, "story", headline_known=True), "weather")
    for number in range(n):
        stories.nearest("weather", NOON + timedelta(hours=number))


CASES = {
    "stories of one headline": (stories_of_one_headline, 400),
    "a word as long as a file": (lambda n: classify("Museum", ["a" * 10 * n], VOCABULARY.renamed({}, [])), 10_000),
    "signs within emphasis": (lambda n: markdown.from_html(f"<p><strong>a{'.' * n}b</strong></p>", "/"), 1_500),
    "quotes in quotes": (lambda n: markdown.from_html("<blockquote><p>x</p>" * n, "/"), 500),
    "lists in lists": (lambda n: markdown.from_html("<ul><li><p>x</p>" * n, "/"), 500),
}


@pytest.mark.parametrize("name", CASES)
def test_four_times_the_text_takes_no_sixteen_times_the_work(name):
    work, size = CASES[name]
    little = max(min(seconds(work, size) for _ in range(3)), 0.001)
    assert min(seconds(work, 4 * size) for _ in range(3)) < 9 * little


def test_a_line_tries_few_lengths_of_blurbs_however_long_those_are():
    known = KnownKeys(set(), {"a" * length + "theministrysaid" for length in range(0, 40_000, 10)})
    assert sum(map(len, known._end.values())) < 100


def test_a_known_blurb_is_still_found():
    line = "Museum opens a new wing The ministry of culture said it is free."
    known = KnownKeys(set(), {story_key("The ministry of culture said it is free.")})
    assert split_known(line, known).headline == "Museum opens a new wing"


def test_lists_deeper_than_twenty_are_shown_at_that_depth():
    written = markdown.from_html("<ul><li><p>x</p>" * 30 + "</li></ul>" * 30 + "<p>y</p>", "/")
    assert max(len(line) - len(line.lstrip()) for line in written.splitlines()) <= 2 * markdown.DEPTH_MAX
    assert written.endswith("\ny")
