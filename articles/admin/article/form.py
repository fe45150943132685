import re

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.admin.article.conflicts import StartsFromNewest
from articles.admin.article.minor_edits import MinorEdit
from articles.admin.article.publish_warnings import AsksWhenInDoubt
from articles.admin.article.steps import NO_REASON, SCHEDULE, WITHDRAW, pressed
from articles.admin.common.one_line import readable_line, single_line
from articles.models import Article
from articles.models.article import opening
from articles.text import richtext
from articles.text.plain import visible
from articles.text.slugs import story_slug

ON_RECORD = (Article.State.PUBLISHED, Article.State.RETRACTED, Article.State.WITHDRAWN)  # readers have seen it
NO_TIME = "Say when the story shall appear, then schedule it."
TIME_PAST = "This moment has passed. Set one that lies ahead, or publish the story now."
# Characters, and who shows no more: the form counts.
CUTS = {
    "headline": (65, "search engines cut it"),
    "summary": (155, "search engines and cards cut it"),
}
_BETWEEN_BLOCKS = re.compile(r">\s+<")


def same_text(one: str, other: str) -> bool:
    """Whether two bodies differ in nothing but the white space between their blocks."""
    return _BETWEEN_BLOCKS.sub("><", one) == _BETWEEN_BLOCKS.sub("><", other)


class ArticleForm(StartsFromNewest, MinorEdit, AsksWhenInDoubt, forms.ModelForm):
    """A story as an editor writes it. `state_before`: where it stood when the form was opened."""

    class Meta:
        widgets = {"summary": AdminTextareaWidget(attrs={"rows": 3})}
        help_texts = {
            "published_at": f"The clock of {settings.TIME_ZONE}. "
            "Empty: a draft. In the future: scheduled, it appears by itself."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.state_before = self.instance.state
        for name, (length, by) in CUTS.items():
            if name in self.fields:
                self.fields[name].widget.attrs |= {"data-cut": length, "data-cut-by": by}
        if "slug" in self.fields and self.slug_follows():
            self.fields["slug"].widget.attrs["data-follows"] = self.instance.slug

    def slug_follows(self) -> bool:
        """Whether the saved address was made from the saved headline, and no reader has seen it."""
        made = story_slug(self.initial.get("headline") or "")
        return bool(self.instance.pk) and self.state_before not in ON_RECORD and self.initial.get("slug") == made

    def clean_headline(self):
        """On one line and readable; what the editor only passed through stays as it was."""
        changed = "headline" in self.changed_data
        return readable_line(self.cleaned_data["headline"]) if changed else self.instance.headline

    def clean_summary(self):
        """On one line; what the editor only passed through stays as it was."""
        summary, before = self.cleaned_data["summary"].replace("\r\n", "\n"), self.instance.summary
        return before if summary == before else single_line(summary)

    def clean_body(self):
        """The sanitised text; what the editor only passed through stays as it was, letter by letter."""
        body, before = (visible(richtext.sanitise(text)) for text in (self.cleaned_data["body"], self.instance.body))
        return self.instance.body if same_text(body, before) else body

    def _get_validation_exclusions(self):
        """Leave out the text, which is sanitised by now: the model would sanitise what nobody touched, too."""
        return super()._get_validation_exclusions() | {"body"}

    def clean_withdrawn_because(self):
        """What Withdraw needs; nothing is kept of a reason for a withdrawal that was thought better of."""
        if pressed(self.data) is not WITHDRAW or self.state_before not in WITHDRAW.states:
            return self.instance.withdrawn_because
        if not self.cleaned_data["withdrawn_because"]:
            raise ValidationError(NO_REASON)
        return self.cleaned_data["withdrawn_because"]

    def clean_published_at(self):
        changed = "published_at" in self.changed_data
        # Else the moment as it was: the form shows seconds, the order of briefs lies below them.
        at = self.cleaned_data["published_at"] if changed else self.instance.published_at
        ahead = at is not None and at > timezone.now()
        if changed and self.state_before in ON_RECORD and (at is None or ahead):
            raise ValidationError("This story has been on the site, so its time lies in the past. Withdraw it instead.")
        if self.state_before in SCHEDULE.states and pressed(self.data) is SCHEDULE and not ahead:
            raise ValidationError(NO_TIME if at is None else TIME_PAST)
        return at

    def clean(self):
        """Blanks a summary that nobody wrote when the text changes, so that it is made anew."""
        cleaned = super().clean()
        before, body = self.initial.get("body", ""), cleaned.get("body", "")
        if body and body != before and cleaned.get("summary") == self.initial.get("summary") == opening(before):
            cleaned["summary"] = ""
        self.ask_when_in_doubt(cleaned)
        return cleaned

    def save(self, commit=True):
        """Sets what follows from the changes, which is no field of the form, and saves."""
        article = self.instance
        if "published_at" in self.changed_data:
            article.time_known = True
        if "headline" in self.changed_data:
            article.headline_known = True
            if self.slug_follows() and article.slug == self.initial["slug"]:
                article.slug = ""  # made anew from the headline
        self.date_update()
        return super().save(commit)
