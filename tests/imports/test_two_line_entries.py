"""A sidebar whose entries stand on two lines, headline and blurb, names one story for each pair."""

import pytest
from django.conf import settings

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.splitting.two_lines import pairs_of
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, TopStory
from tests.support.factories import seed_text, write_seeds

PAIRS = [
    ("Bakery in Sisian wins bread contest", "The jury tasted 31 loaves before it chose."),
    ("Who will run the ropeway in Halidzor?", "Three companies have sent their offers."),
    ("Школа в Мегри получила обсерваторию", "Ученики увидят кольца Сатурна."),
]
LINES = [line for pair in PAIRS for line in pair]


def test_headlines_and_blurbs_in_turn_are_pairs():
    assert pairs_of(LINES) == PAIRS


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([blurb for _, blurb in PAIRS], id="blurbs"),
        pytest.param([*(blurb for _, blurb in PAIRS), PAIRS[0][1]], id="an even number of blurbs"),
        pytest.param([headline for headline, _ in PAIRS] + ["Mountain rescuers train in Lori"], id="headlines"),
        pytest.param([" ".join(pair) for pair in PAIRS] + [" ".join(PAIRS[0])], id="glued lines"),
        pytest.param([PAIRS[0][0], " ".join(PAIRS[2])], id="a headline, and a glued line"),
        pytest.param([*LINES[:4], PAIRS[2][1], PAIRS[2][0]], id="one pair turned round"),
        pytest.param([PAIRS[0][0], "It is."], id="a blurb too short to be known again"),
        pytest.param([], id="nothing"),
    ],
)
def test_other_lines_are_no_pairs(lines):
    assert pairs_of(lines) == []


@pytest.fixture
def run(tmp_path):
    vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)
    return lambda **texts: import_seeds([write_seeds(tmp_path, **texts)], vocabulary)


@pytest.mark.django_db
@pytest.mark.parametrize("sidebar", ["top", "latest"])
def test_each_pair_is_one_story(run, sidebar):
    run(a=seed_text("Rain falls", **{sidebar: LINES}))
    briefs = Article.objects.filter(story_type="brief")
    assert sorted(briefs.values_list("headline", "summary", "headline_known")) == sorted((*p, True) for p in PAIRS)


@pytest.mark.django_db
def test_the_sites_top_stories_have_their_blurbs(run):
    run(a=seed_text("Rain falls", top=LINES))
    placed = TopStory.objects.order_by("position").values_list("article__headline", "blurb")
    assert list(placed) == PAIRS


@pytest.mark.django_db
def test_a_pair_whose_file_is_there_is_that_story(run):
    story = PAIRS[0][0]
    report = run(a=seed_text(story), b=seed_text("Rain falls", top=LINES))
    article = Article.objects.get(headline=story)
    assert article.summary == PAIRS[0][1]
    assert report.files[1].top_stories[0] == article.pk


@pytest.mark.django_db
def test_the_blurb_of_a_pair_that_came_earlier_alone_gets_the_headline(run):
    run(a=seed_text("Rain falls", top=[PAIRS[1][1]]))
    brief = Article.objects.get(story_type="brief")
    run(b=seed_text("Snow falls", top=LINES))
    brief.refresh_from_db()
    assert (brief.headline, brief.headline_known) == (PAIRS[1][0], True)


@pytest.mark.django_db
def test_a_brief_whose_headline_is_learned_later_is_classified_again(run):
    blurb = "The decision is expected by Friday evening."
    run(a=seed_text("Rain falls", top=[blurb]))
    assert Article.objects.get(story_type="brief").section.slug != "sport"
    run(b=seed_text("Snow falls", latest=[f"Football team of Goris reaches final {blurb}"]))
    brief = Article.objects.get(story_type="brief")
    assert (brief.headline, brief.section.slug) == ("Football team of Goris reaches final", "sport")


@pytest.mark.django_db
def test_a_brief_whose_line_a_headline_splits_later_is_classified_again(run):
    line = "Vayk Olympic Village Chess Tournament Museum keeps the cups"
    run(a=seed_text("Rain falls", latest=[line]))
    before = Article.objects.get(story_type="brief")
    run(b=seed_text("Snow falls", top=["Museum keeps the cups"]))
    after = Article.objects.get(story_type="brief")
    assert after.pk == before.pk
    assert (after.headline, after.summary) == ("Vayk Olympic Village Chess Tournament", "Museum keeps the cups")
    assert after.section.slug == "sport"


@pytest.mark.django_db
def test_a_doubtful_cut_is_warned_of(run, monkeypatch):
    monkeypatch.setattr("articles.imports.seeds.splitting.english.SURE", 1.1)
    report = run(a=seed_text("Rain falls", latest=["Farmers sow wheat in Lori The minister said prices had doubled."]))
    assert "may be split wrongly: Farmers sow wheat in Lori | The minister said prices had doubled." in (
        report.files[0].warnings
    )
