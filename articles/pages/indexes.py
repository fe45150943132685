"""The indexes of all tags and all authors with stories in the page's language."""

from typing import NamedTuple
from urllib.parse import quote

from django.utils import timezone
from django.views.generic import TemplateView

from articles.reading import subject_index
from articles.reading.subject_index import AT_ONCE, Letter, Subjects
from articles.web.languages import page_language

PARAMETERS = ("letter", "page")


class LetterLink(NamedTuple):
    """A letter of the index, and where it leads: to a heading of this page, or to the page of the letter."""

    letter: str
    path: str
    is_here: bool


class IndexPage(TemplateView):
    """All names by letter; if they are too many for a page, those of the letter that the address names.

    The context has `letters` (links), `shown` (Letter), `letter` ("" if none was asked for), `total`, and
    `pages` and `number` of a letter that has several. What was asked for and is not there is a 404 that says so.
    """

    subjects: Subjects

    def get(self, request, *args, **kwargs):
        context = self.get_context_data(**kwargs)
        status = 404 if context["missing"] else 200
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs):
        at, language = timezone.now(), page_language()
        letters = self.subjects.letters(at, language)
        total = sum(len(rows) for _, rows in letters)
        asked = self.request.GET.get("letter", "")
        is_whole = total <= AT_ONCE and not asked
        chosen = letters if is_whole else [one for one in letters if one[0] == asked]
        cut, pages, number = self.cut(chosen, language)
        shown = self.with_stories(cut, at, language)
        linked = [one.letter for one in shown] if is_whole else [letter for letter, _ in letters]
        return super().get_context_data(
            letters=[self.link(place, letter, is_whole) for place, letter in enumerate(linked, start=1)],
            shown=shown,
            letter=asked,
            total=total if shown or not is_whole else 0,
            pages=pages,
            number=number,
            missing=not shown and bool(asked or number != 1),
            **kwargs,
        )

    def cut(self, letters, language: str) -> tuple[list[Letter], int, int]:
        """Return the letters with their names in order, of one letter the page that was asked for, and which it is."""
        ordered = [Letter(letter, tuple(subject_index.in_order(rows, language))) for letter, rows in letters]
        asked = self.request.GET.get("page", "1")
        number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 0
        if len(ordered) != 1:
            return ordered, 1, 1
        [(letter, entries)] = ordered
        pages = -(-len(entries) // AT_ONCE)
        here = entries[(number - 1) * AT_ONCE : number * AT_ONCE] if number else ()
        return [Letter(letter, here)] if here else [], pages, number

    def with_stories(self, letters: list[Letter], at, language: str) -> list[Letter]:
        """Return the letters with those of their names that have stories, and the numbers of these."""
        entries = [entry for one in letters for entry in one.entries]
        counted = {entry.pk: entry for entry in self.subjects.counted(entries, at, language)}
        named = (
            Letter(one.letter, tuple(counted[entry.pk] for entry in one.entries if entry.pk in counted))
            for one in letters
        )
        return [one for one in named if one.entries]

    def link(self, place: int, letter: str, is_whole: bool) -> LetterLink:
        path = f"#letter-{place}" if is_whole else f"{self.request.path}?letter={quote(letter)}"
        return LetterLink(letter, path, letter == self.request.GET.get("letter"))

    @property
    def query(self) -> str:
        """The part of the address that says which letter and which page of it this is."""
        letter, page = (self.request.GET.get(name, "") for name in PARAMETERS)
        return f"?letter={quote(letter)}{f'&page={quote(page)}' if page not in ('', '1') else ''}" if letter else ""


class TagIndex(IndexPage):
    """All tags with stories."""

    template_name = "articles/tag_index.html"
    subjects = subject_index.TAGS


class AuthorIndex(IndexPage):
    """All authors with stories."""

    template_name = "articles/author_index.html"
    subjects = subject_index.AUTHORS
