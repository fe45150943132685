"""How often stories were read, by the hour; and the most read ones of each language, as readers see them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import models, router, transaction
from django.db.models import Q, Sum

from articles.text.languages.site_languages import DEFAULT

Reads = Mapping[tuple[int, datetime], int]  # by the story's number and the beginning of the hour in UTC
AHEAD = timedelta(hours=1)  # that a machine's clock may be; otherwise its stories would stay the most read ones
_ADD = """INSERT INTO readership_storyreads (story, hour, reads) VALUES (%s, %s, %s)
ON CONFLICT (hour, story) DO UPDATE SET reads = readership_storyreads.reads + excluded.reads"""


def hour_of(at: datetime) -> datetime:
    """Return the beginning of the hour."""
    return at.replace(minute=0, second=0, microsecond=0)


class StoryReadsQuerySet(models.QuerySet):
    def add(self, reads: Reads) -> None:
        """Add to what is counted already. Several processes may do so at once."""
        connection = transaction.get_connection(router.db_for_write(self.model))
        # In one order, so that two processes do not wait for each other.
        rows = [
            (story, connection.ops.adapt_datetimefield_value(hour), n) for (story, hour), n in sorted(reads.items())
        ]
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, rows)

    def since(self, at: datetime):
        return self.filter(hour__gte=hour_of(at))

    def most_read(self):
        """Return rows with `story` and `total`, the most read first."""
        return self.order_by().values("story").annotate(total=Sum("reads")).order_by("-total", "-story")

    def erase_old(self, at: datetime, days: int) -> int:
        """Delete the counts that are older than `days`, or of hours to come (a clock was wrong); return how many."""
        gone = Q(hour__lt=at - timedelta(days=days)) | Q(hour__gt=at + AHEAD)
        return self.filter(gone).delete()[0]


class StoryReads(models.Model):
    """How often a story was read in an hour."""

    story = models.PositiveBigIntegerField()
    hour = models.DateTimeField()  # its beginning, in UTC
    reads = models.PositiveIntegerField()

    objects = StoryReadsQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "most read"
        constraints = [models.UniqueConstraint(fields=["hour", "story"], name="readership_once_an_hour")]

    def __str__(self):
        return f"story {self.story}: {self.reads}"


class MostRead(models.Model):
    """A story in the list of the most read of its language. The job of every minute writes it (ranking.py)."""

    language = models.CharField(max_length=35, default=DEFAULT)
    position = models.PositiveSmallIntegerField()
    story = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["language", "position"]
        constraints = [models.UniqueConstraint(fields=["language", "position"], name="readership_place_once")]

    def __str__(self):
        return f"{self.language} {self.position}: story {self.story}"


class LogPosition(models.Model):
    """How far a log was read, so that each of its lines counts once."""

    log = models.CharField(max_length=300, unique=True)  # machine and path
    inode = models.PositiveBigIntegerField()
    position = models.PositiveBigIntegerField()  # bytes

    def __str__(self):
        return f"{self.log}: {self.position}"
