"""What an editor is asked once before a story goes onto the site: nothing is saved until the answer."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from articles.admin.article.dead_links import dead_links
from articles.admin.article.steps import PUBLISH, SCHEDULE, pressed
from articles.admin.front.placement import ON_TOP
from articles.models import Article
from articles.text.dates import format_stamp
from articles.text.similarity import alike, words_of

RECENT = timedelta(hours=48)
LOOKED_AT = 2_000  # recent stories
NAMED = 3
FIELDS = ("headline", "summary", "body", "photo")  # of a story, about which there may be a doubt
ASKED = "Nothing is saved yet: look at what is said above, then go on."
_SAYS_NOTHING = re.compile(r"[\w-]+\.\w{3,4}|(img|dsc|image|photo|picture)[\W\d_]*", re.IGNORECASE)


class Doubt(NamedTuple):
    """One thing to look at: what is said of it, the id of its place in the form, the stories it names."""

    text: str
    place: str
    stories: list[tuple[str, str, str]] = []  # headline, address in the newsroom, when


class Headline(NamedTuple):
    """A story's headline and its words, to be compared with others. `at`: its moment; None of a draft."""

    article: int
    text: str
    at: datetime | None
    words: set[str]


def doubts_about(article: Article, given: dict, headlines: list[Headline]) -> Iterator[Doubt]:
    """What speaks against publishing the article with the values `given` by its form, beside these `headlines`."""
    if not given["summary"]:
        serves = "its first sentence serves" if given["body"] else "a brief without one is a headline alone"
        yield Doubt(f"The story has no summary; {serves}.", "id_summary")
    photo = given["photo"]
    if photo and _SAYS_NOTHING.fullmatch(photo.alt.strip()):
        yield Doubt(f"The photo's alternative text, “{photo.alt}”, does not say what it shows.", "part-photo")
    if stories := similar(article, given["headline"], headlines):
        yield Doubt("A headline of the last 48 hours is nearly the same:", "id_headline", stories)
    for link in dead_links(given["body"]):
        yield Doubt(f"The link {link} leads to no page that readers can open.", "id_body_helptext")


def doubts_by_story(articles: list[Article]) -> list[tuple[Article, list[Doubt]]]:
    """Those of the saved articles about which there is a doubt, with their doubts.

    The headlines of the drafts among them are compared with each other, too.
    """
    prefetch_related_objects(articles, "photo")
    drafts = [Headline(one.pk, one.headline, None, words_of(one.headline)) for one in articles if not one.published_at]
    headlines = [*recent_headlines(), *drafts]
    told = [
        (one, list(doubts_about(one, {name: getattr(one, name) for name in FIELDS}, headlines))) for one in articles
    ]
    return [(one, doubts) for one, doubts in told if doubts]


def recent_headlines() -> list[Headline]:
    """Those of the last 48 hours, and of the scheduled stories, the newest first."""
    recent = Article.objects.filter(ON_TOP, published_at__gte=timezone.now() - RECENT).newest_first()
    rows = recent.values_list("pk", "headline", "published_at")[:LOOKED_AT]
    return [Headline(*row, words_of(row[1])) for row in rows]


def similar(article: Article, text: str, headlines: list[Headline]) -> list[tuple[str, str, str]]:
    """The first other stories whose headlines are like `text`, as a Doubt names them."""
    words = words_of(text)
    found = [one for one in headlines if one.article != article.pk and alike(words, one.words)]
    change = "admin:articles_article_change"
    return [
        (one.text, reverse(change, args=[one.article]), format_stamp(one.at) if one.at else "is chosen, too")
        for one in found[:NAMED]
    ]


class AsksWhenInDoubt:
    """For the form of articles. `doubts`: what the editor is asked, who goes on by the same button with an answer.

    `publishes`: whether the account may bring stories onto the site; of the others nothing is asked.
    """

    publishes = False
    doubts: list[Doubt] = []

    def ask_when_in_doubt(self, given: dict) -> None:
        """Called when all else is clean. Raises ValidationError at the first press."""
        if self.errors or not self.publishes or not self._goes_public(given):
            return
        doubts = list(doubts_about(self.instance, given, recent_headlines()))
        if doubts and self.data.get(self.button) != answer_to(doubts):
            self.doubts = doubts
            raise ValidationError(ASKED)

    def _goes_public(self, given: dict) -> bool:
        """Whether saving puts the story onto the site, now or later, where it was not to go before."""
        step = pressed(self.data)
        if self.state_before == Article.State.DRAFT:
            return step is PUBLISH or given.get("published_at") is not None
        return self.state_before == Article.State.SCHEDULED and step in (PUBLISH, SCHEDULE)

    @property
    def button(self) -> str:
        step = pressed(self.data)
        return step.button if step else "_continue" if "_continue" in self.data else "_save"


def answer_to(doubts: list) -> str:
    """What the button sends that goes on: it holds for these doubts, and not for others that come up meanwhile."""
    return blake2b(repr(doubts).encode(), digest_size=8).hexdigest()


class ShowsDoubts:
    """For the ModelAdmin of articles."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)  # a class of its own each time
        form.publishes = self.has_publish_permission(request)
        return form

    def render_change_form(self, request, context, *args, **kwargs):
        form = context["adminform"].form
        if form.is_bound and form.doubts:
            scheduled = pressed(form.data) is not PUBLISH and form.cleaned_data["published_at"] > timezone.now()
            context |= {
                "doubts": form.doubts,
                "button": form.button,
                "answer": answer_to(form.doubts),
                "anyway": "Schedule anyway" if scheduled else "Publish anyway",
            }
            if len(context["errors"]) == 1:  # the question itself
                context["errors"] = None
        return super().render_change_form(request, context, *args, **kwargs)
