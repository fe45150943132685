"""What `/news/<id>.txt` gives, `import_seeds` takes back: over the whole corpus, and for stories meant to break it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Section, Seed, SeedFile, Tag, TopStory
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db
CORPUS = Path(settings.BASE_DIR) / "fixtures" / "seeds"


def take_in(folder):
    return import_seeds([folder], Vocabulary.load(settings.SEED_VOCABULARY))


def export(folder):
    """The `.txt` of every listed story, each written into `folder`: their bytes in the order of publication."""
    folder.mkdir()
    texts = {}
    for pk in (
        Article.objects.published().without_briefs().order_by("published_at", "headline").values_list("pk", flat=True)
    ):
        texts[pk] = Client().get(f"/news/{pk}.txt").content
        (folder / f"{pk}.txt").write_bytes(texts[pk])
    return list(texts.values())


def wipe():
    for model in (TopStory, SeedFile, Seed, Article, Tag, Section):
        model.objects.all().delete()


def told():
    """What every story with a text says, by headline and moment; section and tags last."""
    stories = Article.objects.without_briefs().select_related("section").prefetch_related("tags")
    return {
        (story.headline, story.published_at): (
            story.time_known,
            (story.dateline_place, story.source),
            story.body,
            story.teaser,
            story.section.slug,
            sorted(tag.name for tag in story.tags.all()),
        )
        for story in stories
    }


def there_and_back(tmp_path):
    """(what the stories said, what they say after export, wipe and import, the import's report)."""
    before = told()
    export(tmp_path / "export")
    wipe()
    report = take_in(tmp_path / "export")
    return before, told(), report


def test_the_whole_corpus_comes_back_as_it_was(tmp_path):
    take_in(CORPUS)
    before = told()
    exported = export(tmp_path / "first")
    wipe()
    report = take_in(tmp_path / "first")
    assert len(before) == len(exported) == len(list(CORPUS.glob("*.txt")))
    assert report.count("created") == len(exported)
    assert told() == before
    assert sum(b"Latest news\n\n" not in text + b"\n" for text in exported) > 20  # whose summary is no first sentence
    assert export(tmp_path / "second") == exported


def test_no_brief_and_no_warning_comes_of_an_export(tmp_path):
    take_in(CORPUS)
    _, _, report = there_and_back(tmp_path)
    assert Article.objects.filter(story_type="brief").count() == 0
    assert [warning for file in report.files for warning in file.warnings] == []


def test_a_story_without_a_known_time_stays_without_it(tmp_path):
    take_in(CORPUS)
    day = Article.objects.without_briefs().first()
    Article.objects.filter(pk=day.pk).update(time_known=False, published_at="2020-10-01T20:00:00Z")
    before, after, _ = there_and_back(tmp_path)
    assert after == before
    assert [said[0] for said in after.values()].count(False) == 1


HOSTILE = [
    {"headline": "Ski lift opens", "summary": "Dogs pay half fare on the new lift."},
    {"headline": "Ski lift", "summary": "Dogs pay half fare on the new lift."},
    {"headline": "Phone maker opens shop", "summary": "eBay and others had asked for it for years."},
    {"headline": "Who pays for the lift?", "summary": "“Dogs pay half fare,” the owner said."},
    {"headline": "Paragraph by paragraph", "body": "<p>PanARMENIAN.Net - He wrote this twice.</p>"},
    {"headline": "No dateline here", "source": "", "body": "<p>Rain fell - and snow.</p>"},
    {"headline": "Begins with a dash", "body": "<p>– Come in, he said.</p>\n<p>- No.</p>"},
    {"headline": "A date 2020-10-02 in the headline", "body": "<p>October 2, 2020 - 19:13 AMT</p>\n<p>date 2020</p>"},
    {"headline": "<b>Tags</b> & entities &amp; more", "body": "<p>&lt;p&gt; &amp;amp; 1 &lt; 2</p>"},
    {"headline": "Top stories of the week", "source": "News.am", "body": "<p>Top stories</p>\n<p>They came.</p>"},
    {"headline": "An agency told it", "dateline_place": "YEREVAN", "source": "Reuters", "body": "<p>Rain fell.</p>"},
    {"headline": "1915", "dateline_place": "Foxtown", "source": "The Gazette", "body": "<p>Rain fell.</p>"},
    {"headline": "Rain fell", "source": "", "body": "<p>Rain fell.</p>\n<p>Snow fell.</p>"},
    {"headline": "Looks like one", "source": "", "body": "<p>YEREVAN, MARCH 6, ARMENPRESS. Rain fell.</p>"},
    {"headline": "Հայերեն վերնագիր", "source": "Արմենպրես", "body": "<p>Անձրև եկավ։ Ձյուն եկավ։</p>"},
]


@pytest.mark.parametrize("fields", HOSTILE, ids=lambda fields: fields["headline"])
def test_a_story_meant_to_break_it_comes_back(tmp_path, fields):
    make_article(**fields)
    before, after, report = there_and_back(tmp_path)
    assert report.count("created") == Article.objects.count() == 1
    assert [said[:4] for said in after.values()] == [said[:4] for said in before.values()]
    assert after.keys() == before.keys()


def test_stories_whose_headlines_begin_alike_keep_their_own_summaries(tmp_path):
    make_article("Bridge opens today", summary="Again there was music.", body="<p>The bridge opened.</p>")
    make_article("Bridge opens today again", summary="There was music too.", body="<p>It opened again.</p>", minutes=1)
    before, after, _ = there_and_back(tmp_path)
    assert [said[:4] for said in after.values()] == [said[:4] for said in before.values()]
