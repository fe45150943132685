from django.contrib.admin.utils import get_fields_from_path
from django.db.models import CharField, TextField


class FoldedSearch:
    """A ModelAdmin mixin whose list and lookups find names and captions however they are written.

    Neither case nor accents, apostrophes and spellings make a difference, whatever the alphabet and the database:
    see articles/database/folded.py. NewsroomSite adds it to every admin.
    """

    def get_search_fields(self, request):
        return [self._folded(name) for name in super().get_search_fields(request)]

    def _folded(self, name: str) -> str:
        field = get_fields_from_path(self.model, name)[-1]
        return f"{name}__folded__contains" if isinstance(field, (CharField, TextField)) else name
