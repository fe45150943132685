"""Pages that say who we are: about, contact, policies. Each language of the site has its own."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_prose_editor.fields import ProseEditorField
from simple_history.models import HistoricalRecords

from articles.text import richtext
from articles.text.languages.site_languages import DEFAULT, name_of
from articles.web.addresses import page_path

TITLE_MAX = 100  # characters


class SitePageKind(models.TextChoices):
    """What a page is for. It is also its address: /about/, /ru/about/."""

    ABOUT = "about", "About us"
    CONTACT = "contact", "Contact"
    MASTHEAD = "masthead", "Who works here"
    OWNERSHIP = "ownership", "Ownership and funding"
    EDITORIAL = "editorial-policy", "Editorial policy"
    CORRECTIONS = "corrections-policy", "Corrections policy"
    PRIVACY = "privacy", "Privacy"
    IMPRINT = "imprint", "Imprint"


class SitePageQuerySet(models.QuerySet):
    def published(self):
        """Return the pages that readers see."""
        return self.filter(published_at__isnull=False)


class SitePage(models.Model):
    """A page of the site that is not news, in one language. The footer of every page links to those on the site."""

    kind = models.CharField(max_length=20, choices=SitePageKind, help_text="Also the address of the page.")
    language = models.CharField(max_length=35, default=DEFAULT, help_text="A language of the site, such as ru.")
    title = models.CharField(max_length=TITLE_MAX, help_text="Its heading, and its name in the footer.")
    body = ProseEditorField("text", extensions=richtext.EXTENSIONS, sanitize=richtext.sanitise)
    published_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="Empty: a draft.")
    revised_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="The last change of its words since it is on the site."
    )

    objects = SitePageQuerySet.as_manager()
    history = HistoricalRecords()  # every saved version, by whom and when

    class Meta:
        verbose_name = "page"
        ordering = ["language", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="site_page_once_a_language"),
            models.CheckConstraint(condition=~Q(title=""), name="site_page_title_not_empty"),
            models.CheckConstraint(condition=~Q(body=""), name="site_page_body_not_empty"),
        ]

    def __str__(self):
        return self.title if self.language == DEFAULT else f"{self.title} ({name_of(self.language)})"

    def get_absolute_url(self):
        return page_path("articles:site_page", self.kind, language=self.language)

    @property
    def opening(self) -> str:
        """The first paragraph, which search engines and cards show."""
        return next(iter(richtext.to_read(self.body)), self.title)

    def clean(self):
        if not any(map(str.isalnum, self.title)):
            raise ValidationError({"title": "Give the page a name in words."})

    def show(self) -> None:
        """Put the page on the site from now on. Does not save."""
        self.published_at = self.published_at or timezone.now()

    def hide(self) -> None:
        """Take the page off the site: it is a draft again. Does not save."""
        self.published_at = self.revised_at = None
