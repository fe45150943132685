"""Importing partners' feeds: they are fetched in parallel and written one by one, each in its own transaction.

Threads fetch and parse; only the caller's thread uses the database. A story that its feed no longer names stays until
it is older than the newest STORIES_KEPT_PER_PARTNER; a story that an editor has hidden stays hidden.
"""

import random
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.database.exclusive_lock import exclusive_lock
from articles.outside.fetch import Answer, FetchError, WebClient
from portal.partners.identity import match_rows
from portal.partners.models import FIRST_MOMENT, SWITCHED_OFF, Partner, PartnerStory, identity_of
from portal.partners.parser import NoFeed, PartnerFeed, PartnerRecord
from portal.partners.sandbox import read_in_sandbox

STORIES_KEPT_PER_PARTNER = 30  # the newest
FETCH_THREADS = 8
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
FETCH_LOCK = 0xFEED  # PostgreSQL's advisory lock for fetches
RETRY_WAIT_MAX = timedelta(days=1)  # the longest wait before a failing feed is tried again, whatever it asks for


class FetchRunning(Exception):
    """The error raised if another run is fetching for this database."""


class FetchResult(NamedTuple):
    """The result of fetching one partner's feed: an answer with a feed, one without (not changed), or trouble."""

    answer: Answer | None = None
    feed: PartnerFeed | None = None
    trouble: str = ""
    gone: bool = False
    retry_after: float | None = None


class Outcome(NamedTuple):
    """The result of a run for one partner."""

    partner: Partner
    kind: str  # "fetched", "unchanged", "failed", "overtaken"
    created: int = 0
    updated: int = 0
    items: int = 0
    reason: str = ""

    def __str__(self):
        said = {
            "fetched": f"{self.created} new, {self.updated} changed, {self.items} in the feed",
            "unchanged": "not changed",
            "failed": f"failed: {self.reason}",
            "overtaken": "changed by an editor meanwhile; left for the next run",
        }
        return f"{self.partner.name}: {said[self.kind]}"


def feed_client(**limits) -> WebClient:
    """Return a WebClient that names this site and has the rights that the settings give."""
    agent = f"news-portal (+{settings.SITE_URL}/partners/)"
    return WebClient(agent=agent, private=settings.PARTNERS_ALLOW_PRIVATE, accept=ACCEPT, **limits)


def fetch_feed(partner: Partner, client: WebClient) -> FetchResult:
    """Fetch and parse the partner's feed, without using the database and without raising an error."""
    try:
        answer = client.fetch(partner.feed_url, etag=partner.etag, last_modified=partner.last_modified)
        if answer.body is None:
            return FetchResult(answer)
        about = {"content_type": answer.content_type, "base": answer.url, "zone": partner.zone}
        return FetchResult(answer._replace(body=b""), read_in_sandbox(answer.body, **about))
    except FetchError as error:
        trouble = f"{error}: this feed has ended" if error.gone else str(error)
        return FetchResult(trouble=trouble, gone=error.gone, retry_after=error.retry_after)
    except NoFeed as error:
        return FetchResult(trouble=str(error))
    except Exception as error:  # a mistake of ours must not end the run for the other partners
        return FetchResult(trouble=f"a mistake of this program: {error!r}")


def fetch_partners(
    partners: Iterable[Partner] | None = None, progress: Callable[[Outcome], None] = lambda outcome: None
) -> list[Outcome]:
    """Fetch the partners (None: those that are due), and call `progress` with each outcome as it arrives.

    Return all outcomes. Raise FetchRunning if another run is fetching partner news.
    """
    with exclusive_lock("fetch", FETCH_LOCK) as acquired:
        if not acquired:
            raise FetchRunning("another run is fetching partner news for this database")
        chosen = list(Partner.objects.due(timezone.now()) if partners is None else partners)
        client, outcomes = feed_client(), []
        for partner, result in _in_parallel(lambda partner: fetch_feed(partner, client), chosen):
            outcomes.append(write(partner, result))
            progress(outcomes[-1])
        return outcomes


def _in_parallel(work: Callable, rows: list) -> Iterator[tuple]:
    """Yield (row, work(row)) in the order in which they finish. The program does not wait for threads when it ends."""
    to_do, done = SimpleQueue(), SimpleQueue()
    for row in rows:
        to_do.put(row)

    def run():
        with suppress(Empty):
            while True:
                row = to_do.get_nowait()
                done.put((row, work(row)))

    for _ in range(min(FETCH_THREADS, len(rows))):
        Thread(target=run, daemon=True).start()
    for _ in rows:
        yield done.get()


# --- Rows -------------------------------------------------------------------------------------


def write(partner: Partner, result: FetchResult, now: datetime | None = None) -> Outcome:
    """Write the result of the fetch, unless an editor has since changed the feed or zone, or switched it off."""
    now = now or timezone.now()
    with transaction.atomic():
        current = Partner.objects.select_for_update().filter(pk=partner.pk, active=True).first()
        if current is None or (current.feed_url, current.zone) != (partner.feed_url, partner.zone):
            return Outcome(partner, "overtaken")
        if result.trouble:
            outcome = Outcome(partner, "failed", reason=result.trouble)
            fields = _after_failure(current, result, now)
        else:
            outcome = write_stories(current, result.feed, now) if result.feed else Outcome(partner, "unchanged")
            fields = _after_success(current, result.answer, now)
        Partner.objects.filter(pk=partner.pk).update(**fields)
        return outcome


