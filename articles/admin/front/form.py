"""The form of the front page desk: a row for each story, found by its field's name, so that a script can add rows."""

import re
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from articles.admin.common.datetimes import in_our_time, typed_moment
from articles.admin.common.one_line import single_line
from articles.admin.front.eligible import ON_TOP
from articles.front import curation
from articles.models import Article
from articles.models.front.arrangement import PLACE_NAMES, Arrangement, Placed
from articles.models.front.top_story import TOP_STORIES
from articles.text.dates import ZONE
from articles.text.languages.site_languages import DEFAULT, name_of
from articles.text.typed_moments import parse_moment

OTHER_LANGUAGE = "Readers find this story in {}. Place it on that front page, and take it off this one."
ROWS_MAX = 80
ID_MAX = 2**63 - 1
SHOWN = "%Y-%m-%dT%H:%M"  # as browsers have it in their field for a moment
TOP = "top-"  # followed by the number
_ROW = re.compile(r"row-(\d{1,4})-article")


def shown(at: datetime) -> str:
    """Return the moment as the form shows it: by the site's clock, without seconds."""
    return f"{at.astimezone(ZONE):{SHOWN}}"


class UntilField(forms.DateTimeField):
    """A field for a moment on one line.

    `stored` has moments by what the form shows of them: a moment that nobody changed stays the same to the
    microsecond, also one of two at which the clock showed the same.
    """

    stored: dict[str, datetime] = {}

    def to_python(self, value):
        if not isinstance(value, str) or not value.strip():
            return None
        if value in self.stored:
            return self.stored[value]
        try:
            return typed_moment(*parse_moment(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class RowForm(forms.Form):
    """A story and its place: a slot by its number, `top-1` …, or nowhere."""

    article = forms.IntegerField(min_value=1, max_value=ID_MAX, required=False, widget=forms.HiddenInput)
    place = forms.ChoiceField(required=False)
    until = UntilField(
        required=False,
        validators=[in_our_time],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=SHOWN),
    )
    blurb = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    story = None  # the Article, after it was looked up

    def clean_blurb(self):
        return single_line(self.cleaned_data["blurb"])

    def __init__(self, *args, places: int = TOP_STORIES, stored: dict[str, datetime] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].stored = stored or {}
        top = [(f"{TOP}{number}", f"Top stories, {number}") for number in range(1, places + 1)]
        self.fields["place"].choices = [
            ("", "Off the page"),
            *((str(n), name) for n, name in enumerate(PLACE_NAMES)),
            *top,
        ]

    @property
    def valid_place(self) -> str:
        """The chosen place; "" (off the page) if what was sent is none of the choices."""
        sent = str(self["place"].value() or "")
        return sent if sent in dict(self.fields["place"].choices) else ""

    @property
    def zone(self) -> str:
        """The part of the desk that shows the row: "0" to "3", "top", "" (off the page)."""
        return "top" if self.valid_place.startswith(TOP) else self.valid_place

    @property
    def top_number(self) -> int:
        """The row's place among the Top stories, from 1."""
        return int(self.valid_place.removeprefix(TOP))


class DeskForm:
    """All rows of the desk of a language, bound to the posted data or, without any, filled from the arrangement."""

    def __init__(self, stands: Arrangement, data=None, language: str = DEFAULT):
        self.stands, self.data, self.language = stands, data, language
        self.places = max(TOP_STORIES, len(stands.top)) + 5
        self.rows = list(self._posted() if data is not None else self._standing())
        self._look_up()

    def _posted(self):
        numbers = sorted(int(found[1]) for name in self.data if (found := _ROW.fullmatch(name)))[:ROWS_MAX]
        stored = {}
        for one in self.stands.placed:
            if one.until:
                stored.setdefault(str(one.article), {})[shown(one.until)] = one.until
        forms = [
            RowForm(self.data, prefix=name, places=self.places, stored=stored.get(self.data.get(f"{name}-article")))
            for name in (f"row-{number}" for number in numbers)
        ]
        return [form for form in forms if form["article"].value()]

    def _standing(self):
        placed = [(str(place), one) for place, one in sorted(self.stands.slots.items())]
        placed += [(f"{TOP}{number}", one) for number, one in enumerate(self.stands.top, start=1)]
        for number, (place, one) in enumerate(placed):
            initial = {"article": one.article, "place": place, "until": one.until, "blurb": one.blurb}
            yield RowForm(prefix=f"row-{number}", initial=initial, places=self.places)

    def _look_up(self):
        ids = {int(value) for form in self.rows if _is_id(value := form["article"].value())}
        self.articles = Article.objects.for_cards().in_bulk(ids)
        for form in self.rows:
            value = form["article"].value()
            form.story = self.articles.get(int(value)) if _is_id(value) else None

    def blank(self, number="__n__", **initial) -> RowForm:
        """Return a row that was not posted and is not part of the arrangement yet."""
        return RowForm(prefix=f"row-{number}", initial=initial, places=self.places)

    @cached_property
    def is_valid(self) -> bool:
        """True if every row is valid; errors are shown at their fields."""
        known = {(one.article, one.until) for one in self.stands.placed}
        own = {one.article for one in self.stands.placed}
        offered = set(Article.objects.filter(ON_TOP | Q(pk__in=own), pk__in=self.articles).values_list("pk", flat=True))
        seen = set()
        for form in self.rows:
            if form.is_valid() and form.cleaned_data["place"]:
                self._check(form, offered, known, seen)
        return all(form.is_valid() for form in self.rows)

    def _check(self, form, offered, known, seen) -> None:
        place, until, story = form.cleaned_data["place"], form.cleaned_data["until"], form.story
        if story is None or story.pk not in offered:
            form.add_error("place", "This story is not on the site and not scheduled. Take it off the page.")
        elif story.site_language != self.language:
            form.add_error("place", OTHER_LANGUAGE.format(name_of(story.site_language)))
        elif form.zone != "top" and story.is_brief:
            form.add_error(
                "place", "Nobody has written this brief, so it cannot open the page. Put it among the Top stories."
            )
        elif form.zone != "top" and place in seen:
            form.add_error("place", f"Two stories at this place: {PLACE_NAMES[int(place)]}. Put one elsewhere.")
        elif (form.zone == "top", story.pk) in seen:
            form.add_error("place", "This story stands twice. Take it off once.")
        elif until and until <= timezone.now() and (story.pk, until) not in known:
            form.add_error("until", "This moment is over. Give one that is to come, or none.")
        seen |= {place, (form.zone == "top", story and story.pk)}

    @cached_property
    def arrangement(self) -> Arrangement:
        """The arrangement that the valid rows describe; for an unbound form, the current one."""
        if self.data is None:
            return self.stands
        slots, top = {}, []
        old = {one.article: f"{TOP}{number}" for number, one in enumerate(self.stands.top, start=1)}
        for form in self.rows:
            if not form.is_valid() or form.story is None or not form.zone:
                continue
            given = form.cleaned_data
            if form.zone == "top":
                one = Placed(form.story.pk, blurb=given["blurb"], until=given["until"])
                # If two rows want the same place, the one that was moved there gets it.
                top.append(
                    (int(given["place"].removeprefix(TOP)), old.get(one.article) == given["place"], len(top), one)
                )
            else:
                slots[int(given["place"])] = Placed(form.story.pk, until=given["until"])
        return curation.with_facts(
            Arrangement(slots, [row[-1] for row in sorted(top, key=lambda r: r[:3])]), self.articles
        )

    def chosen(self, at: datetime):
        """Return the part of the arrangement that readers would see at the aware moment `at`."""
        return curation.chosen(self.arrangement, self.articles.values(), at)

    def in_zone(self, zone: str) -> list[RowForm]:
        return [form for form in self.rows if form.zone == zone]


def _is_id(value) -> bool:
    text = str(value or "")
    return text.isascii() and text.isdecimal() and 0 < int(text[:20]) <= ID_MAX
