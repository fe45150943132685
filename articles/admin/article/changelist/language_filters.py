"""Filters of the list of articles on a site of several languages; on a site of one, they are not shown."""

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR

from articles.admin.languages.names import site_languages
from articles.admin.languages.own import ALL, MINE, names_of, own_languages, within
from articles.models import Translation
from articles.text.languages.site_languages import DEFAULT, name_of

NEEDS = {"need": "In need of work", "behind": "Behind", "wrong": "Wrong", "orphaned": "Orphaned"}
DOUBTFUL = "doubtful"  # no language has this tag


class LanguageFilter(admin.SimpleListFilter):
    """Stories in a language, or those whose language was judged by a text that leaves doubt.

    For an account that works in some languages, the list begins with these. A search begins with all languages: who
    looks for a story is not told that there is none because it is in another.
    """

    title = "language"
    parameter_name = "language"

    def __init__(self, request, params, model, model_admin):
        self.own = own_languages(request)
        self.begins_with = MINE if begins_with_own(request) else None
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        others = site_languages(request)
        named = [(tag, name_of(tag)) for tag in (DEFAULT, *others)]
        return [*named, (DOUBTFUL, "In doubt")] if others else []

    def value(self):
        return super().value() or self.begins_with

    def choices(self, changelist):
        if not self.own:
            yield from super().choices(changelist)
            return
        chosen = self.value() or ALL
        for value, name in ((ALL, "All"), (MINE, f"Yours: {names_of(self.own)}"), *self.lookup_choices):
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": value == chosen, "query_string": query, "display": name}

    def queryset(self, request, queryset):
        value = self.value()
        if value == MINE and self.own:
            return queryset.filter(within(self.own))
        if value not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(language_doubtful=True) if value == DOUBTFUL else queryset.filter(within([value]))


def begins_with_own(request) -> bool:
    """Return whether the list at this address shows the account's own languages without being asked to."""
    named = request.GET.get(LanguageFilter.parameter_name) or request.GET.get(SEARCH_VAR)
    return not named and bool(own_languages(request))


class TranslationFilter(admin.SimpleListFilter):
    """Language versions whose source has changed since, or is gone."""

    title = "translation"
    parameter_name = "translation"

    def lookups(self, request, model_admin):
        return list(NEEDS.items()) if site_languages(request) else []

    def queryset(self, request, queryset):
        rows = {
            "need": Translation.objects.in_need,
            "behind": Translation.objects.behind,
            "wrong": Translation.objects.wrong,
            "orphaned": Translation.objects.orphaned,
        }.get(self.value())
        return queryset.filter(pk__in=rows().values("article")) if rows else queryset
