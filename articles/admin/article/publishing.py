"""A story's steps in its form: the buttons, what each does on saving, and the message that the editor then reads."""

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.utils.html import format_html

from articles.admin.article.steps import pressed, steps_from
from articles.history.audit_log import audit
from articles.models import Article
from articles.text.dates import format_stamp

OUTCOMES = {
    Article.State.DRAFT: "is saved as a draft.",
    Article.State.SCHEDULED: "is scheduled. It appears by itself on {stamp}.",
    Article.State.PUBLISHED: 'is on the site. <a href="{url}">View it</a>',
    Article.State.RETRACTED: 'is retracted: only its address shows it. <a href="{url}">View it</a>',
    Article.State.WITHDRAWN: "is off the site. Its address says that it was withdrawn.",
}
BRIEF_OUTCOMES = OUTCOMES | {
    Article.State.SCHEDULED: "is scheduled as a brief: it will stand in Latest news alone, from {stamp} on.",
    Article.State.PUBLISHED: 'is on the site as a brief: it stands in Latest news alone. <a href="{url}">View it</a>',
}


class Publishes:
    """A mixin for the ModelAdmin of articles."""

    def render_change_form(self, request, context, *args, **kwargs):
        state = context["adminform"].form.state_before
        steps = steps_from(state) if self.has_publish_permission(request) else []
        context |= {"state": state, "steps": steps, "show_save_and_add_another": False}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            obj.keep_as_imported()
        form.started_from = obj.version if change else 0
        super().save_model(request, obj, form, change)
        step = pressed(request.POST)
        if step and obj.state in step.states and self.has_publish_permission(request):
            step.take(obj)
            audit(request, obj, step.said_of(obj))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.keep_tags()
        form.instance.fold_versions(after=form.started_from)

    def response_add(self, request, obj, post_url_continue=None):
        if self.stays(request):
            return super().response_add(request, obj, post_url_continue)
        self.report_outcome(request, obj)
        return self.response_post_save_add(request, obj)

    def response_change(self, request, obj):
        if self.stays(request):
            return super().response_change(request, obj)
        self.report_outcome(request, obj)
        return self.response_post_save_change(request, obj)

    def stays(self, request) -> bool:
        """Return whether the response is another form or a closing popup, not the list."""
        return bool({IS_POPUP_VAR, "_continue", "_addanother"} & request.POST.keys())

    def report_outcome(self, request, article) -> None:
        """Tell the editor the story's state after saving."""
        stamp = format_stamp(article.published_at) if article.published_at else ""
        outcomes = OUTCOMES if article.body else BRIEF_OUTCOMES  # article.is_brief was read before the save
        outcome = format_html(outcomes[article.state], url=article.get_absolute_url(), stamp=stamp)
        self.message_user(request, format_html("“{}” {}", article, outcome), messages.SUCCESS)
