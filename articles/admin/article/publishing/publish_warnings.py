"""Warnings before a story goes onto the site: the editor is asked once, and nothing is saved until they confirm."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import blake2b
from html import unescape
from typing import NamedTuple

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from articles.admin.article.more_photos import chosen_photos
from articles.admin.article.publishing.dead_links import dead_links
from articles.admin.article.publishing.steps import PUBLISH, SCHEDULE, TOGETHER, pressed
from articles.admin.article.publishing.unasked_steps import KEEP_DRAFT, unasked_step
from articles.admin.article.story_files import chosen_files
from articles.admin.front.eligible import ON_TOP
from articles.database.prepared import Prepared
from articles.models import Article, Translation
from articles.models.languages.drafting import says_the_same
from articles.text import placed_files
from articles.text.blocks.footnotes import problems, run_on
from articles.text.dates import format_stamp
from articles.text.placed_photos import marker, placed
from articles.text.similarity import alike, words_of

RECENT = timedelta(hours=48)
HEADLINES_COMPARED = 2_000  # recent stories whose headlines are compared
SIMILAR_SHOWN = 3
FIELDS = ("headline", "summary", "body")  # fields of a story that can cause a warning, besides its lead photo's text
ASKED = "Nothing is saved yet: look at what is said above, then go on."
_SAYS_NOTHING = re.compile(r"[\w-]+\.\w{3,4}|(img|dsc|image|photo|picture)[\W\d_]*", re.IGNORECASE)


class PublishWarning(NamedTuple):
    """One warning: its text, the id of its place in the form, and the stories it names."""

    text: str
    place: str
    stories: list[tuple[str, str, str]] = []  # headline, address in the newsroom, when


class Headline(NamedTuple):
    """A story's headline and its words, to be compared with others. `at` is the story's moment; None for a draft."""

    article: int
    text: str
    at: datetime | None
    words: set[str]


def warnings_about(article: Article, given: dict, headlines: list[Headline]) -> Iterator[PublishWarning]:
    """Yield the warnings about publishing the article with its form's values `given`.

    Its headline is compared with `headlines`.
    """
    if given["body"] and not given["summary"]:
        yield PublishWarning("The story has no summary; its first sentence serves.", "id_summary")
    if untranslated := _words_of_the_source(article, given):
        yield PublishWarning(f"Still in the words of the source: {', '.join(untranslated)}.", "id_headline")
    alt = given["photo"] and (given["photo_alt"] or given["photo"].alt).strip()
    if alt and _SAYS_NOTHING.fullmatch(alt):
        yield PublishWarning(f"The photo's alternative text, “{alt}”, does not say what it shows.", "part-photo")
    if missing := [number for number in placed(given["body"]) if number not in given["photos"]()]:
        places = " and ".join(map(marker, missing))
        yield PublishWarning(f"The text has a place for {places}, which the story does not show.", "part-photo")
    if missing := [number for number in placed_files.placed(given["body"]) if number not in given["files"]()]:
        places = " and ".join(map(placed_files.marker, missing))
        yield PublishWarning(f"The text has a place for {places}, which the story does not show.", "part-photo")
    yield from about_footnotes(given["body"])
    if stories := similar(article, given["headline"], headlines):
        yield PublishWarning("A headline of the last 48 hours is nearly the same:", "id_headline", stories)
    for link in dead_links(given["body"]):
        yield PublishWarning(f"The link {link} leads to no page that readers can open.", "id_body_helptext")


def about_footnotes(body: str) -> Iterator[PublishWarning]:
    """Yield warnings about marks without a note, notes within a paragraph, and notes without a mark."""
    within = run_on(body)
    for number, before in [*within.items()][:3]:
        place = f"“{unescape(before)}[^{number}]: …”"
        yield PublishWarning(
            f"In {place} the note stands within a paragraph: press Enter before “[^{number}]:”.", "id_body_helptext"
        )
    marks, notes = problems(body)
    marks = [number for number in marks if number not in within]
    unnoted, unmarked = (" and ".join(f"[^{number}]" for number in numbers[:3]) for numbers in (marks, notes))
    if unnoted:
        note = unnoted.split()[0]
        yield PublishWarning(
            f"The text has {unnoted} without a note: end it with a paragraph “{note}: …”.", "id_body_helptext"
        )
    if unmarked:
        yield PublishWarning(
            f"Nothing in the text leads to the note {unmarked}: put its mark there.", "id_body_helptext"
        )


def _words_of_the_source(article: Article, given: dict) -> list[str]:
    """Return what of the language version still says what its source says; no query for a story without versions."""
    if article.translation_group_id is None:
        return []
    followed = Translation.objects.filter(article=article).select_related("source").first()
    if followed is None or followed.source is None:
        return []
    return says_the_same(Article(**{name: given[name] for name in FIELDS}), followed.source)


def warnings_by_story(articles: list[Article]) -> list[tuple[Article, list[PublishWarning]]]:
    """Return the saved articles that have warnings, with their warnings.

    The headlines of the drafts among them are also compared with each other.
    """
    prefetch_related_objects(articles, "photo_uses__photo", "file_uses")
    drafts = [Headline(one.pk, one.headline, None, words_of(one.headline)) for one in articles if not one.published_at]
    headlines = [*recent_headlines(), *drafts]
    found = [(one, list(warnings_about(one, _values_of(one), headlines))) for one in articles]
    return [(one, warnings) for one, warnings in found if warnings]


def _values_of(article: Article) -> dict:
    """Return the saved story's values as its form would give them."""
    use = article.lead_photo
    photo = {"photo": use and use.photo, "photo_alt": use and use.alt}
    photo["photos"] = lambda: {one.photo_id for one in article.photo_uses.all()}
    photo["files"] = lambda: {one.media_file_id for one in article.file_uses.all()}
    return {name: getattr(article, name) for name in FIELDS} | photo


