"""The owner's sample alone on an empty site, compared with its file line by line."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Section, TopStory
from articles.text import richtext
from tests.support.typed import as_typed

SAMPLE = Path(settings.BASE_DIR) / "fixtures" / "seeds" / "000_361cf1d00ed97ed3.txt"
LATEST = [
    (
        "Armenia: Azeri ballistic missiles targeting Karabakh civilian infrastructure",
        "The diameter of LORA missiles in Azerbaijan's arsenal is 625mm, while the maximum range is reportedly 430 km.",
    ),
    (
        'Erdogan "hopes"Azerbaijan will continue Karabakh offensive',
        'The Turkish president noted that Turkey supports "friendly and fraternal Azerbaijan in all possible ways."',
    ),
    (
        "CNN: Rebels from Syria recruited to fight in Karabakh conflict",
        "Further evidence is emerging of rebels from Syria being recruited"
        " to fight as mercenaries in Nagorno-Karabakh.",
    ),
    (
        "Azerbaijan twice used Smerch system to strike Karabakh town",
        "Armenian Defense Ministry representative Artsrun Hovhannisyan said both strikes left civilians injured.",
    ),
]


@pytest.fixture
def sample(db):
    report = import_seeds([SAMPLE], Vocabulary.load(settings.SEED_VOCABULARY))
    assert report.count("created") == 1
    return Article.objects.get(pk=report.files[0].article)


@pytest.fixture
def lines():
    return SAMPLE.read_text(encoding="utf-8").split("\n")


def box(page, name):
    """The plain text of each entry in the sidebar `name`."""
    section = re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', page, re.S)[0]
    items = re.findall(r"<li>(.*?)</li>", section, re.S)
    return [" ".join(as_typed(unescape(re.sub(r"<[^>]+>", " ", item))).split()) for item in items]


def test_the_article_is_what_the_file_says(sample, lines):
    assert sample.headline == lines[0].removeprefix(" date 2020-10-02 ")
    assert sample.published_at == datetime(2020, 10, 2, 15, 13, tzinfo=UTC)
    assert sample.source == "PanARMENIAN.Net"
    assert richtext.to_paragraphs(sample.body) == [lines[2].removeprefix("PanARMENIAN.Net - "), *lines[3:9]]
    assert (sample.summary, sample.language) == ("", "en")
    assert sample.blurb == lines[2].removeprefix("PanARMENIAN.Net - ")
    assert sample.section.name == "Region"
    assert set(sample.tags.names()) >= {"Karabakh", "Russia", "Azerbaijan", "Turkey", "OSCE Minsk Group"}


def test_the_page_prints_the_file_line_by_line(sample, lines, client):
    page = client.get(sample.get_absolute_url()).text
    main = as_typed(unescape(re.sub(r"<[^>]+>", "", page[page.index("<main") : page.index("</main>")])))
    assert sample.headline in main
    assert lines[1] in main
    assert main.count("PanARMENIAN.Net") == 1
    for line in [lines[2].removeprefix("PanARMENIAN.Net - "), *lines[3:9]]:
        assert line in main


def test_the_page_has_the_four_top_stories_in_the_files_order(sample, lines, client):
    assert box(client.get(sample.get_absolute_url()).text, "top-stories") == lines[10:14]


def test_the_page_has_no_partner_news(sample, client):
    assert "Partner news" not in client.get(sample.get_absolute_url()).text


def test_the_page_has_the_four_latest_entries_split_right_in_the_files_order(sample, client):
    entries = box(client.get(sample.get_absolute_url()).text, "latest-news")
    assert entries == [f"{headline} {blurb}" for headline, blurb in LATEST]
    briefs = Article.objects.filter(story_type="brief", headline_known=True).newest_first()
    assert list(briefs.values_list("headline", "summary")) == LATEST


def test_briefs_stand_just_behind_the_seed_that_named_them(sample):
    newest = Article.objects.newest_first()
    assert newest[0] == sample
    assert all((sample.published_at - brief.published_at).total_seconds() < 1 for brief in newest[1:])
    assert Article.objects.count() == 9


def test_the_eight_sections_stand_in_the_vocabularys_order(sample):
    assert list(Section.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert Section.objects.first().name == "Politics"


def test_every_brief_has_a_page_of_its_own(sample, client):
    for brief in Article.objects.filter(story_type="brief"):
        page = client.get(brief.get_absolute_url())
        assert page.status_code == 200
        assert "noindex" in page.text


def test_the_top_stories_came_with_the_seed(sample):
    assert set(TopStory.objects.values_list("seeded_at", flat=True)) == {sample.published_at}
