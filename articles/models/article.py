from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django_prose_editor.fields import ProseEditorField
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager

from articles.models.derived_values import DerivesValues
from articles.models.embed import Embed, ShowsEmbeds
from articles.models.kicker import Kicker
from articles.models.photo_use import ShowsPhotos
from articles.models.querysets import ArticleQuerySet
from articles.models.section import Section
from articles.models.story_type import WITHOUT_TEXT, StoryType
from articles.models.tag import ArticleTags, TaggedArticle
from articles.models.version import KeepsVersions, Version
from articles.photos import renaming
from articles.text import richtext
from articles.text.dates import at_local, format_stamp, last_update
from articles.text.embeds.places import placed
from articles.text.languages.site_languages import DEFAULT
from articles.text.plain import FIRST_YEAR, HEADLINE_MAX, LAST_YEAR, PLACE_MAX, SOURCE_MAX
from articles.text.slugs import PAGES, story_slug
from articles.web.addresses import story_path

REASON_MAX = 300
# A day more on either side, because a brief is dated a moment before the seed that named it.
OUR_TIME = (at_local(date(FIRST_YEAR - 1, 12, 31)), at_local(date(LAST_YEAR + 1, 1, 1)))


NEWEST = (F("published_at").desc(), F("id").desc())  # the order of lists


