"""What is known of the videos, posts, sounds and maps of other sites that stories embed: title, author, picture."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.text.embeds.places import placed
from articles.text.embeds.providers import ADDRESS_MAX, PROVIDERS, EmbedAddress

TITLE_MAX = 300  # characters
AUTHOR_MAX = 200
ERROR_MAX = 300
WITH_FACTS = ("youtube", "vimeo", "x", "soundcloud")  # providers whose oEmbed needs no token


class EmbedQuerySet(models.QuerySet):
    def of_texts(self, *bodies: str) -> dict[str, "Embed"]:
        """Return what is known of the addresses that sanitised texts embed, by address. No query if they embed none."""
        addresses = {found.address for body in bodies for found in placed(body)}
        return {row.address: row for row in self.filter(address__in=addresses)} if addresses else {}

    def want(self, found: Iterable[EmbedAddress]) -> None:
        """Create the rows that are missing for the addresses, if any; facts are fetched later."""
        wanted = {one.address: one for one in found}
        if not wanted:
            return
        missing = wanted.keys() - set(self.filter(address__in=wanted).values_list("address", flat=True))
        now = timezone.now()
        rows = [
            self.model(
                address=address,
                provider=wanted[address].provider,
                next_fetch=now if wanted[address].provider in WITH_FACTS else None,
            )
            for address in sorted(missing)  # in one order, so that two stories never wait for each other
        ]
        self.bulk_create(rows, ignore_conflicts=True)

    def due(self, at: datetime):
        """Return the rows whose facts are to be fetched, the longest due first."""
        return self.filter(next_fetch__lte=at).order_by("next_fetch", "pk")

    def failed(self):
        """Return the rows whose last fetch failed, including those that are not tried again."""
        return self.exclude(last_error="")


class Embed(models.Model):
    """An address of another site that stories embed, and what that site says of it (oEmbed)."""

    address = models.CharField(max_length=ADDRESS_MAX, unique=True, editable=False)
    provider = models.CharField(max_length=20, editable=False)  # a key of PROVIDERS
    title = models.CharField(max_length=TITLE_MAX, blank=True, default="", editable=False)
    author = models.CharField(max_length=AUTHOR_MAX, blank=True, default="", editable=False)
    own_title = models.CharField(
        "title",
        max_length=TITLE_MAX,
        blank=True,
        default="",
        help_text="What readers are to see in place of the site's own title.",
    )
    picture = models.ImageField(
        upload_to="embeds/%Y/%m",
        width_field="picture_width",
        height_field="picture_height",
        max_length=200,
        blank=True,
        default="",
        editable=False,
    )
    picture_width = models.PositiveIntegerField(null=True, editable=False)
    picture_height = models.PositiveIntegerField(null=True, editable=False)
    shape = models.CharField(max_length=10, blank=True, default="", editable=False)  # of the player, if the site says
    fetched_at = models.DateTimeField(null=True, editable=False)  # the last success
    next_fetch = models.DateTimeField(null=True, editable=False)  # None: never, unless an editor asks for it
    failures = models.PositiveSmallIntegerField(default=0, editable=False)  # since the last success
    last_error = models.CharField(max_length=ERROR_MAX, blank=True, default="", editable=False)

    objects = EmbedQuerySet.as_manager()

    class Meta:
        verbose_name = "embed"
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(address=""), name="embed_address_not_empty")]
        indexes = [models.Index(F("next_fetch"), condition=Q(next_fetch__isnull=False), name="embed_due")]

    def __str__(self):
        return self.shown_title or self.address

    @property
    def shown_title(self) -> str:
        return self.own_title or self.title

    @property
    def provider_name(self) -> str:
        return PROVIDERS[self.provider].name if self.provider in PROVIDERS else self.provider

    @property
    def has_facts(self) -> bool:
        """Whether the provider says anything of an address without a token."""
        return self.provider in WITH_FACTS

    def ask_again(self) -> None:
        """Have the facts fetched soon, however often that has failed. Does not save."""
        if self.has_facts:
            self.next_fetch, self.failures = timezone.now(), 0


class ShowsEmbeds(models.Model):
    """A base of Article for what its text embeds."""

    class Meta:
        abstract = True

    @property
    def embeds(self) -> dict[str, Embed]:
        """What is known of the addresses that the text embeds, by address; one query for a text, if it embeds any."""
        kept = self._state.fields_cache
        if "embeds" not in kept or kept["embeds"][0] != self.body:
            kept["embeds"] = (self.body, Embed.objects.of_texts(self.body))
        return kept["embeds"][1]

    def refresh_from_db(self, *args, **kwargs):
        self._state.fields_cache.pop("embeds", None)
        super().refresh_from_db(*args, **kwargs)
