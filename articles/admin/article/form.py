import re
from functools import cached_property

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.admin.article import lead_photo
from articles.admin.article.handover.panel import Panel, checked_step, moved_meanwhile, panel_for
from articles.admin.article.lead_photo import LeadPhotoForm
from articles.admin.article.publishing import minor_edits, publish_warnings
from articles.admin.article.publishing.steps import NO_REASON, RESTORE, SCHEDULE, WITHDRAW, pressed
from articles.admin.article.publishing.unasked_steps import keeps_draft
from articles.admin.article.stale_saves import STALE, is_stale
from articles.admin.article.story_language import LanguageField, own_language, stated_language
from articles.admin.article.translations.clashes import clash, language_to_be
from articles.admin.common.one_line import readable_line, single_line
from articles.admin.common.same_name import SameNameForm
from articles.models import Article
from articles.models.derived_values import SUBSTANCE
from articles.models.handover.note import Step
from articles.models.kicker import offered_kickers
from articles.models.story_type import StoryType
from articles.models.version import MINOR_EDIT
from articles.text import richtext
from articles.text.slugs import story_slug

ON_RECORD = (Article.State.PUBLISHED, Article.State.RETRACTED, Article.State.WITHDRAWN)  # readers have seen it
NO_TIME = "Say when the story shall appear, then schedule it."
TIME_PAST = "This moment has passed. Set one that lies ahead, or publish the story now."
NO_TEXT = "Write a text for the series, if only a sentence: without one, the story is a flash."
# Characters, and who cuts longer texts; the form counts the characters.
CUTS = {
    "headline": (65, "search engines cut it"),
    "summary": (155, "search engines and cards cut it"),
}
_BETWEEN_BLOCKS = re.compile(r">\s+<")


def same_text(one: str, other: str) -> bool:
    """Return whether two bodies are the same except for the white space between their blocks."""
    return _BETWEEN_BLOCKS.sub("><", one) == _BETWEEN_BLOCKS.sub("><", other)


