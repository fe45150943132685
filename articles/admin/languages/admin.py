from django import forms
from django.contrib import admin
from django.urls import path
from django.utils.html import format_html

from articles.admin.common.one_line import single_line
from articles.admin.common.ordering import PositionedAdmin, PositionedForm
from articles.admin.languages import opening
from articles.models import Article, Language, TopStory
from articles.models.languages.placing import lock_languages
from articles.text.dates import format_stamp
from articles.text.languages.site_languages import DEFAULT, LANGUAGES

TAKEN = "The site has this language already. Open it in the list."


class LanguageForm(PositionedForm):
    """A form in which a new language is chosen by its name; afterwards its tag, and so its addresses, stay."""

    class Meta:
        error_messages = {"tag": {"unique": TAKEN}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "tag" in self.fields:
            known = sorted((one.name, tag) for tag, one in LANGUAGES.items() if tag != DEFAULT)
            choices = [("", "Choose a language"), *((tag, name) for name, tag in known)]
            label, help_text = self.fields["tag"].label, self.fields["tag"].help_text
            self.fields["tag"] = forms.ChoiceField(choices=choices, label=label, help_text=help_text)

    def clean_site_name(self):
        return single_line(self.cleaned_data["site_name"])

    def clean_tagline(self):
        return single_line(self.cleaned_data["tagline"])


@admin.register(Language)
class LanguageAdmin(PositionedAdmin):
    """The languages in which the site is published besides the default one."""

    form = LanguageForm
    fields = ["tag", "site_name", "tagline", "position"]
    list_display = ["position", "language", "addresses", "site_name", "for_readers"]
    list_display_links = ["language"]
    actions = None  # of a language that is open, each has its own page that asks

    def get_urls(self):
        def page(opens):
            def view(request, pk):
                return opening.page(self, request, pk, opens=opens)

            return self.admin_site.admin_view(view)

        return [
            path("<int:pk>/open/", page(True), name="articles_language_open"),
            path("<int:pk>/close/", page(False), name="articles_language_close"),
            *super().get_urls(),
        ]

    def get_readonly_fields(self, request, obj=None):
        return ["tag_and_addresses", "for_readers"] if obj else []

    def get_fields(self, request, obj=None):
        return ["tag_and_addresses", "for_readers", "site_name", "tagline", "position"] if obj else self.fields

    def has_open_permission(self, request) -> bool:
        """Return whether the account may open languages for readers, and close them."""
        return request.user.has_perm("articles.open_language")

    def has_delete_permission(self, request, obj=None):
        """Deleting closes an open language, so an account that may not close it may not delete it."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.opened_at is None or self.has_open_permission(request))

    def lock_first(self):
        lock_languages()
        Article.objects.lock_many()
        TopStory.objects.lock_order()
        super().lock_first()

    def may_change_front(self, request):
        return True

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_open"] = change and self.has_open_permission(request)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def delete_view(self, request, object_id, extra_context=None):
        language = self.get_object(request, object_id)
        moving = opening.stories_of(language).count() if language and language.opened_at else 0
        return super().delete_view(request, object_id, {"moving": moving, **(extra_context or {})})

    @admin.display(description="language")
    def language(self, language):
        return language.name

    @admin.display(description="addresses")
    def addresses(self, language):
        return format_html("<code>/{}/</code>", language.prefix)

    @admin.display(description="language")
    def tag_and_addresses(self, language):
        return format_html(
            "{} ({}), with addresses below <code>/{}/</code>", language.name, language.tag, language.prefix
        )

    @admin.display(description="for readers")
    def for_readers(self, language):
        return f"Open since {format_stamp(language.opened_at)}" if language.opened_at else "Not open"
