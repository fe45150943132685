"""Importing feeds from a folder: they are parsed and written like fetched ones, without a network.

The partners created here have no feed address, so nothing is ever fetched for them.
"""

from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.database.exclusive_lock import exclusive_lock
from articles.database.same_name import named
from articles.outside.errors import SourceError
from articles.outside.fetch import BYTES_MAX
from articles.outside.files import read
from portal.partners.catalogue import PartnerEntry, read_entries
from portal.partners.importer import FETCH_LOCK, FetchRunning, Outcome, write_stories
from portal.partners.models import Partner
from portal.partners.parser import NoFeed
from portal.partners.sandbox import read_in_sandbox


def import_folder(folder: Path, progress: Callable[[Outcome], None] = lambda outcome: None) -> list[Outcome]:
    """Read the feeds that the folder's partners.toml names, write their stories, and call `progress` for each outcome.

    A partner is identified by its name, however it is written, and otherwise left as an editor has made it.
    Raise CatalogueError, or FetchRunning if another run is writing partner news.
    """
    entries = read_entries(folder)
    with exclusive_lock("fetch", FETCH_LOCK) as acquired:
        if not acquired:
            raise FetchRunning("another run is fetching partner news for this database")
        outcomes = []
        for entry in entries:
            outcomes.append(_import(folder, entry))
            progress(outcomes[-1])
        return outcomes


def _import(folder: Path, entry: PartnerEntry) -> Outcome:
    partner = named(Partner.objects, entry.name)
    if partner is None:
        partner = Partner(name=entry.name, site_url=entry.site, language=entry.language)
    elif partner.feed_url:
        return Outcome(partner, "failed", reason="it has a feed of its own; fetch_partners reads that")
    try:
        feed = read_in_sandbox(read(folder / entry.feed, folder, BYTES_MAX), base=entry.site)
        with transaction.atomic():
            if partner.pk is None:
                partner.full_clean()
                partner.save()
            return write_stories(partner, feed, timezone.now())
    except (NoFeed, SourceError) as error:
        return Outcome(partner, "failed", reason=f"{entry.feed}: {error}")
    except ValidationError as error:
        return Outcome(partner, "failed", reason=_first_of_each(error))


def _first_of_each(error: ValidationError) -> str:
    """Return one message for each field that the error is about."""
    return "; ".join(f"{name}: {messages[0]}" for name, messages in error.message_dict.items())
