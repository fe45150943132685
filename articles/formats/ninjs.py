"""A story in the news agencies' JSON: IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/).

Only properties of its schema are used, because it allows no others. It has no room for a day without a time, so
`contentCreated` is left out if the time is not known, and `firstCreated` is the day's first minute. It has no room
for corrections either, which are put among the descriptions, each with its kind as role. What a version lacks of the
text that it follows is its note to editors (`edNote`), and the association with that text names the version of it.
"""

import re

from django.utils.translation import gettext

from articles.formats.embedded import with_lines
from articles.formats.files import as_ninjs, with_file_lines
from articles.formats.following import notice
from articles.formats.metadata import Picture, address, followed_by, picture, versions_of, word_count
from articles.formats.taken_over import as_html
from articles.models import Article, Correction, PhotoUse
from articles.models.kicker import word_of
from articles.models.photo_use import FIRST
from articles.models.source_type import VOCABULARY
from articles.text import richtext
from articles.text.dates import format_iso, format_stamp, local_day
from articles.web.addresses import absolute, page_path
from articles.web.languages import current_language, page_language
from articles.web.permanent_ids import article_id, permanent_id

STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}
_MOMENT = re.compile(
    r"[\d-]{10}T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"
)  # has a time and a zone, as the schema asks
TEXT, HTML = "text/plain", "text/html"


def item(article: Article) -> dict:
    """Return the ninjs object of a story from `story.whole_story`.

    A retracted story is canceled: the object has the notice and no text. Our own words and names are in the current
    language, which should be the story's site language.
    """
    site_name, lacks = current_language().site_name, notice(article)
    says = {
        "standard": STANDARD,
        "uri": article_id(article.pk),
        "type": "composite" if article.is_series else "text",
        "representationType": "full",
        "version": str(article.text_version) if versions_of(article) else "",
        **_dates(article),
        "pubStatus": "canceled" if article.retracted_at else "usable",
        "copyrightHolder": site_name,
        "copyrightNotice": f"© {local_day(article.published_at).year} {site_name}",
        "edNote": lacks.as_line() if lacks else "",
        "language": article.language,
        "headlines": _headlines(article),
        "descriptions": _descriptions(article),
        "bodies": [] if article.retracted_at or not article.body else _bodies(article),
        "by": byline(article),
        "people": [{"name": one.name, "rel": "author", "uri": address(one)} for one in article.authors.all()],
        "infoSources": _sources(article),
        "located": article.dateline_place,
        "subjects": _subjects(article),
        "associations": [*_photos(article), *_files(article), *_versions(article)],
        "altIds": [{"role": "number", "value": str(article.pk)}, {"role": "web", "value": address(article)}],
    }
    return {name: value for name, value in says.items() if value not in ("", [])}


def byline(article: Article) -> str:
    """Return the authors' names in order, or the agency's if there are none."""
    names = [author.name for author in article.authors.all()]
    joined = f" {gettext('and')} "
    return joined.join(filter(None, [", ".join(names[:-1]), *names[-1:]])) or current_language().site_name


def correction_line(note: Correction) -> str:
    """Return a correction as one line: `October 3, 2020 - 10:05 AMT: It is 12 meters long.`"""
    return f"{format_stamp(note.made_at, language=page_language())}: {note.text}"


def _dates(article: Article) -> dict:
    published = format_iso(article.published_at)
    dates = {"firstCreated": published, "versionCreated": format_iso(article.changed_at)}
    return dates | {"contentCreated": published} if article.time_known else dates


def _headlines(article: Article) -> list[dict]:
    """Return the headline and, if the story has one, its kicker: the schema leaves the roles of headlines open."""
    told = [("main", article.headline), ("kicker", word_of(article.kicker))]
    return [{"role": role, "contentType": TEXT, "value": text} for role, text in told if text]


def _descriptions(article: Article) -> list[dict]:
    told = [("summary", article.teaser)] if article.teaser and not article.retracted_at else []
    told += [(note.kind, correction_line(note)) for note in article.corrections.all()]
    return [{"role": role, "contentType": TEXT, "value": text} for role, text in told]


def _bodies(article: Article) -> list[dict]:
    files = article.file_uses.all()
    text = "\n\n".join(richtext.to_paragraphs(with_lines(with_file_lines(article.body, files), article.embeds)))
    counts = {"charCount": len(text), "wordCount": word_count(article)}
    uses = article.photo_uses.all()
    markup = as_html(article.body, article.language, uses, article.embeds, files, address(article))
    return [
        {
            "role": "main",
            "contentType": HTML,
            **counts,
            "value": markup,
        },
        {"role": "plain", "contentType": TEXT, **counts, "value": text},
    ]


def _sources(article: Article) -> list[dict]:
    """Return the agency, which sends the story, and the source that its dateline names."""
    front = absolute(page_path("articles:front"))
    publisher = {"name": current_language().site_name, "role": "publisher", "uri": front}
    return [publisher, {"name": article.source, "role": "dateline"}] if article.source else [publisher]


def _subjects(article: Article) -> list[dict]:
    section = {"name": article.section.name, "rel": "section", "uri": address(article.section)}
    return [section, *({"name": tag.name, "rel": "about", "uri": address(tag)} for tag in article.tags.all())]


def _versions(article: Article) -> list[dict]:
    """Return the story's live versions in other languages; the one that it follows says so."""
    follows = followed_by(article)
    of_source = {"rel": f"{follows.kind}Of", "version": str(follows.source_version)} if follows else {}
    return [
        {
            "name": f"version-{one.language}",
            "rel": "version",
            "uri": article_id(one.pk),
            "type": "text",
            "language": one.language,
            "headlines": [{"role": "main", "contentType": TEXT, "value": one.headline}],
            "altIds": [{"role": "web", "value": address(one)}],
            **(of_source if follows and one.pk == follows.pk else {}),
        }
        for one in versions_of(article)
    ]


def _photos(article: Article) -> list[dict]:
    """Return the story's photos that may be passed on."""
    return [_photo(use, shown) for use in article.photo_uses.all() if (shown := picture(use))]


def _files(article: Article) -> list[dict]:
    return [] if article.retracted_at else as_ninjs(article.file_uses.all())


def _photo(use: PhotoUse, shown: Picture) -> dict:
    told = [("alt", shown.alt), ("caption", shown.caption)]
    photo = {
        "name": "photo" if use.position == FIRST else f"photo{use.position}",
        "rel": "picture",
        "uri": permanent_id(f"photo/{use.photo_id}"),
        "type": "picture",
        "by": shown.credit,
        "copyrightNotice": shown.copyright,
        "usageTerms": shown.usage_terms,
        "contentCreated": shown.taken if _MOMENT.fullmatch(shown.taken) else "",
        "located": shown.place,
        "digitalSourceType": f"{VOCABULARY}{shown.source_type}" if shown.source_type else "",
        "people": [{"name": shown.creator, "rel": "creator"}] if shown.creator else "",
        "descriptions": [{"role": role, "contentType": TEXT, "value": text} for role, text in told if text],
        "renditions": [{"name": "web", "href": shown.url, "width": shown.width, "height": shown.height}],
    }
    return {name: value for name, value in photo.items() if value != ""}
