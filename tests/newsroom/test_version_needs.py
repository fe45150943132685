"""When a language version is behind, wrong or orphaned: alike in queries, in the newsroom and for readers."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from articles.admin.article.translations.following import following
from articles.models import Article, Correction, Translation
from articles.reading.story import whole_story
from tests.support.factories import make_article, make_version

pytestmark = pytest.mark.django_db
SOURCES = ("published", "draft", "scheduled", "withdrawn", "withdrawn draft", "retracted", "deleted")
TEXTS = {"same text": 1, "later text": 2, "earlier text": 0}
NOTES = {  # what was noted of the source: the kinds before the version was linked, and those after
    "no notes": ("", ""),
    "known correction": ("correction", ""),
    "new correction": ("", "correction"),
    "new clarification": ("correction", "clarification"),
    "new update": ("correction", "update"),
}


def make_followed(source, text, notes):
    """A version whose source is in a state, has a text and has notes, all given by their names above."""
    before, after = NOTES[notes]
    english = make_article("Bridge opens", language="en")
    old = Correction.objects.create(article=english, kind=before, text="It was one.").pk if before else 0
    russian = make_version(english, "ru", "Мост открыт", body="<p>Первые машины проехали.</p>")
    Translation.objects.update(source_version=1, source_correction=old)
    if after:
        Correction.objects.create(article=english, kind=after, text="It was two.")
    rows, now = Article.objects.filter(pk=english.pk), timezone.now()
    rows.update(text_version=TEXTS[text])
    moments = {"draft": None, "withdrawn draft": None, "scheduled": now + timedelta(days=1)}
    rows.update(published_at=moments.get(source, english.published_at))
    if source.startswith("withdrawn"):
        rows.update(withdrawn_at=now)
    elif source == "retracted":
        rows.update(retracted_at=now)
    elif source == "deleted":
        rows.delete()
    return russian


def expected(source, text, notes):
    """The needs by name, as the glossary defines them."""
    if source in ("withdrawn", "withdrawn draft", "retracted", "deleted"):
        return {"orphaned"}
    found = {"behind"} if text == "later text" else set()
    return found | ({"wrong"} if notes in ("new correction", "new clarification") else set())


def named(row):
    return {name for name in ("behind", "wrong", "orphaned") if getattr(row, f"is_{name}")}


@pytest.mark.parametrize("case", list(product(SOURCES, TEXTS, NOTES)), ids=", ".join)
def test_all_say_the_same(case):
    russian, needs = make_followed(*case), expected(*case)
    rows = Translation.objects
    found = {"behind": rows.behind(), "wrong": rows.wrong(), "orphaned": rows.orphaned()}
    assert {name for name, them in found.items() if them.exists()} == needs
    assert named(rows.with_needs().get()) == needs
    assert rows.in_need().exists() == bool(needs)

    shown = following(russian)
    in_form = {"orphaned": shown.orphaned, "behind": shown.behind, "wrong": shown.corrections}
    assert {name for name, said in in_form.items() if said} == needs

    unpublished = case[0] in ("draft", "scheduled", "withdrawn draft")  # readers may know nothing of it
    assert named(whole_story(russian.pk).follows) == (set() if unpublished else needs)


def test_readers_see_the_newest_correction_that_a_version_lacks():
    russian = make_followed("published", "same text", "new clarification")
    assert whole_story(russian.pk).follows.correction == "It was two."
    Translation.objects.update(source_correction=Correction.objects.latest("pk").pk)
    assert whole_story(russian.pk).follows.correction == ""
