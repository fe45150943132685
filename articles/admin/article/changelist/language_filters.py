"""Filters of the list of articles on a site of several languages; on a site of one, they are not shown."""

from django.contrib import admin
from django.db.models import Q

from articles.admin.languages.names import site_languages
from articles.models import Translation
from articles.text.languages.site_languages import DEFAULT, name_of

NEEDS = {"need": "In need of work", "behind": "Behind", "wrong": "Wrong", "orphaned": "Orphaned"}

DOUBTFUL = "doubtful"  # no language has this tag


class LanguageFilter(admin.SimpleListFilter):
    """The stories in a language of the site, and those whose language was judged by a text that leaves doubt."""

    title = "language"
    parameter_name = "language"

    def lookups(self, request, model_admin):
        others = site_languages(request)
        named = [(tag, name_of(tag)) for tag in (DEFAULT, *others)]
        return [*named, (DOUBTFUL, "In doubt")] if others else []

    def queryset(self, request, queryset):
        tag = self.value()
        if tag not in dict(self.lookup_choices):
            return queryset
        if tag == DOUBTFUL:
            return queryset.filter(language_doubtful=True)
        return queryset.filter(Q(language=tag) | Q(language__startswith=f"{tag}-"))


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