class ArticleForm(SameNameForm, LeadPhotoForm):
    """The form in which an editor writes a story.

    `may_publish` is whether the account may bring stories onto the site; `only_shows`, whether the form is shown as a
    page and not saved, so that there is nothing to ask and no version to compare; `state_before` is the story's state
    when the form was opened, `instance_moment` its moment of publication. After the form was checked, `is_stale` tells
    whether it was opened on an older version, `warnings` holds those that the editor is asked to confirm, and
    `handover` is the step that moves it between colleagues. `account` is who fills it in.
    """

    account = None
    may_publish = False
    only_shows = False
    is_stale = False
    handover: Step | None = None
    warnings: list[publish_warnings.PublishWarning] = []
    minor = minor_edits.minor_edit_field()
    language = LanguageField()
    series = forms.BooleanField(
        label="photo series",
        required=False,
        help_text="All photos that the text does not place stand below it, numbered.",
    )
    field_order = [
        *("headline", "summary", "body", "section", "tags", "kicker", "dateline_place", "source"),
        *lead_photo.FIELDS,
    ]

    class Meta:
        widgets = {"summary": AdminTextareaWidget(attrs={"rows": 3})}
        help_texts = {
            "published_at": f"The clock of {settings.TIME_ZONE}. "
            "Empty: a draft. In the future: scheduled, it appears by itself. Save asks before either happens."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.state_before = self.instance.state
        if "kicker" in self.fields:
            self.fields["kicker"].choices = [("", "None"), *offered_kickers(self.instance.kicker)]
        if self.instance.pk and "language" in self.fields:
            self.initial["language"] = stated_language(self.instance)
            self.fields["language"].widget.attrs["placeholder"] = own_language(self.instance)
        if self.instance.pk:  # for spell-checkers and screen readers; a script follows what is typed
            for name in self.fields.keys() & set(SUBSTANCE):
                self.fields[name].widget.attrs["lang"] = self.instance.language
        if "tags" in self.fields:
            self.fields["tags"].known = self.initial.get("tags", [])
        self.instance_moment = self.instance.published_at
        self.initial["series"] = self.instance.is_series
        for name, (length, by) in CUTS.items():
            if name in self.fields:
                self.fields[name].widget.attrs |= {"data-cut": length, "data-cut-by": by}
        if "slug" in self.fields and self.slug_follows():
            self.fields["slug"].widget.attrs["data-follows"] = self.instance.slug

    @cached_property
    def panel(self) -> Panel | None:
        """The part of the form that moves the draft between colleagues; None if there is none."""
        return panel_for(self, self.account)

    def slug_follows(self) -> bool:
        """Return whether the saved address was made from the saved headline, and no reader has seen it."""
        made = story_slug(self.initial.get("headline") or "")
        return bool(self.instance.pk) and self.state_before not in ON_RECORD and self.initial.get("slug") == made

    def clean_kicker(self):
        """Return the kicker; the stored one if the form was opened before there was such a field."""
        return self.cleaned_data["kicker"] if self.add_prefix("kicker") in self.data else self.instance.kicker

    def clean_headline(self):
        """Return the headline on one line and readable; return the stored one if the editor did not change it."""
        changed = "headline" in self.changed_data
        return readable_line(self.cleaned_data["headline"]) if changed else self.instance.headline

    def clean_summary(self):
        """Return the summary on one line; return the stored one if the editor did not change it."""
        summary, before = self.cleaned_data["summary"].replace("\r\n", "\n"), self.instance.summary
        return before if summary == before else single_line(summary)

    def clean_language(self):
        """Return the tag; the stored one if the form was opened before there was such a field."""
        sent = self.add_prefix("language") in self.data
        return self.cleaned_data["language"] if sent or not self.instance.pk else self.instance.language

    def clean_body(self):
        """Return the sanitised text; return the stored one, letter by letter, if the editor did not change it."""
        body, before = (richtext.sanitise(text) for text in (self.cleaned_data["body"], self.instance.body))
        return self.instance.body if same_text(body, before) else body

    def _get_validation_exclusions(self):
        """Exclude what the form's fields have checked already.

        The model would also sanitise a text that nobody changed, and look the section up again.
        """
        return super()._get_validation_exclusions() | {"body", "section"}

    def clean_withdrawn_because(self):
        """Require a reason if Withdraw was pressed; otherwise ignore what was typed."""
        if pressed(self.data) is not WITHDRAW or self.state_before not in WITHDRAW.states:
            return self.instance.withdrawn_because
        if not self.cleaned_data["withdrawn_because"]:
            raise ValidationError(NO_REASON)
        return self.cleaned_data["withdrawn_because"]

    def clean_published_at(self):
        changed = "published_at" in self.changed_data
        # If unchanged, keep the stored moment: the form shows seconds, but briefs are ordered by fractions of a second.
        at = self.cleaned_data["published_at"] if changed else self.instance.published_at
        if keeps_draft(self):
            return None
        ahead = at is not None and at > timezone.now()
        if changed and self.state_before in ON_RECORD and (at is None or ahead):
            raise ValidationError("This story has been on the site, so its time lies in the past. Withdraw it instead.")
        if self.state_before in SCHEDULE.states and pressed(self.data) is SCHEDULE and not ahead:
            raise ValidationError(NO_TIME if at is None else TIME_PAST)
        return at

    def clean(self):
        """Check that the form was opened on the newest version and, if all else is valid, that no warning is left."""
        cleaned = super().clean()
        if cleaned.get("series") and not cleaned.get("body", True):
            self.add_error("series", ValidationError(NO_TEXT))
        if self.only_shows:
            return cleaned
        if self.instance.pk and is_stale(self.instance, self.data):
            self.is_stale = True
            raise ValidationError([STALE, *moved_meanwhile(self)])
        if self.instance.translation_group_id and not self.errors:
            self.refuse_second_version(cleaned)
        if not self.errors:
            self.handover = checked_step(self, cleaned)
            self.warnings = publish_warnings.unconfirmed(self, cleaned)
            if self.warnings:
                raise ValidationError(publish_warnings.ASKED)
        return cleaned

    def refuse_second_version(self, given: dict) -> None:
        """Add an error if another version of the story is in the language that this one will have, and stays live."""
        stays_off = self.instance.withdrawn_at is not None and pressed(self.data) is not RESTORE
        if not stays_off and (message := clash(self.instance, language_to_be(self.instance, given))):
            self.add_error("language" if "language" in self.fields else None, message)

    def save(self, commit=True):
        """Set the values that follow from the changes and are not fields of the form, then save."""
        article = self.instance
        if "published_at" in self.changed_data:
            article.time_known = True
            article.mark_written()
        if "series" in self.changed_data:
            article.story_type = StoryType.SERIES if self.cleaned_data["series"] else StoryType.STORY
        if "headline" in self.changed_data:
            article.headline_known = True
            if self.slug_follows() and article.slug == self.initial["slug"]:
                article.slug = ""  # made again from the headline
        if self.state_before == Article.State.PUBLISHED:
            self.date_update()
        return super().save(commit)

    def _save_m2m(self):
        """Leave the tags alone if nobody changed them."""
        if "tags" in self.changed_data:
            super()._save_m2m()

    def date_update(self) -> None:
        """Set when the story was last changed in substance, or note in its version that the edit was minor."""
        if not minor_edits.changes_words(self.initial, self.cleaned_data):
            return
        if minor_edits.is_update(self.initial, self.cleaned_data):
            self.instance.updated_at = timezone.now()
        else:
            self.instance._change_reason = MINOR_EDIT
