"""The rows that are searched, and their texts: stories with the words under their photos, photos, topics, sections."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models

from articles.admin.common.one_line import readable_line, single_line
from articles.models import Article, Photo, PhotoUse, Section, SectionName, TopicPage
from articles.models.derived_values import SUBSTANCE
from articles.text import richtext
from articles.text.languages.site_languages import name_of
from articles.text.plain import is_readable, visible
from articles.text.replacing.markup import places_in_markup, replaced_in_markup
from articles.text.replacing.places import Place, places_in, replaced
from articles.text.replacing.wanted import Wanted

STORY = "story"
BLURB = "blurb"
UNDER_PHOTOS = {"caption": "Caption", "credit": "Credit", "alt": "Alternative text"}
EMPTY = "Nothing would be left of it."
TOO_LONG = "It would have {} characters; {} are allowed."


class Text(NamedTuple):
    """One text of a row: the key by which it is known in the page, its label, what it says, and its limits."""

    key: str
    label: str
    value: str
    is_markup: bool = False
    has_lines: bool = False
    required: bool = False
    most: int | None = None

    def places(self, wanted: Wanted) -> list[Place]:
        return (places_in_markup if self.is_markup else places_in)(self.value, wanted)

    def replaced(self, wanted: Wanted, chosen) -> str:
        """Return what the text says once the chosen places are replaced, cleaned as its form would clean it.

        Raises ValidationError if that cannot stand.
        """
        new = (replaced_in_markup if self.is_markup else replaced)(self.value, wanted, chosen)
        new = self._cleaned(new)
        if not new and (self.required or self.is_markup):
            raise ValidationError(EMPTY)
        if self.most is not None and len(new) > self.most:
            raise ValidationError(TOO_LONG.format(len(new), self.most))
        return new

    def _cleaned(self, new: str) -> str:
        if self.is_markup:
            body = richtext.sanitise(new)
            return body if richtext.to_paragraphs(body) or richtext.placed(body) else ""
        if self.has_lines:
            return "\n".join(line for line in map(single_line, new.split("\n")) if line)
        if self.required:
            return readable_line(new) if is_readable(new) else ""
        return single_line(visible(new))


def _text(row: models.Model, name: str, label: str, **options) -> Text:
    field = row._meta.get_field(name)
    return Text(name, label, getattr(row, name), most=field.max_length, **options)


def texts_of_story(article: Article) -> list[Text]:
    """Return the texts of a story: its own, those under its photos, and what Top stories say of it."""
    texts = [
        _text(article, "headline", "Headline", required=True),
        _text(article, "summary", "Summary"),
        _text(article, "body", "Text", is_markup=True),
    ]
    for use in article.photo_uses.all():
        texts += [
            _text(use, name, f"{label} of photo {use.position}")._replace(key=under_photo(use, name))
            for name, label in UNDER_PHOTOS.items()
        ]
    top = getattr(article, "top_story", None)
    if top is not None:
        texts.append(_text(top, "blurb", "Blurb among the Top stories")._replace(key=BLURB, has_lines=True))
    return texts


def under_photo(use: PhotoUse, name: str) -> str:
    """Return the key of a text of a story under one of its photos."""
    return f"photo-{use.position}-{name}"


class Kind(NamedTuple):
    """A kind of rows: its name in the page, the permission to change it, the fields that are searched in, the texts."""

    name: str
    model: type[models.Model]
    permission: str
    fields: tuple[str, ...]
    texts_of: Callable[[Any], list[Text]]
    title: Callable[[Any], str]
    address: Callable[[Any], tuple[str, int]]  # of the row's form: the name of the address, and the number


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            STORY,
            Article,
            "articles.change_article",
            SUBSTANCE,
            texts_of_story,
            title=str,
            address=lambda row: ("articles_article_change", row.pk),
        ),
        Kind(
            "photo",
            Photo,
            "articles.change_photo",
            ("alt", "caption", "credit"),
            lambda row: [
                _text(row, "alt", "Alternative text", required=True),
                _text(row, "caption", "Caption"),
                _text(row, "credit", "Credit"),
            ],
            title=lambda row: f"Photo {row.pk}: {row.alt}",
            address=lambda row: ("articles_photo_change", row.pk),
        ),
        Kind(
            "topic",
            TopicPage,
            "articles.change_tag",
            ("introduction", "facts"),
            lambda row: [
                _text(row, "introduction", "Introduction", is_markup=True),
                _text(row, "facts", "Key facts", has_lines=True),
            ],
            title=lambda row: f"Topic {row.tag} ({name_of(row.language)})",
            address=lambda row: ("articles_tag_change", row.tag_id),
        ),
        Kind(
            "section",
            Section,
            "articles.change_section",
            ("description",),
            lambda row: [_text(row, "description", "Description")],
            title=lambda row: f"Section {row.name}",
            address=lambda row: ("articles_section_change", row.pk),
        ),
        Kind(
            "section-name",
            SectionName,
            "articles.change_section",
            ("description",),
            lambda row: [_text(row, "description", "Description")],
            title=lambda row: f"Section {row.name} ({name_of(row.language)})",
            address=lambda row: ("articles_section_change", row.section_id),
        ),
    )
}


def kinds_of(account) -> list[Kind]:
    """Return the kinds of rows that the account may change, stories first."""
    return [kind for kind in KINDS.values() if account.has_perm(kind.permission)]
