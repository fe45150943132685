"""What the site's words are, as readers meet them: in headlines, and in the names of tags, sections and authors."""

from django.db import connections

from articles.models import Article, AuthorName, Section, SectionName, TagName
from articles.reading.subjects import known_authors, known_tags
from articles.search import vocabulary
from articles.text.languages.site_languages import DEFAULT

NAMED = 3  # so many headlines is a name worth
RARE = 2  # a word that fewer headlines have may be misspelt itself, on a site that has
MANY = 5_000  # stories


def learn() -> int:
    """Write the vocabulary of what the search suggests (articles/search/vocabulary.py); return the number of words."""
    words = vocabulary.Words()
    stories = 0
    for (headline,) in Article.objects.published().order_by().values_list("headline").iterator(5_000):
        words.add(headline)
        stories += 1
    if stories >= MANY:
        words.forms = {stem: forms for stem, forms in words.forms.items() if forms.total() >= RARE}
    for names in (Section.objects, SectionName.objects, TagName.objects, AuthorName.objects):
        for name in names.order_by().values_list("name", flat=True):
            words.add(name, NAMED)
    for subjects in (known_tags(language=DEFAULT), known_authors(language=DEFAULT)):
        for name in subjects.order_by().values_list("name", flat=True):
            words.add(name, NAMED)
    return vocabulary.learn(connections[Article.objects.db], words)
