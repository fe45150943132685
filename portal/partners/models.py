"""News that other sites publish: headlines that link to those sites."""

from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q, Value, Window
from django.db.models.functions import Concat, RowNumber, StrIndex, Substr
from django.utils import timezone

from articles.database.same_name import refuse_same_name
from articles.outside.addresses import refusal
from articles.text.languages.site_languages import DEFAULT
from articles.text.languages.tags import normal_tag
from articles.text.plain import is_readable
from portal.partners.links import one_line

web_address = URLValidator(schemes=["http", "https"])


FIRST_MOMENT, END_MOMENT = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
SWITCHED_OFF = "Switched off"  # the beginning of the last error if a feed said that it is gone permanently
OVERDUE_AFTER = timedelta(hours=1)  # a fetch that is later than this shows that the job does not run
YEARS_MESSAGE = "Give a day between the years 1990 and 2199."


def in_our_time(at: datetime) -> None:
    """Raise ValidationError for a moment that can only be a mistake."""
    if not FIRST_MOMENT <= at < END_MOMENT:
        raise ValidationError(YEARS_MESSAGE)


def readable(text: str) -> None:
    """Raise ValidationError for a line without anything to read."""
    if not is_readable(text):
        raise ValidationError("Write at least one letter or digit.")


def fetchable(url: str) -> None:
    """Raise ValidationError for an address that is never fetched."""
    if why := refusal(url):
        raise ValidationError(f"{why[0].upper()}{why[1:]}.")


def known_zone(name: str) -> None:
    """Raise ValidationError unless it is the name of an IANA time zone."""
    if name not in available_timezones():
        raise ValidationError("Give a zone of the IANA list, such as Asia/Yerevan or Europe/Moscow.")


def identity_of(text: str) -> str:
    """Return the key that identifies an item: a digest of its id or its address, which may have any length."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


class PartnerQuerySet(models.QuerySet):
    def fetchable(self):
        return self.filter(active=True).exclude(feed_url="")

    def due(self, at: datetime):
        """Return the partners whose next fetch is due, the longest overdue first."""
        first = F("next_fetch").asc(nulls_first=True)
        return self.fetchable().filter(Q(next_fetch=None) | Q(next_fetch__lte=at)).order_by(first, "pk")

    def in_trouble(self, at: datetime | None = None):
        """Return partners whose feed failed, is overdue or is gone; those longest without a success first."""
        overdue = Q(next_fetch__lte=(at or timezone.now()) - OVERDUE_AFTER)
        failing = Q(active=True) & (~Q(last_error="") | overdue)
        rows = self.exclude(feed_url="").filter(failing | Q(last_error__startswith=SWITCHED_OFF))
        return rows.order_by(F("last_success").asc(nulls_first=True), "name")


class Partner(models.Model):
    """A site whose headlines we show, and the state of its feed."""

    name = models.CharField(max_length=100, unique=True, validators=[readable])
    site_url = models.URLField("site", max_length=500, validators=[web_address])
    feed_url = models.URLField(
        "feed",
        max_length=500,
        blank=True,
        validators=[web_address, fetchable],
        help_text="RSS, Atom or JSON Feed. Without one nothing is fetched.",
    )
    logo = models.ImageField(upload_to="partners", blank=True, width_field="logo_width", height_field="logo_height")
    logo_width = models.PositiveIntegerField(null=True, editable=False)
    logo_height = models.PositiveIntegerField(null=True, editable=False)
    language = models.CharField(
        max_length=20,
        blank=True,
        default="",
        validators=[RegexValidator(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Give a language tag, such as en or hy.")],
        help_text="Of its headlines: en, ru, hy. Empty: English.",
    )
    zone = models.CharField(
        "time zone",
        max_length=40,
        blank=True,
        default="",
        validators=[known_zone],
        help_text="Where its feed names no zone, or one by letters: such as Asia/Yerevan. Empty: as the letters say.",
    )
    active = models.BooleanField(default=True, help_text="Off: its stories do not show, and nothing is fetched.")
    shows = models.PositiveSmallIntegerField(
        "headlines in the box", default=5, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    interval = models.PositiveSmallIntegerField(
        "fetched every", default=15, validators=[MinValueValidator(5), MaxValueValidator(1440)], help_text="Minutes."
    )

    last_success = models.DateTimeField(null=True, editable=False)
    last_error = models.CharField(max_length=500, blank=True, default="", editable=False)  # "" after a success
    next_fetch = models.DateTimeField(null=True, editable=False, db_index=True)  # None: at the next run
    failures = models.PositiveIntegerField(default=0, editable=False)  # since the last success
    etag = models.CharField(max_length=200, blank=True, default="", editable=False)
    last_modified = models.CharField(max_length=200, blank=True, default="", editable=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        self.name = one_line(self.name)
        refuse_same_name(self, "a partner")
        try:
            self.language = normal_tag(self.language) if self.language else ""
        except ValueError as error:
            raise ValidationError({"language": str(error)}) from error

    def begin_anew(self):
        """Reset the state of the feed, after the partner was given another address or switched on."""
        self.last_error = self.etag = self.last_modified = ""
        self.next_fetch, self.failures = None, 0


class PartnerStoryQuerySet(models.QuerySet):
    def showing(self, at: datetime | None = None):
        """Return what readers see at the aware moment `at` (default: now), newest first, with the partner loaded."""
        return (
            self.filter(partner__active=True, hidden=False, published_at__lte=at or timezone.now())
            .select_related("partner")
            .order_by("-published_at", "-id")
        )

    def in_language(self, language: str, *others: str):
        """Return the stories that the pages of a site language show; all are tags of languages, such as `ru`.

        A partner is of the language with which its own tag begins; the default one has those of no language and of
        languages that are not among the `others` of the site.
        """
        tag = Concat("partner__language", Value("-"))  # such as en-GB-
        rows = self.alias(spoken=Substr(tag, 1, StrIndex(tag, Value("-")) - 1))
        return rows.exclude(spoken__in=others) if language == DEFAULT else rows.filter(spoken=language)

    def in_the_box(self, at: datetime | None = None):
        """Return the stories of `showing`, but of each partner only as many as it may show."""
        order = [F("published_at").desc(), F("id").desc()]
        place = Window(RowNumber(), partition_by="partner", order_by=order)
        return self.showing(at).annotate(place=place).filter(place__lte=F("partner__shows"))


class PartnerStory(models.Model):
    """One headline of a partner, and where it links."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="stories")
    title = models.CharField(max_length=300, validators=[readable])
    url = models.URLField("address", max_length=1000, validators=[web_address])
    published_at = models.DateTimeField(default=timezone.now, validators=[in_our_time])
    fetched_at = models.DateTimeField(null=True, editable=False)  # when it was first seen
    identity = models.CharField(
        max_length=32, default="", editable=False
    )  # identity_of its id in the feed, otherwise of its address
    hidden = models.BooleanField(default=False, help_text="Readers do not see it, whatever the feed says later.")

    objects = PartnerStoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "partner stories"
        constraints = [
            models.UniqueConstraint(fields=["partner", "identity"], name="partner_story_known_once"),
            models.CheckConstraint(
                condition=Q(published_at__gte=FIRST_MOMENT, published_at__lt=END_MOMENT),
                name="partner_story_in_our_time",
                violation_error_message=YEARS_MESSAGE,
            ),
        ]
        indexes = [models.Index(F("published_at").desc(), F("id").desc(), name="partner_story_newest")]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.identity = self.identity or identity_of(self.url)
        super().save(*args, **kwargs)
