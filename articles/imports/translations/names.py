"""The names that the vocabulary has for sections and tags in a language of the site."""

from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Section, SectionName, Tag, TagName
from articles.models.tag import tag_key
from articles.text.slugs import readable_slug


def name_subjects(vocabulary: Vocabulary, language: str) -> int:
    """Name the sections and tags that have no name in `language` (a tag) yet as the vocabulary does; return how many.

    A name or an address that another one has already is left out.
    """
    sections = {section.slug: section for section in Section.objects.exclude(names__language=language)}
    named = 0
    for entry in vocabulary.sections:
        if entry.slug in sections and language in entry.names:
            about = entry.descriptions.get(language, "")[:200]
            named += _name(SectionName, "section", sections[entry.slug], language, entry.names, description=about)
    tags = Tag.objects.exclude(names__language=language).in_bulk(field_name="key")
    for name, names in vocabulary.tag_names.items():
        if language in names and (tag := tags.get(tag_key(name))):
            named += _name(TagName, "tag", tag, language, names)
    return named


def _name(model, field, subject, language, names, **more) -> int:
    name = names[language]
    slug = readable_slug(name, max_length=90)
    if model.objects.filter(language=language, slug=slug).exists():
        return 0
    if model.objects.filter(language=language, name=name).exists():
        return 0
    model.objects.create(**{field: subject}, language=language, name=name, slug=slug, **more)
    return 1
