"""A story for which too little speaks goes to the section that the vocabulary names for it, with a warning."""

import pytest

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article
from tests.support.factories import seed_text, write_seeds

pytestmark = pytest.mark.django_db
VOCABULARY = Vocabulary.from_dict(
    {
        "default_section": "society",
        "section": [
            {"slug": "sport", "name": "Sport", "keywords": ["chess"]},
            {"slug": "society", "name": "Society"},
        ],
    }
)
WARNING = "too little in the text speaks for any section: put into 'society'"


@pytest.fixture
def imported(tmp_path):
    """imported(headline, …): the slug of the section of a seed with this headline, and the file's warnings."""

    def imported(headline, **options):
        folder = write_seeds(tmp_path, one=seed_text(headline, paragraphs=["It went on and on."]))
        [file] = import_seeds([folder], VOCABULARY, **options).files
        return Article.objects.select_related("section").get(headline=headline).section.slug, file.warnings

    return imported


def test_without_evidence_the_story_goes_to_the_default_section_with_a_warning(imported):
    assert imported("Nothing") == ("society", [WARNING])


def test_with_evidence_there_is_no_warning(imported):
    assert imported("Chess") == ("sport", [])


def test_a_section_that_the_command_names_needs_no_evidence(imported):
    assert imported("Nothing", section="sport") == ("sport", [])
