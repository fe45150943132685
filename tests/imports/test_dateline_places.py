"""The place of a dateline on its way from a seed into the article, and past an editor's work."""

import pytest
from django.conf import settings
from django.test import Client

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.sections_and_tags import Vocabulary
from articles.models import Article, Seed
from tests.support.factories import seed_text, write_seeds

pytestmark = pytest.mark.django_db
TEXT = "A museum of bridges has opened a new wing, the guards said. It is free on Sundays."


def take_in(folder, *paragraphs):
    """Import one story of these paragraphs; return it, and the warnings."""
    write_seeds(folder, one=seed_text(paragraphs=paragraphs))
    report = import_seeds([folder], Vocabulary.load(settings.SEED_VOCABULARY))
    return Article.objects.get(), report.files[0].warnings


def test_place_and_agency_are_fields_and_neither_is_in_text_summary_or_tags(tmp_path):
    article, warnings = take_in(tmp_path, f"YEREVAN, OCTOBER 2, ARMENPRESS. {TEXT}")
    assert (article.dateline_place, article.source) == ("YEREVAN", "ARMENPRESS")
    assert (article.body, article.teaser) == (f"<p>{TEXT}</p>", TEXT.partition(" It")[0])
    assert "Yerevan" not in article.tags.names()
    assert warnings == []


def test_the_place_is_in_the_data_formats(tmp_path):
    article, _ = take_in(tmp_path, f"YEREVAN, OCTOBER 2, ARMENPRESS. {TEXT}")
    text, markdown, ninjs = (Client().get(f"/news/{article.pk}.{kind}") for kind in ("txt", "md", "json"))
    assert f"\nYEREVAN (ARMENPRESS) - {TEXT}\n" in text.text
    assert f"**YEREVAN (ARMENPRESS)** – {TEXT}" in markdown.text
    assert ninjs.json()["located"] == "YEREVAN"
    assert {"name": "ARMENPRESS", "role": "dateline"} in ninjs.json()["infoSources"]


def test_a_story_without_a_place_says_nothing_of_one(tmp_path):
    article, _ = take_in(tmp_path, f"PanARMENIAN.Net - {TEXT}")
    assert article.dateline_place == ""
    assert "located" not in Client().get(f"/news/{article.pk}.json").json()


def test_what_an_earlier_release_imported_gets_its_place_when_it_is_read_again(tmp_path):
    article, _ = take_in(tmp_path, TEXT)
    seed = Seed.objects.get()
    del seed.written["dateline_place"]
    seed.save()
    article, warnings = take_in(tmp_path, f"YEREVAN, OCTOBER 2, ARMENPRESS. {TEXT} Snow fell.")
    assert (article.dateline_place, article.source) == ("YEREVAN", "ARMENPRESS")
    assert warnings == []


def test_a_place_that_an_editor_wrote_is_kept(tmp_path):
    article, _ = take_in(tmp_path, f"YEREVAN, OCTOBER 2, ARMENPRESS. {TEXT}")
    Article.objects.update(dateline_place="GYUMRI")
    article, warnings = take_in(tmp_path, f"GORIS, OCTOBER 2, ARMENPRESS. {TEXT} Snow fell.")
    assert article.dateline_place == "GYUMRI"
    assert warnings == ["dateline_place was changed in the newsroom and is kept"]