def recent_headlines() -> list[Headline]:
    """Return the headlines of the last 48 hours and of the scheduled stories, newest first."""
    return [Headline(*row, words_of(row[1])) for row in _recent_rows(timezone.now() - RECENT)]


_recent_rows = Prepared(
    lambda since: (
        Article.objects.filter(ON_TOP, published_at__gte=since)
        .newest_first()
        .values_list("pk", "headline", "published_at")[:HEADLINES_COMPARED]
    )
)


def similar(article: Article, text: str, headlines: list[Headline]) -> list[tuple[str, str, str]]:
    """Return the first other stories whose headlines are like `text`, in the form that a PublishWarning names them."""
    words = words_of(text)
    found = [one for one in headlines if one.article != article.pk and alike(words, one.words)]
    change = "admin:articles_article_change"
    return [
        (one.text, reverse(change, args=[one.article]), format_stamp(one.at) if one.at else "is chosen, too")
        for one in found[:SIMILAR_SHOWN]
    ]


def unconfirmed(form, given: dict) -> list[PublishWarning]:
    """Return the warnings that the editor has to confirm before the form, with its values `given`, is saved.

    The same button confirms them, by sending `confirmation_of(warnings)`. There are none if the account may not bring
    stories onto the site. The first one says what a plain Save would do to the story's state.
    """
    if not form.may_publish:
        return []
    unasked = unasked_step(form, given.get("published_at"))
    warnings = [PublishWarning(unasked.says, "id_published_at_0")] if unasked else []
    if goes_public(form, given):
        photos = {"photos": lambda: chosen_photos(form, given), "files": lambda: chosen_files(form)}
        warnings += warnings_about(form.instance, given | photos, recent_headlines())
    return [] if form.data.get(button(form.data)) == confirmation_of(warnings) else warnings


def goes_public(form, given: dict) -> bool:
    """Return whether saving publishes or schedules a draft, or publishes or reschedules a scheduled story."""
    step, at = pressed(form.data), given.get("published_at")
    if form.state_before == Article.State.DRAFT:
        return step is PUBLISH or at is not None
    now_past = at is not None and at != form.instance_moment and at <= timezone.now()
    return form.state_before == Article.State.SCHEDULED and (step in (PUBLISH, SCHEDULE) or now_past)


def button(data) -> str:
    """Return the name of the button that was pressed to post `data`."""
    step = pressed(data)
    saves = (name for name in ("_continue", TOGETHER) if name in data)
    return step.button if step else next(saves, "_save")


def confirmation_of(warnings: list) -> str:
    """Return a token for "Publish anyway".

    It confirms exactly these warnings; if new ones appear, the editor is asked again.
    """
    return blake2b(repr(warnings).encode(), digest_size=8).hexdigest()


def context(form) -> dict:
    """Return what the form's page needs to show the warnings and the button that confirms them; often nothing."""
    if not form.is_bound or not form.warnings:
        return {}
    at = form.cleaned_data.get("published_at")
    unasked = unasked_step(form, at)
    scheduled = pressed(form.data) is not PUBLISH and at > timezone.now() if at else False
    return {
        "warnings": form.warnings,
        "button": button(form.data),
        "answer": confirmation_of(form.warnings),
        "anyway": unasked.button if unasked else "Schedule anyway" if scheduled else "Publish anyway",
        "instead": KEEP_DRAFT if unasked and form.state_before == Article.State.DRAFT else "",
        "goes_public": goes_public(form, form.cleaned_data),
    }
