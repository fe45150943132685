"""What an editor is asked once before a story goes onto the site: nothing is saved until the answer."""

import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import blake2b
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from articles.admin.standing import ON_TOP
from articles.admin.steps import PUBLISH, SCHEDULE, pressed
from articles.dates import format_stamp
from articles.deadlinks import dead_links
from articles.likeness import alike, words_of
from articles.models import Article

RECENT = timedelta(hours=48)
LOOKED_AT = 2_000  # recent stories
NAMED = 3
ASKED = "Nothing is saved yet: look at what is said above, then go on."
_SAYS_NOTHING = re.compile(r"[\w-]+\.\w{3,4}|(img|dsc|image|photo|picture)[\W\d_]*", re.IGNORECASE)


class Doubt(NamedTuple):
    """One thing to look at: what is said of it, the id of its place in the form, the stories it names."""

    text: str
    place: str
    stories: list[tuple[str, str, str]] = []  # headline, address in the newsroom, stamp


def doubts_about(article: Article, given: dict) -> Iterator[Doubt]:
    """What speaks against publishing the article with the values `given` by its form."""
    if not given["summary"]:
        serves = "its first sentence serves" if given["body"] else "a brief without one is a headline alone"
        yield Doubt(f"The story has no summary; {serves}.", "id_summary")
    photo = given["photo"]
    if photo and _SAYS_NOTHING.fullmatch(photo.alt.strip()):
        yield Doubt(f"The photo's alternative text, “{photo.alt}”, does not say what it shows.", "part-photo")
    if stories := similar(article, given["headline"]):
        yield Doubt("A headline of the last 48 hours is nearly the same:", "id_headline", stories)
    for link in dead_links(given["body"]):
        yield Doubt(f"The link {link} leads to no page that readers can open.", "id_body_helptext")


def similar(article: Article, headline: str) -> list[tuple[str, str, str]]:
    """The other stories of the last 48 hours, or scheduled, whose headlines are like this one, the newest first."""
    recent = Article.objects.filter(ON_TOP, published_at__gte=timezone.now() - RECENT).exclude(pk=article.pk)
    words = words_of(headline)
    rows = recent.newest_first().values_list("pk", "headline", "published_at")[:LOOKED_AT]
    found = [row for row in rows if alike(words, words_of(row[1]))]
    return [
        (other, reverse("admin:articles_article_change", args=[pk]), format_stamp(at))
        for pk, other, at in found[:NAMED]
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
        doubts = list(doubts_about(self.instance, given))
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


def answer_to(doubts: list[Doubt]) -> str:
    """What the button sends that goes on: it holds for these doubts, and not for others that come up meanwhile."""
    return blake2b(repr([(doubt.text, doubt.stories) for doubt in doubts]).encode(), digest_size=8).hexdigest()


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
