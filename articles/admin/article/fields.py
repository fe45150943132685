"""The fields in a story's form, and which of them the account may change."""

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.utils.html import format_html_join

from articles.admin.article.bylines import BylineInline
from articles.admin.article.corrections import CORRECTED, CorrectionInline
from articles.admin.article.steps import reason
from articles.admin.article.tags_field import TagsField
from articles.admin.common.lookups import LookedUpMany
from articles.models import Tag
from articles.text import richtext

WITHDRAWAL = ("Withdrawal", {"fields": ["withdrawn_because"]})
INLINES = {"bylines": BylineInline, "corrections": CorrectionInline}


class ArticleFields:
    """A mixin for the ModelAdmin of articles."""

    fieldsets = [
        (None, {"fields": ["headline", "summary", "body"]}),
        ("Place", {"fields": ["section", "tags", "source"]}),
        ("Photo", {"fields": ["photo"]}),
        ("Publication", {"fields": ["published_at"]}),
        ("Address", {"fields": ["slug"], "classes": ["collapse"]}),
    ]
    autocomplete_fields = ["section", "tags", "photo"]

    def get_inlines(self, request, obj):
        """Return the inline of authors; also of corrections, if readers could need one or have read one.

        A form that was opened before its story came onto the site sends no corrections, and a form need not send
        authors: what is not sent stays the same.
        """
        corrected = obj is not None and (obj.state in CORRECTED or obj.corrections.exists())
        sent = [name for name in INLINES if request.method != "POST" or f"{name}-TOTAL_FORMS" in request.POST]
        return [INLINES[name] for name in sent if corrected or name != "corrections"]

    def get_fieldsets(self, request, obj=None):
        """Return the fieldsets, in which values that may not be changed are shown as readers see them.

        For accounts that may not publish, a draft has no "Publication": setting a time, ahead or past, would publish
        it.
        """
        fieldsets, publishes = super().get_fieldsets(request, obj), self.has_publish_permission(request)
        if obj and (obj.withdrawn_at or (obj.is_public and publishes)):
            fieldsets = [*fieldsets, WITHDRAWAL]
        if not publishes:
            kept = obj and obj.published_at
            fieldsets = [(name, options) for name, options in fieldsets if kept or name != "Publication"]
        shown = {} if publishes else {"published_at": "stamp"}
        if obj and not self.has_change_permission(request, obj):
            shown = {"published_at": "stamp", "body": "text"}
        return [
            (name, options | {"fields": [shown.get(field, field) for field in options["fields"]]})
            for name, options in fieldsets
        ]

    def get_readonly_fields(self, request, obj=None):
        asked = self.has_publish_permission(request) and not (obj and obj.withdrawn_at)
        return ["stamp", "text"] if asked else ["stamp", "text", "withdrawn_because"]

    @admin.display(description="text")
    def text(self, article):
        return format_html_join("", "<p>{}</p>", ([paragraph] for paragraph in richtext.to_paragraphs(article.body)))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "tags":
            # taggit's own field is a line of names; here tags are looked up, and new ones made in the popup.
            widget = LookedUpMany(db_field, self.admin_site)
            may_add = self.admin_site.get_model_admin(Tag).has_add_permission(request)
            widget = RelatedFieldWidgetWrapper(widget, db_field.remote_field, self.admin_site, can_add_related=may_add)
            return TagsField(Tag.objects.all(), required=False, widget=widget)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "withdrawn_because":
            return reason(required=False)
        if db_field.name == "section":  # sections are arranged on their own page, not in passing
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field
