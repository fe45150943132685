"""Sections and tags of the labelled dispatches that the vocabulary may be tuned on (tests/samples/dispatches/read).

`bench/import_accuracy.py` measures the others too.
"""

import pytest
from django.conf import settings

from articles.imports.seeds.vocabulary import Vocabulary
from tests.support.dispatches import measure


@pytest.fixture(scope="module")
def figures():
    return measure(Vocabulary.load(settings.SEED_VOCABULARY))


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_section_and_tags_are_right_in_each_language(figures, language):
    found = figures[language]
    assert found.files >= 30
    assert found.section >= 0.9
    assert found.precision >= 0.85
    assert found.recall >= 0.83
