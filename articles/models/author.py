"""The authors of stories. A story without an author is the agency's own."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from articles.models.photo import Photo
from articles.photos import renaming
from articles.text.folding import words_of
from articles.text.languages.site_languages import DEFAULT
from articles.text.slugs import readable_slug
from articles.web.addresses import page_path


class AuthorManager(models.Manager):
    def get_queryset(self):
        """Return all authors by name; those of one article (`article.authors`) in the order of its byline."""
        rows = super().get_queryset()
        return rows.order_by("bylines__position", "bylines__id") if hasattr(self, "instance") else rows

    def of_account(self, account) -> "Author | None":
        """Return the author as which the account signs its stories, or None."""
        return self.filter(account=account).first()

    @transaction.atomic
    def sign_as(self, account, name: str) -> "Author | None":
        """Make the account sign as an author of that name, and return the author.

        The author that it signs as already stays, whatever its name. Otherwise an author of the name that no account
        has is taken, or a new one made. Return None if there are several to choose from: a person must say who it is.
        """
        found = self.of_account(account)
        if found:
            return found
        free, words = self.filter(account=None).values_list("pk", "name"), words_of(name)
        named = [pk for pk, other in free if words_of(other) == words]
        if len(named) > 1:
            return None
        locked = self.select_for_update(no_key=True).filter(pk__in=named, account=None)  # nobody else takes it now
        author = locked.first() or self.model(name=name)
        author.account = account
        author.save()
        return author


class Author(models.Model):
    """A person whose name appears above stories."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True, blank=True, help_text="Left empty: made from the name.")
    bio = models.TextField(blank=True, help_text="A sentence or two; stands on the author's page.")
    photo = models.ForeignKey(Photo, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # For the newsroom alone: readers' pages show the author, and nothing of the account.
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        error_messages={"unique": "This account signs as another author. Take it off that one first."},
        help_text="Who signs as this author. Readers do not see it.",
    )

    objects = AuthorManager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="author_slug_not_empty"),
            models.CheckConstraint(condition=~Q(name=""), name="author_name_not_empty"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)
        renaming.do_chores_after_commit()

    def get_absolute_url(self):
        return page_path("articles:author", self.slug)

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        renaming.do_chores_after_commit()
        return deleted

    def clean(self):
        self.slug = self.slug or self._free_slug()  # before the constraints are checked

    def _free_slug(self) -> str:
        """Return a free slug made from the name; numbers distinguish people with the same name."""
        slug, number = readable_slug(self.name, max_length=90), 2
        taken = set(type(self).objects.filter(slug__startswith=slug).exclude(pk=self.pk).values_list("slug", flat=True))
        free = slug
        while free in taken:
            free, number = f"{slug}-{number}", number + 1
        return free


class Byline(models.Model):
    """One author of one article, with a position in the order of names."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="bylines", db_index=False)
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="bylines", db_index=False)
    position = models.PositiveSmallIntegerField(default=0, help_text="The smallest stands first.")
    published_at = models.DateTimeField(
        null=True, editable=False
    )  # the article's, copied by triggers: see listing_dates.py
    site_language = models.CharField(max_length=35, default=DEFAULT, db_default=DEFAULT, editable=False)  # likewise

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="author_once_an_article")]
        indexes = [
            models.Index(
                "author", "site_language", F("published_at").desc(), F("article").desc(), name="written_by_language"
            )
        ]

    def __str__(self):
        return str(self.author)
