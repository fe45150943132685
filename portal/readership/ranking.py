"""The job of Most read: it makes the list of each language, and erases old counts.

The list is written only if it changes, and at most every ten minutes, because the edition moves with it.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.models import Article
from articles.reading.masthead import site_languages
from portal.readership.models import MostRead, StoryReads
from portal.readership.nginx_log import count_log

WITHIN = timedelta(hours=24)
LISTED, FEWEST = 10, 3  # stories in a language's list; with fewer it is empty
CANDIDATES = 200  # the most read stories of all languages
EVERY = timedelta(minutes=10)
KEPT_DAYS = 31


def update_most_read() -> str:
    """Count nginx's log if MOST_READ says so, then make the lists. Return what was done. Raises LogUnreadable."""
    if settings.MOST_READ == "off":
        removed = MostRead.objects.all().delete()[0]
        return f"off, {removed} removed" if removed else "off"
    said = count_log(Path(settings.MOST_READ_LOG)) if settings.MOST_READ == "log" else "counted by the pages"
    now = timezone.now()
    StoryReads.objects.erase_old(now, KEPT_DAYS)
    if MostRead.objects.filter(made_at__gt=now - EVERY).exists():
        return said
    return f"{said}, {'new' if make_lists(now) else 'same'} lists"


def make_lists(at: datetime) -> bool:
    """Write the lists of all languages if they have changed; return whether they have."""
    wanted = {
        (language, position): story
        for language, stories in ranked(at).items()
        for position, story in enumerate(stories, start=1)
    }
    with transaction.atomic():
        rows = {(row.language, row.position): row.story for row in MostRead.objects.select_for_update()}
        if rows == wanted:
            return False
        MostRead.objects.all().delete()
        MostRead.objects.bulk_create(
            MostRead(language=language, position=position, story=story, made_at=at)
            for (language, position), story in wanted.items()
        )
    return True


def ranked(at: datetime) -> dict[str, list[int]]:
    """Return the numbers of the most read stories of the last 24 hours, by language, the most read first."""
    most = [row["story"] for row in StoryReads.objects.since(at - WITHIN).most_read()[:CANDIDATES]]
    public = Article.objects.published(at).with_headline().filter(pk__in=most)
    languages, open_languages = dict(public.values_list("pk", "site_language")), site_languages()
    found = {tag: [story for story in most if languages.get(story) == tag][:LISTED] for tag in open_languages}
    return {tag: stories for tag, stories in found.items() if len(stories) >= FEWEST}
