"""Fetching what other sites say of what stories embed, by the guarded fetcher (articles/outside/fetch.py).

A row is claimed before it is asked about, so that no two programs ask at once; if one is killed meanwhile, the row is
due again after CLAIM. No transaction is open while a provider is asked.
"""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import get_image_dimensions
from django.utils import timezone

from articles.imports.embeds import oembed
from articles.imports.embeds.oembed import Facts, NoFacts
from articles.models import Embed
from articles.models.embed import ERROR_MAX
from articles.outside.fetch import FetchError, WebClient
from articles.photos import uploads
from articles.photos.renditions import Rendition

SECONDS = 10.0  # for one address, and again for its picture
ANSWER_BYTES_MAX, PICTURE_BYTES_MAX = 200_000, 4_000_000
PICTURE_WIDTH = 960  # pixels: what is stored of a wider one
CLAIM = timedelta(minutes=5)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=12)  # the wait doubles with each failure
FAILURES_MAX = 12  # after about two days


class Outcome(NamedTuple):
    """The result for one address; `trouble` is empty after a success."""

    address: str
    trouble: str = ""

    def __str__(self):
        return f"{self.address}: {self.trouble or 'fetched'}"


def fetch_due(progress: Callable[[Outcome], None] = lambda outcome: None) -> list[Outcome]:
    """Fetch what is due until nothing is, the longest due first; return the outcomes."""
    outcomes = []
    for embed in _claimed():
        outcomes.append(fetch(embed))
        progress(outcomes[-1])
    return outcomes


def _claimed() -> Iterator[Embed]:
    """Yield the rows that are due, one by one, each ours alone for as long as CLAIM."""
    while (embed := Embed.objects.due(timezone.now()).first()) is not None:
        now = timezone.now()
        if Embed.objects.due(now).filter(pk=embed.pk).update(next_fetch=now + CLAIM):
            yield embed


def fetch(embed: Embed) -> Outcome:
    """Ask the provider about the address, and write what it says. A failure keeps what was known and is tried again."""
    try:
        facts = oembed.read(_client(ANSWER_BYTES_MAX).fetch(oembed.question(embed.provider, embed.address)).body)
    except (FetchError, NoFacts) as error:
        return _failed(embed, {}, str(error))
    except Exception as error:  # a mistake of ours must not end the run for other addresses
        return _failed(embed, {}, f"a mistake of this program: {error!r}")
    said = {"title": facts.title, "author": facts.author, "shape": facts.shape}
    before = embed.picture.name
    try:
        said |= _stored(embed, _picture(facts))
    except (FetchError, ValidationError, OSError) as error:
        why = error.messages[0] if isinstance(error, ValidationError) else error
        return _failed(embed, said, f"its picture: {why}")
    return _succeeded(embed, said, before)


def _client(bytes_max: int) -> WebClient:
    return WebClient(agent=f"news-portal (+{settings.SITE_URL}/)", total=SECONDS, bytes_max=bytes_max)


def _picture(facts: Facts) -> ContentFile | None:
    """Return the picture as a small JPEG of our own, drawn in a sandbox; None if the answer names none."""
    if not facts.picture:
        return None
    data = _client(PICTURE_BYTES_MAX).fetch(facts.picture).body
    original = uploads.read(ContentFile(data))
    width, height = _size(original)
    across = min(width, PICTURE_WIDTH)
    wanted = Rendition(uploads.new_name(), "full", "JPEG", across, max(1, round(height * across / width)))
    [(name, drawn)] = uploads.draw(original, [wanted], (50, 50))
    drawn.name = name
    return drawn


def _size(original) -> tuple[int, int]:
    original.seek(0)
    size = get_image_dimensions(original)
    original.seek(0)
    return size


def _stored(embed: Embed, picture: ContentFile | None) -> dict:
    """Store the picture, and return the fields of the row that say so."""
    if picture is None:
        return {"picture": "", "picture_width": None, "picture_height": None}
    embed.picture.save(picture.name, picture, save=False)
    size = {name: getattr(embed, name) for name in ("picture_width", "picture_height")}
    return {"picture": embed.picture.name, **size}


def _succeeded(embed: Embed, said: dict, before: str) -> Outcome:
    done = {"fetched_at": timezone.now(), "next_fetch": None, "failures": 0, "last_error": ""}
    written = Embed.objects.filter(pk=embed.pk).update(**said, **done)
    unused = before if written else said["picture"]  # the row may be gone
    if unused:
        embed.picture.storage.delete(unused)
    return Outcome(embed.address)


def _failed(embed: Embed, said: dict, trouble: str) -> Outcome:
    failures = embed.failures + 1
    again = None if failures >= FAILURES_MAX else timezone.now() + _wait(failures)
    Embed.objects.filter(pk=embed.pk).update(
        **said, failures=failures, last_error=trouble[:ERROR_MAX], next_fetch=again
    )
    return Outcome(embed.address, trouble)


def _wait(failures: int) -> timedelta:
    """Return how long to wait after that many failures; a random part spreads the addresses."""
    return min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT) * random.uniform(1, 1.2)  # noqa: S311
