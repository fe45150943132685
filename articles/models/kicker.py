"""What stands before a headline if an editor chooses so, such as “Analysis”; which of them a site has is a setting."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as pgettext  # by this name `make messages` finds the words


class Kicker(models.TextChoices):
    BREAKING = "breaking", _("Breaking")
    LIVE = "live", pgettext("kicker", "Live")
    ANALYSIS = "analysis", _("Analysis")
    OPINION = "opinion", _("Opinion")
    INTERVIEW = "interview", _("Interview")
    PHOTO = "photo", pgettext("kicker", "Photo")
    VIDEO = "video", pgettext("kicker", "Video")


_WORDS = {one.value: one.label for one in Kicker}


def offered_kickers(chosen: str = "") -> list[tuple[str, str]]:
    """Return the kickers that this site offers (KICKERS), and the one that a story already has: (value, word)."""
    return [(one.value, one.label) for one in Kicker if one.value in settings.KICKERS or one.value == chosen]


def with_kicker(headline: str, kicker: str) -> str:
    """Return the headline with its kicker before it, in the page's language: `Opinion: Who owns the river?`

    For formats that have no element for it, such as RSS, Atom, JSON Feed and Markdown. News agencies write it so in
    their feeds: whoever reads only the title knows what kind of text it is.
    """
    word = word_of(kicker)
    return gettext("%(kicker)s: %(headline)s") % {"kicker": word, "headline": headline} if word else headline


def word_of(kicker: str) -> str:
    """Return the kicker in the page's language; empty for none, and for one that this release does not know."""
    return str(_WORDS.get(kicker, ""))