class Article(DerivesValues, KeepsVersions, ShowsPhotos, ShowsEmbeds, models.Model):
    """A story we publish. Without a text of its own it is a *brief* or a *flash*: a headline and a summary."""

    class State(models.TextChoices):
        DRAFT = "draft"
        SCHEDULED = "scheduled"
        PUBLISHED = "published"
        RETRACTED = "retracted"
        WITHDRAWN = "withdrawn"

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="articles", db_index=False)
    headline = models.CharField(max_length=HEADLINE_MAX)
    headline_known = models.BooleanField(
        default=True,
        editable=False,
        help_text="False while the story is known by its blurb alone, which then stands for the headline.",
    )
    kicker = models.CharField(
        max_length=20,
        choices=Kicker,
        blank=True,
        default="",
        db_default="",
        help_text="One word before the headline, in lists and on the story. Empty: none.",
    )
    slug = models.SlugField(max_length=80, blank=True, db_index=False, help_text="Left empty: made from the headline.")
    summary = models.TextField(
        blank=True, help_text="The blurb that lists and sidebars show. Left empty: the first sentence serves."
    )
    opening = models.TextField(
        blank=True,
        editable=False,
        default="",
        db_default="",
        help_text="The first sentence of the text, while there is no summary.",
    )
    source = models.CharField(
        max_length=SOURCE_MAX,
        blank=True,
        help_text="Whom the dateline names, such as PanARMENIAN.Net. If the place is empty too: no dateline.",
    )
    dateline_place = models.CharField(
        max_length=PLACE_MAX,
        blank=True,
        default="",
        db_default="",
        help_text="Where the story was written, such as YEREVAN. Empty: the dateline names the source alone.",
    )
    body = ProseEditorField(
        "text",
        blank=True,
        extensions=richtext.EXTENSIONS,
        sanitize=richtext.sanitise,
        help_text="Left empty, the story is a flash: a headline, with a summary or without.",
    )
    story_type = models.CharField(
        max_length=10,
        choices=StoryType,
        editable=False,
        default=StoryType.STORY,
        db_default=StoryType.STORY,
        help_text="Set when the story is saved, by whether it has a text.",
    )
    language = models.CharField(
        max_length=35,
        blank=True,
        db_default="en",
        help_text="A language tag (BCP 47), such as hy. Left empty: judged by the text.",
    )
    language_doubtful = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="The language was judged by a text that may as well be in another one, and nobody has looked yet.",
    )
    site_language = models.CharField(
        max_length=35,
        default=DEFAULT,
        db_default=DEFAULT,
        editable=False,
        help_text="The language of the site whose lists show the story: its own if that has been opened.",
    )
    translation_group = models.ForeignKey(
        "articles.TranslationGroup",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="articles",
        db_index=False,  # article_versions holds the few stories that have one
    )
    text_version = models.PositiveIntegerField(
        default=1,
        db_default=1,
        editable=False,
        help_text="Raised by every change of the headline, the summary or the text that is no minor edit.",
    )
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty: a draft. In the future: scheduled, it appears by itself."
    )
    time_known = models.BooleanField(
        default=True, editable=False, help_text="False: the day of publication is known, the time is not."
    )
    updated_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="The last change of substance after publication."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_because = models.CharField(
        "reason",
        max_length=REASON_MAX,
        blank=True,
        default="",
        db_default="",  # the import writes rows without the model and gives no reason
        help_text="For the newsroom alone, not for readers.",
    )
    retracted_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Taken back: only its address still shows it, with the reason."
    )
    authors = models.ManyToManyField("articles.Author", through="articles.Byline", related_name="articles", blank=True)
    tags = TaggableManager(through=TaggedArticle, manager=ArticleTags, blank=True, help_text="")

    _change_reason: str | None = None  # for the version that the next save writes

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(
        bases=[Version], excluded_fields=["language_doubtful", "site_language", "translation_group"]
    )  # every saved version, by whom and when

    class Meta:
        permissions = [
            ("draft_article", "Can write drafts of their own and read what is published"),
            ("publish_article", "Can publish, schedule, withdraw and restore articles"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(headline=""), name="article_headline_not_empty"),
            models.CheckConstraint(condition=~Q(slug=""), name="article_slug_not_empty"),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(published_at__range=OUR_TIME),
                name="article_published_in_our_time",
                violation_error_message=f"Publication lies between the years {FIRST_YEAR} and {LAST_YEAR}.",
            ),
            models.CheckConstraint(
                condition=Q(body="", story_type__in=WITHOUT_TEXT) | (~Q(body="") & ~Q(story_type__in=WITHOUT_TEXT)),
                name="article_type_fits_text",
            ),
            models.UniqueConstraint(
                fields=["translation_group", "language"],
                condition=Q(translation_group__isnull=False, withdrawn_at=None),
                name="article_once_a_language",
            ),
        ]
        indexes = [
            models.Index(*NEWEST, name="article_newest"),
            models.Index(*NEWEST, condition=~Q(story_type="brief"), name="article_newest_written"),
            # The newsroom and the sitemaps have all languages in one list, a page has one.
            models.Index("site_language", *NEWEST, name="article_language_newest"),
            models.Index("site_language", *NEWEST, condition=~Q(story_type="brief"), name="article_language_written"),
            models.Index(
                "site_language", "section", *NEWEST, condition=~Q(story_type="brief"), name="article_language_section"
            ),
            models.Index("section", *NEWEST, condition=~Q(story_type="brief"), name="article_section_written"),
            models.Index("section", *NEWEST, condition=Q(story_type="brief"), name="article_section_briefs"),
            models.Index(  # with every column that the sitemaps' index reads of a changed story
                *("published_at", "updated_at", "withdrawn_at", "retracted_at", "story_type"),
                condition=Q(updated_at__isnull=False) & ~Q(story_type="brief"),
                name="article_changed_written",
            ),
            models.Index(*NEWEST, condition=Q(language_doubtful=True), name="article_language_doubtful"),
            models.Index(
                fields=["published_at"],
                condition=Q(withdrawn_at__isnull=False) | Q(retracted_at__isnull=False),
                name="article_hidden",
            ),
            models.Index(  # withdrawn ones, too, which the constraint's index leaves out
                fields=["translation_group"], condition=Q(translation_group__isnull=False), name="article_versions"
            ),
        ]

    def __str__(self):
        return self.headline

    def save(self, *args, **kwargs):
        """Save the article, with the values that follow from its words: address, opening, type, language, version."""
        self.slug = self._own_slug()
        if kwargs.get("update_fields") is None:
            self.derive()
        super().save(*args, **kwargs)
        self.remember_words()
        if kwargs.get("update_fields") is None:
            Embed.objects.want(placed(self.body))
        renaming.do_chores_after_commit()

    def get_absolute_url(self):
        return story_path(self.pk, self.slug, self.site_language)

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        renaming.do_chores_after_commit()
        return deleted

    def clean(self):
        self.slug = self._own_slug()  # before the constraints are checked

    def validate_constraints(self, exclude=None):
        """Ask the database nothing: the form's fields have checked what its constraints say, and it enforces them.

        Django would ask for each of them on its own, between a savepoint and its release.
        """

    def _own_slug(self) -> str:
        return self.slug if self.slug and self.slug not in PAGES else story_slug(self.slug or self.headline)

    @property
    def state(self) -> "Article.State":
        """The story's current state."""
        if self.withdrawn_at is not None:
            return self.State.WITHDRAWN
        if self.published_at is None:
            return self.State.DRAFT
        if self.published_at > timezone.now():
            return self.State.SCHEDULED
        return self.State.PUBLISHED if self.retracted_at is None else self.State.RETRACTED

    @property
    def is_public(self) -> bool:
        """True if the story's address shows it now."""
        return self.state in (self.State.PUBLISHED, self.State.RETRACTED)

    @property
    def stamp(self) -> str:
        """The publication as `October 2, 2020 - 19:13 AMT`; empty for a draft and for a brief.

        The moment of a brief only orders lists.
        """
        if self.is_brief or self.published_at is None:
            return ""
        return format_stamp(self.published_at, self.time_known)

    @property
    def last_update(self) -> datetime | None:
        """The last change of substance after the publication, or None; readers and programs read it, not updated_at."""
        return last_update(self.published_at, self.updated_at)

    @property
    def modified_at(self) -> datetime | None:
        """The last update, or else the publication: never before it. None for a draft."""
        return self.last_update or self.published_at

    @cached_property
    def changed_at(self) -> datetime:
        """The aware moment since which a published story has said what it says now.

        It is the latest of the publication, the last update and the last saved version. A new name of an author, a
        tag or a section alone does not move it.
        """
        version = self.history.order_by("-history_date").values_list("history_date", flat=True).first()
        return max(filter(None, (self.modified_at, version)))

    # What happens to a published story: `mark_…` sets the fields, so that a form can save them with all else.

    def mark_published(self, at: datetime | None = None) -> None:
        """Set the fields of a story that is on the site from the aware moment `at` on, which has come (now)."""
        self.published_at = at or timezone.now()
        self.withdrawn_at = None
        self.withdrawn_because = ""
        self.time_known = True
        self.mark_written()
        self._change_reason = "published"

    def mark_scheduled(self, at: datetime) -> None:
        """Set the fields of a story that appears by itself at the aware moment `at`, which lies ahead."""
        self.published_at = at
        self.time_known = True
        self.mark_written()

    def mark_withdrawn(self, because: str) -> None:
        """Set the fields of a story that is off the site from now on, for a reason that only the newsroom reads."""
        self.withdrawn_at = timezone.now()
        self.withdrawn_because = because
        self._change_reason = "withdrawn"

    def mark_restored(self) -> None:
        """Set the fields of a story that is again in the state it had before it was withdrawn."""
        self.withdrawn_at = None
        self.withdrawn_because = ""
        self._change_reason = "put back on the site"

    def mark_corrected(self, made_at: datetime, *, retracts: bool) -> None:
        """Set the fields of a story that has a correction (a retraction, if `retracts`) of the aware moment."""
        self.updated_at = made_at
        if retracts:
            self.retracted_at = made_at
        self._change_reason = "retraction" if retracts else "correction"

    def publish(self) -> None:
        """Publish the story now; do nothing if it is published already."""
        if self.state != self.State.PUBLISHED:
            self.mark_published()
            self.save(update_fields=["published_at", "withdrawn_at", "withdrawn_because", "time_known", "story_type"])

    def withdraw(self, because: str = "") -> None:
        """Take the story off the site: its address answers 410 Gone. The newsroom reads `because`, readers do not."""
        self.keep_as_imported()
        self.mark_withdrawn(because)
        self.save(update_fields=["withdrawn_at", "withdrawn_because"])

    def restore(self) -> None:
        """Return the story to the state it had before it was withdrawn."""
        self.mark_restored()
        self.save(update_fields=["withdrawn_at", "withdrawn_because"])

    def note_correction(self, made_at: datetime, *, retracts: bool) -> None:
        """Record on the story itself a correction (a retraction, if `retracts`) of the aware moment `made_at`."""
        self.mark_corrected(made_at, retracts=retracts)
        self.save(update_fields=["updated_at", "retracted_at"])
