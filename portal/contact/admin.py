from urllib.parse import quote

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.text.languages.site_languages import name_of
from portal.contact.models import Message


class DoneFilter(admin.SimpleListFilter):
    """Open messages, unless done ones or all are asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("done", "Done"), ("all", "All")]

    def choices(self, changelist):
        chosen = self.value()
        for value, title in ((None, "Open"), *self.lookup_choices):
            query = changelist.get_query_string({self.parameter_name: value} if value else {}, [self.parameter_name])
            yield {"selected": chosen == value, "query_string": query, "display": title}

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(done_at__isnull=self.value() != "done")


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """What readers wrote, to read, to answer by mail and to mark as done; nobody edits it."""

    list_display = ["beginning", "signature", "received_at", "about", "state"]
    list_filter = [DoneFilter]
    list_select_related = ["done_by"]
    search_fields = ["text", "name", "email"]
    search_help_text = "Words of a message, a name or an e-mail address."
    show_full_result_count = False
    actions = ["mark_done", "reopen"]
    fields = readonly_fields = [
        *("text", "signature", "answer", "about", "page_language", "received_at", "mailed_at", "state"),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_headlines()

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        """Mark the message as done, or open it again, as the button says; there is nothing else to save."""
        if "_done" in request.POST and not obj.done_at:
            obj.done_at, obj.done_by = timezone.now(), request.user
        elif "_reopen" in request.POST:
            obj.done_at = obj.done_by = None
        obj.save(update_fields=["done_at", "done_by"])

    def construct_change_message(self, request, form, formsets, add=False):
        return "Opened again" if "_reopen" in request.POST else "Marked as done"

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return super().change_view(request, object_id, form_url, {"title": "Message", **(extra_context or {})})

    # Columns of the list and fields of the page

    @admin.display(description="message")
    def beginning(self, message):
        return message.opening

    @admin.display(description="from")
    def signature(self, message):
        return message.signature

    @admin.display(description="answer")
    def answer(self, message):
        if not message.email:
            return "No e-mail address was given."
        quoted = "\n".join(f"> {line}" for line in message.text.splitlines())
        subject, body = quote(f"Re: {message.opening}"), quote(f"\n\n{quoted}")
        return format_html(
            '<a href="mailto:{}?subject={}&amp;body={}">{}</a>', quote(message.email), subject, body, message.email
        )

    @admin.display(description="about", ordering="story")
    def about(self, message):
        if not message.story:
            return "-"
        if message.headline is None:
            return f"story {message.story}, which is gone"
        address = reverse("admin:articles_article_change", args=[message.story])
        return format_html('<a href="{}">{}</a>', address, message.headline)

    @admin.display(description="language of the page")
    def page_language(self, message):
        return name_of(message.language)

    @admin.display(description="state")
    def state(self, message):
        if not message.done_at:
            return "open"
        return f"done by {message.done_by}" if message.done_by else "done"

    @admin.action(description="Mark as done", permissions=["change"])
    def mark_done(self, request, queryset):
        self._set_done(request, queryset.filter(done_at__isnull=True), "Marked as done", timezone.now(), request.user)

    @admin.action(description="Open again", permissions=["change"])
    def reopen(self, request, queryset):
        self._set_done(request, queryset.filter(done_at__isnull=False), "Opened again", None, None)

    def _set_done(self, request, queryset, what, at, by):
        rows = list(queryset)
        Message.objects.filter(pk__in=[row.pk for row in rows]).update(done_at=at, done_by=by)
        for row in rows:
            self.log_change(request, row, what)
        self.message_user(request, f"{len(rows)} {'message' if len(rows) == 1 else 'messages'} {what.lower()}.")
