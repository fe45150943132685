"""The sections, as every page names them."""

from django.http import HttpRequest

from articles.models import Section
from articles.reading.cards import Heading
from articles.web.shared_rows import once_an_edition


def all_sections(request: HttpRequest) -> tuple[Heading, ...]:
    """All of them, in their order."""
    return once_an_edition(request, "sections", _ask)


def _ask():
    return tuple(Heading(*row) for row in Section.objects.values_list(*Heading._fields))
