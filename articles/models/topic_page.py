"""What an editor says about a tag on its page in a language: an introduction, key facts, a picture, a lead story."""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django_prose_editor.fields import ProseEditorField
from simple_history.models import HistoricalRecords

from articles.models.photo import Photo
from articles.models.tag import Tag
from articles.photos import renaming
from articles.text import richtext
from articles.text.languages.site_languages import DEFAULT, name_of
from articles.text.plain import one_line

FACTS_MAX = 10  # lines
FACT_MAX = 200  # characters of a line
_LABEL_END = re.compile("[:՝] ")
RELATED_MAX = 8  # tags
LABEL_MAX = 40  # characters before the colon; more is a sentence


class Fact(NamedTuple):
    """A line of the key facts; `label` is empty if it has none."""

    label: str
    text: str


class TopicPage(models.Model):
    """The part of a tag's page that an editor writes, in one language of the site. Any of it may be empty."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="pages", db_index=False)
    language = models.CharField(
        max_length=35, default=DEFAULT, db_default=DEFAULT, help_text="A language of the site, such as ru."
    )
    introduction = ProseEditorField(
        extensions=richtext.EXTENSIONS,
        sanitize=richtext.sanitise,
        blank=True,
        default="",
        help_text="A paragraph or two: what this is about, and why we write of it. Stands above the stories; search "
        "engines show its beginning.",
    )
    facts = models.TextField(
        "key facts",
        blank=True,
        default="",
        help_text=f"One a line, {FACTS_MAX} at the most, such as “Population: 1.1 million”. What is before the colon "
        "becomes its label.",
    )
    photo = models.ForeignKey(
        Photo,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Shown with its own caption, credit and alternative text.",
    )
    lead = models.ForeignKey(
        "articles.Article",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="lead story",
        help_text="Stands first on the page, as long as it is on the site. Empty: the newest story is first.",
    )

    related = models.JSONField(
        "related topics",
        blank=True,
        default=list,
        help_text=f"{RELATED_MAX} at the most, in the order in which you choose them. Empty: the tags that its newest "
        "stories have most often.",
    )  # numbers of tags in order; one that is gone is left out when the page is read

    history = HistoricalRecords()  # every saved version, by whom and when

    class Meta:
        default_permissions = ()  # whoever may change the tag may write its page
        verbose_name = "topic page"
        constraints = [models.UniqueConstraint(fields=["tag", "language"], name="topic_page_once_a_language")]

    def __str__(self):
        return f"{self.tag} ({name_of(self.language)})"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        renaming.do_chores_after_commit()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        renaming.do_chores_after_commit()
        return deleted

    def clean(self):
        lines = self.facts.splitlines()
        self.facts = "\n".join(line for line in map(one_line, lines) if line)
        facts = self.facts.splitlines()
        if len(facts) > FACTS_MAX:
            raise ValidationError({"facts": f"{len(facts)} lines are too many: leave {FACTS_MAX} at the most."})
        for number, line in enumerate(facts, start=1):
            if len(line) > FACT_MAX:
                raise ValidationError(
                    {"facts": f"Line {number} is {len(line)} characters long: shorten it to {FACT_MAX}."}
                )

    @property
    def is_empty(self) -> bool:
        return not (self.introduction or self.facts or self.photo_id or self.lead_id or self.related)

    @property
    def key_facts(self) -> tuple[Fact, ...]:
        return tuple(map(read_fact, self.facts.splitlines()))

    @property
    def opening(self) -> str:
        """The first paragraph of the introduction as plain text; empty if there is none."""
        return next(iter(richtext.to_paragraphs(self.introduction)), "")


def read_fact(line: str) -> Fact:
    """Return the fact of a line, such as `Population: 1.1 million`, or in Armenian `Բնակչություն՝ 1,1 միլիոն`.

    A colon without a space after it is no label's.
    """
    label, _, text = _LABEL_END.sub("\n", line, count=1).partition("\n")
    if not text or len(label) > LABEL_MAX:
        return Fact("", line)
    return Fact(label, text)
