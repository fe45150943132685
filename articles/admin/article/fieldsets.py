"""The fields in a story's form, where they stand, and which of them the account may change."""

from typing import Any, NamedTuple

from articles.admin.article import embedded, lead_photo, more_photos, story_files
from articles.admin.article.bylines import BylineInline
from articles.admin.article.corrections import CORRECTED, CorrectionInline
from articles.admin.article.pickers.widgets import TagsPicker
from articles.admin.article.publishing.minor_edits import with_question
from articles.admin.common.lookup_widgets import RowsField, is_id
from articles.models import Article, Tag
from articles.models.tag_merging import what_became

PHOTOS = (
    "The first photo, which lists show too. A paragraph such as [photo 41] in the text is a photo's place there, "
    "[photo 41] [photo 42] that of a pair; the first photo without one stands above the text, others below it."
)
FIELDSETS = [
    (None, {"fields": ["headline", "summary", "body"]}),
    ("Place", {"fields": ["section", "tags", "kicker", "dateline_place", "source"]}),
    ("Photo", {"fields": ["photo", "in_the_text", *lead_photo.TEXTS, "series"], "description": PHOTOS}),
    ("Publication", {"fields": ["published_at"]}),
    ("Address", {"fields": ["slug", "language"], "classes": ["collapse"]}),
]
TEXT_WITH_EMBEDS = (None, {"fields": ["headline", "summary", "body", embedded.FIELD]})
WITHDRAWAL = ("Withdrawal", {"fields": ["withdrawn_because"]})
# What stands beside the writing, from the top; a part that is not named here comes last. Fieldsets go by their name,
# inlines by their prefix.
RAIL = [
    *("Place", "bylines", "Photo", more_photos.PREFIX, story_files.PREFIX),
    *("Publication", "Withdrawal", "corrections", "Address"),
]
INLINES = {
    "bylines": BylineInline,
    more_photos.PREFIX: more_photos.PhotoInline,
    story_files.PREFIX: story_files.FileInline,
    "corrections": CorrectionInline,
}


class Part(NamedTuple):
    """A part of the form: a fieldset or an inline. The other of the two is None."""

    name: str
    fieldset: Any = None
    inline: Any = None


def parts_of(fieldsets, inlines) -> dict[str, list[Part]]:
    """Return the form's parts: those of the `writing`, which are fieldsets without a name, and those of the `rail`."""
    parts = [Part(one.name or "", fieldset=one) for one in fieldsets]
    parts += [Part(one.formset.prefix, inline=one) for one in inlines]
    places = {name: place for place, name in enumerate(RAIL)}
    rail = sorted((one for one in parts if one.name), key=lambda one: places.get(one.name, len(places)))
    return {"writing": [one for one in parts if not one.name], "rail": rail}


def fieldsets_for(article: Article | None, *, may_change: bool, may_publish: bool) -> list:
    """Return the fieldsets, in which values that may not be changed are shown as readers see them.

    For accounts that may not publish, a draft has no "Publication": setting a time, ahead or past, would publish it.
    """
    fieldsets = [TEXT_WITH_EMBEDS, *FIELDSETS[1:]] if embedded.embeds_anything(article) else FIELDSETS
    if article and (article.withdrawn_at or (article.is_public and may_publish)):
        fieldsets = [*fieldsets, WITHDRAWAL]
    if not may_publish:
        has_time = article and article.published_at
        fieldsets = [(name, options) for name, options in fieldsets if has_time or name != "Publication"]
    shown = {} if may_publish else {"published_at": "stamp"}
    if not may_change:
        shown = {"published_at": "stamp", "body": "text", "photo": "photos"} | dict.fromkeys(
            [*lead_photo.TEXTS, "in_the_text", "series"]
        )
    fieldsets = [
        (name, options | {"fields": [*filter(None, (shown.get(field, field) for field in options["fields"]))]})
        for name, options in fieldsets
    ]
    return (
        with_question(fieldsets) if article and may_change and article.state == Article.State.PUBLISHED else fieldsets
    )


def inlines_for(request, article: Article | None) -> list:
    """Return the inlines of authors, of more photos and of files; also of corrections, if readers could need one.

    A form that was opened before its story came onto the site sends no corrections, and a form need not send authors,
    photos and files: what is not sent stays the same.
    """
    sent = [name for name in INLINES if request.method != "POST" or f"{name}-TOTAL_FORMS" in request.POST]
    return [INLINES[name] for name in sent if name != "corrections" or _is_corrected(article)]


def _is_corrected(article: Article | None) -> bool:
    return article is not None and (article.state in CORRECTED or article.corrections.exists())


class TagsField(RowsField):
    """A field for tags, in a form that may be older than the last merge: a merged tag is what it was merged into.

    `known` are the story's tags, which need not be looked up again if the form names just these.
    """

    known: list[Tag] = []

    def clean(self, value):
        if isinstance(value, (list, tuple)):
            if sorted(value) == sorted(str(tag.pk) for tag in self.known):
                return self.known
            became = what_became(one for one in value if is_id(one))
            value = [became.get(int(one), one) if is_id(one) else one for one in value]
        return super().clean(value)


def tags_field(db_field, site) -> TagsField:
    """Return the field in which tags are looked up, and new ones made; taggit's is a line of names."""
    return TagsField(Tag.objects.all(), required=False, widget=TagsPicker(db_field, site))


def without_links(field):
    """Return the form field without links to the rows that it names, which are arranged on their own page."""
    field.widget.can_add_related = field.widget.can_change_related = False
    field.widget.can_delete_related = field.widget.can_view_related = False
    return field
