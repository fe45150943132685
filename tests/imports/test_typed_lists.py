"""Lists in seeds: a scraped page has its items as lines with bullets before them."""

import pytest
from django.conf import settings

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article
from tests.support.factories import seed_text, write_seeds

pytestmark = pytest.mark.django_db


def imported(tmp_path, *paragraphs):
    import_seeds(
        [write_seeds(tmp_path, one=seed_text(paragraphs=paragraphs))], Vocabulary.load(settings.SEED_VOCABULARY)
    )
    return Article.objects.get()


def test_lines_with_bullets_become_a_list(tmp_path):
    article = imported(tmp_path, "PanARMENIAN.Net - Three museums are open.", "· One in Gyumri.", "•\tTwo in Yerevan.")
    assert article.body.endswith("<ul><li><p>One in Gyumri.</p></li><li><p>Two in Yerevan.</p></li></ul>")
    assert article.blurb == "Three museums are open."


def test_the_blurb_of_a_text_that_begins_with_a_list_has_no_bullet(tmp_path):
    article = imported(tmp_path, "· One museum opened in Gyumri. It is free.", "· Two opened in Yerevan.")
    assert article.blurb == "One museum opened in Gyumri."
