from django.contrib.admin.utils import get_fields_from_path
from django.db.models import CharField, TextField
from django.utils.text import smart_split

from articles.search.query_parser import TERMS_MAX


class FoldedSearch:
    """A ModelAdmin mixin whose list and lookups find names and captions however they are written.

    Neither case nor accents, apostrophes and spellings make a difference, whatever the alphabet and the database:
    see articles/database/folded.py. NewsroomSite adds it to every admin.
    """

    def get_search_fields(self, request):
        return [self._folded(name) for name in super().get_search_fields(request)]

    def get_search_results(self, request, queryset, search_term):
        """Search for each of the first TERMS_MAX words once: every row is compared with each of them."""
        words = list(dict.fromkeys(smart_split(search_term)))[:TERMS_MAX]
        return super().get_search_results(request, queryset, " ".join(words))

    def _folded(self, name: str) -> str:
        field = get_fields_from_path(self.model, name)[-1]
        return f"{name}__folded__contains" if isinstance(field, (CharField, TextField)) else name