def _after_success(partner: Partner, answer: Answer, now: datetime) -> dict:
    wait = timedelta(minutes=partner.interval)
    fields = {"last_success": now, "last_error": "", "failures": 0, "next_fetch": now + wait * random.uniform(1, 1.1)}  # noqa: S311
    if answer.body is not None:
        fields |= {"etag": answer.etag, "last_modified": answer.last_modified}
        if answer.moved_to and len(answer.moved_to) <= Partner._meta.get_field("feed_url").max_length:
            fields["feed_url"] = answer.moved_to
    return fields


def _after_failure(partner: Partner, result: FetchResult, now: datetime) -> dict:
    """Return the fields to write after a failure. The wait doubles each time; a random part spreads the partners."""
    failures = partner.failures + 1
    fields = {"failures": failures, "last_error": result.trouble[:500]}
    if result.gone:
        return fields | {"active": False, "next_fetch": None, "last_error": f"{SWITCHED_OFF}: {result.trouble}."}
    wait = timedelta(minutes=partner.interval) * 2 ** min(failures, 12) * random.uniform(1, 1.2)  # noqa: S311
    asked = timedelta(seconds=result.retry_after or 0)
    return fields | {"next_fetch": now + min(max(wait, asked), RETRY_WAIT_MAX)}


def write_stories(partner: Partner, feed: PartnerFeed, now: datetime) -> Outcome:
    """Create new rows, update those that the feed has changed, and delete those that are too old."""
    records = _records_by_identity(feed.records)
    undated = {identity for identity, record in records.items() if record.published_at is None}
    rows = match_rows(partner.stories.all(), records)
    timed = [
        (record._replace(published_at=_time_of(record, rows.get(identity), now)), identity, rows.get(identity))
        for identity, record in records.items()
    ]
    new, updated, taken = [], 0, set()
    timed.sort(key=lambda one: one[0].published_at, reverse=True)
    for record, identity, row in timed[:STORIES_KEPT_PER_PARTNER]:
        if row is None:
            new.append(PartnerStory(partner=partner, identity=identity, fetched_at=now, **_fields(record)))
        else:
            taken |= {record.url} - {row.url}
            updated += _update(row, identity, record)
    PartnerStory.objects.bulk_create(reversed(new))  # of rows with the same time the later one is shown first
    _delete_old_stories(partner, records.keys(), undated, taken)
    return Outcome(partner, "fetched", len(new), updated, feed.items)


def _records_by_identity(records: Iterable[PartnerRecord]) -> dict[str, PartnerRecord]:
    """Return the records by identity.

    Of those without a time only the first STORIES_KEPT_PER_PARTNER are returned: only their order tells which are new.
    """
    considered, undated = {}, 0
    for record in records:
        undated += record.published_at is None
        if record.published_at is not None or undated <= STORIES_KEPT_PER_PARTNER:
            considered[identity_of(record.identity)] = record
    return considered


def _time_of(record: PartnerRecord, row: PartnerStory | None, now: datetime) -> datetime:
    """Return the record's time, or the time at which the story was first seen if it has none or a future one."""
    if row is not None and row.fetched_at is not None and row.published_at >= row.fetched_at:
        return row.published_at  # ours, which stays even after the feed's own has arrived
    if row is not None and record.published_at is None and not row.published_at > FIRST_MOMENT:
        return row.fetched_at or now  # it was stored when 1970 was still taken for a time
    if record.published_at is None or record.published_at > now:
        return now if row is None else row.published_at
    return record.published_at


def _fields(record: PartnerRecord) -> dict:
    return {name: getattr(record, name) for name in ("title", "url", "published_at")}


def _update(row: PartnerStory, identity: str, record: PartnerRecord) -> bool:
    """Write what has changed, if anything; return whether readers would see the change."""
    fields = _fields(record)
    if row.hidden:  # its new time would move the edition when it arrives
        fields["published_at"] = row.published_at
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if changed or row.identity != identity:
        PartnerStory.objects.filter(pk=row.pk).update(**changed, identity=identity)
    return bool(changed)


def _delete_old_stories(partner: Partner, named: Collection[str], undated: Collection[str], taken: set[str]) -> None:
    """Delete rows older than the newest STORIES_KEPT_PER_PARTNER, and rows whose address another one has just taken.

    Two kinds stay as long as the feed names them, because they would come back as something else: hidden ones, and
    those without a time of their own, which would be new again.
    """
    rows = partner.stories.order_by("-published_at", "-id").values_list("pk", "identity", "hidden", "url")
    to_delete = []
    for place, (pk, identity, hidden, url) in enumerate(rows):
        comes_back_wrong = identity in undated or (hidden and identity in named)
        has_moved = url in taken and identity not in named
        if has_moved or (place >= STORIES_KEPT_PER_PARTNER and not comes_back_wrong):
            to_delete.append(pk)
    if to_delete:
        PartnerStory.objects.filter(pk__in=to_delete).delete()
