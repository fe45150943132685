"""The front page desk: arranging, previewing, the record, and the front page as it was at a moment."""

import re
from datetime import date, datetime, time, timedelta

from csp.constants import SELF
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin

from articles.admin.common.lookup_widgets import LookupSelect
from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.front import breaking
from articles.admin.front.form import TOP, DeskForm
from articles.admin.front.languages import PARAMETER, asked_for, begins_in, in_language_of, query_for, tabs
from articles.admin.languages.own import own_languages
from articles.front import composition, curation
from articles.front.earlier_page import front_page_at
from articles.history.versions import display_name
from articles.models import Article, Front, TopStory
from articles.models.article import OUR_TIME
from articles.models.front.arrangement import PLACE_NAMES, Arrangement, changes
from articles.pages.languages import rendered
from articles.pages.preview import unkept
from articles.reading.masthead import site_languages
from articles.text.dates import ZONE, at_local, format_stamp
from articles.text.languages.site_languages import name_of
from articles.text.languages.tags import TAG_MAX
from articles.web.languages import in_language

PAGE_LENGTH = 20
STORIES_OFFERED = 30  # newest stories to choose from if no script looks stories up
STALE = "Nothing was saved: somebody changed the front page meanwhile. Compare, and save again what shall stand."
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?", re.ASCII)


def moment_in(text: str) -> datetime:
    """Return the aware moment that `2020-10-02T19:13` names by the site's clock.

    Raise ValueError if the text names no moment, or none that our rows may hold.
    """
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise ValueError("no moment")
    year, month, day, *clock = (int(part or 0) for part in found.groups())
    try:
        at = at_local(date(year, month, day), time(*clock))
    except OverflowError as error:
        raise ValueError("no moment") from error
    if not OUR_TIME[0] <= at <= OUR_TIME[1]:
        raise ValueError("no moment of ours")
    return at


def address_of(entry: Front) -> str:
    """Return the address of the front page as the entry made it.

    It names the first whole second that is not before the entry.
    """
    at = entry.made_at + timedelta(seconds=1 if entry.made_at.microsecond else 0)
    return in_language_of("articles_front_then", entry.language, moment=f"{at.astimezone(ZONE):%Y-%m-%dT%H:%M:%S}")


@admin.register(Front)
class FrontAdmin(NewsroomAdmin):
    """The front page desk and the record of what was done at it, in place of a change list."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.changelist_view), name="articles_front_changelist"),
            path("preview/", wrap(self.preview), name="articles_front_preview"),
            path("record/", wrap(self.record), name="articles_front_record"),
            path("<str:moment>", wrap(self.earlier_page), name="articles_front_then"),
            path("<str:moment>/", wrap(self.earlier_page)),
        ]

    def may_change_front(self, request):
        return True

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def lock_first(self):
        TopStory.objects.lock_order()

    def changelist_view(self, request, extra_context=None):
        return self.run_atomically(request, self.desk)

    def desk(self, request):
        """Show the form; save a POST as a whole, unless the arrangement has changed since the form was opened."""
        self.allow(request)
        languages, language = site_languages(), asked_for(request)
        if request.method == "GET" and not request.GET and (own := begins_in(request, languages)) != language:
            return redirect(in_language_of("articles_front_changelist", own))
        if language not in languages:
            return self.without_front(request, "changelist", language)
        stands = curation.stored(language)
        form = DeskForm(stands, request.POST if request.method == "POST" else None, language)
        conflict = None
        if request.method == "POST" and form.is_valid:
            if request.POST.get("token") == stands.token:
                return self.save(request, language, form.arrangement, "The front page is saved.")
            conflict = curation.at_the_time(language=language)
            self.message_user(request, STALE, messages.ERROR)
        elif request.method == "POST":
            self.message_user(request, "Nothing was saved. Mend what is marked below.", messages.ERROR)
        # After an error the form keeps its version; an editor who has seen the newer one may save over it.
        token = stands.token if conflict or form.data is None else request.POST.get("token", "")
        with in_language(languages[language]):
            front = composition.compose(form.chosen(timezone.now()))
        context = self.desk_context(form, stands, conflict, front)
        context["tabs"] = tabs("articles_front_changelist", languages, language, named=self.names_all(request))
        if context["tabs"]:  # the lookup offers the stories of this language alone
            context["look_up"]["data-ajax--url"] += f"?{PARAMETER}={language}"
        context["breaking"] = breaking.panel(self.admin_site, request)
        return self.show(request, "desk", token=token, conflict=conflict, **context)

    def desk_context(self, form: DeskForm, stands: Arrangement, conflict, front: composition.FrontPage) -> dict:
        placed = {one.article for one in form.arrangement.slots.values()}
        fill = iter([story for story in (front.lead, *front.seconds) if story and story.pk not in placed])
        number, slots = 1000, []
        for place, name in enumerate(PLACE_NAMES):
            rows, grey = form.in_zone(str(place)), None
            if not any(row.is_bound is False or row.is_valid() for row in rows) and (story := next(fill, None)):
                number += 1
                grey = form.blank(number=number, article=story.pk)
                grey.story = story
            slots.append({"place": place, "name": name, "rows": rows, "grey": grey})
        add = form.blank(number=2000, place=f"{TOP}1")
        offered = Article.objects.published().in_language(form.language)
        look_up = LookupSelect(TopStory._meta.get_field("article"), self.admin_site)
        return {
            "title": "Front page",
            "form": form,
            "slots": slots,
            "top": sorted(form.in_zone("top"), key=lambda row: row.top_number),
            "aside": form.in_zone(""),
            "blank": form.blank(),
            "add": add,
            "look_up": look_up.build_attrs({}) | {"data-placeholder": "Look a story up"},
            "media": self.media + look_up.media,
            "differences": changes(stands, form.arrangement) if conflict else [],
            "offered": offered.newest_first().values_list("pk", "headline")[:STORIES_OFFERED],
            "newest": curation.at_the_time(language=form.language),
            "preview_url": in_language_of("articles_front_preview", form.language),
            "record_url": in_language_of("articles_front_record", form.language),
        }

    def save(self, request, language: str, arrangement: Arrangement, said: str):
        curation.put(arrangement, language)
        curation.record(request.user)
        if entry := curation.at_the_time(language=language):
            self.log_change(request, entry, said)
        self.message_user(request, said, messages.SUCCESS)
        return redirect(in_language_of("articles_front_changelist", language, named=self.names_all(request)))

    def names_all(self, request) -> bool:
        """Return whether the desk's addresses name the default language, too, because it does not begin there."""
        return bool(own_languages(request))

    @xframe_options_sameorigin
    def preview(self, request):
        """Show the front page as the form describes it, before it is saved, in the language's own words."""
        self.allow(request)
        languages, language = site_languages(), asked_for(request)
        if language not in languages:
            raise Http404("no front page in that language")
        form = DeskForm(curation.stored(language), request.POST if request.method == "POST" else None, language)
        with in_language(languages[language]):
            front = composition.compose(form.chosen(timezone.now()))
            context = {"front": front, "sections": front.sections}
            return rendered(unkept(TemplateResponse(request, "articles/front_preview.html", context)))

    preview.csp = {"frame-ancestors": [SELF]}  # the desk shows it beside the form

    def record(self, request):
        return self.run_atomically(request, self.list_or_restore)

    def list_or_restore(self, request):
        """List the entries, a page at a time; on POST, arrange the front page as one of them describes it."""
        self.allow(request, look=request.method != "POST")
        languages, language = site_languages(), asked_for(request)
        if language not in languages:
            return self.without_front(request, "record", language)
        entries = Front.objects.filter(language=language)
        newest = entries.values_list("pk", flat=True).first()
        if request.method == "POST":
            return self.restore(request, entries, newest, language)
        entries = entries.select_related("by")
        page = Paginator(entries, PAGE_LENGTH).get_page(request.GET.get("page"))
        shown = list(entries[page.start_index() - 1 if page.object_list else 0 :][: PAGE_LENGTH + 1])
        before = [one.arrangement for one in shown[1:]] + [Arrangement()]
        rows = [
            {
                "entry": entry,
                "who": display_name(entry.by),
                "url": address_of(entry),
                "said": changes(older, entry.arrangement),
            }
            for entry, older in zip(shown[:PAGE_LENGTH], before, strict=False)
        ]
        context = {
            "rows": rows,
            "page": page,
            "newest_pk": newest,
            "tabs": tabs("articles_front_record", languages, language),
            "desk_url": in_language_of("articles_front_changelist", language, named=self.names_all(request)),
            "page_query": f"{query_for(language)}&" if query_for(language) else "?",
        }
        return self.show(request, "record", title="Record of the front page", **context)

    def restore(self, request, entries, newest: int | None, language: str):
        number = request.POST.get("entry", "")
        if not (number.isascii() and number.isdecimal() and len(number) < 18):
            raise Http404("no such entry")
        entry = get_object_or_404(entries, pk=number)
        if request.POST.get("newest") != str(newest):
            self.message_user(request, "The front page was changed meanwhile; nothing was restored.", messages.ERROR)
            return redirect(in_language_of("articles_front_record", language))
        wanted = entry.arrangement
        stories = Article.objects.in_language(language).for_cards()
        articles = stories.in_bulk([one.article for one in wanted.placed])
        arrangement = curation.with_facts(wanted, articles)
        gone = len(wanted.placed) - len(arrangement.placed)
        left = f" {gone} of its stories {'is' if gone == 1 else 'are'} gone." if gone else ""
        said = f"The front page is arranged again as on {format_stamp(entry.made_at)}.{left}"
        return self.save(request, language, arrangement, said)

    def earlier_page(self, request, moment):
        """Show the front page as it was at the moment: the real template below a line that says what is known."""
        self.allow(request, look=True)
        languages, language = site_languages(), asked_for(request)
        if language not in languages:
            return self.without_front(request, "record", language)
        try:
            at = moment_in(moment)
        except ValueError:
            return self.show(request, "no_moment", title="No such moment", moment=moment[:60], status=404)
        if at > timezone.now():
            self.message_user(request, f"{format_stamp(at)} is still to come.", messages.WARNING)
            return redirect(in_language_of("articles_front_record", language))
        entry = curation.at_the_time(at, language)
        minute = f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"
        context = {"at": at, "minute": minute, "entry": entry, "who": display_name(entry and entry.by)}
        with in_language(languages[language]):
            context |= front_page_at(at, entry)
            return rendered(unkept(TemplateResponse(request, "articles/front_as_it_was.html", context)))

    def without_front(self, request, page: str, language: str):
        """Say that the site has no front page in the language that the address names, and lead to the default one's."""
        name = name_of(language[:TAG_MAX])
        self.message_user(request, f"The site has no front page in “{name}”. Nothing was saved.", messages.ERROR)
        return redirect(f"admin:articles_front_{page}")

    def allow(self, request, look=False) -> None:
        allowed = self.has_view_permission if look else self.has_change_permission
        if not allowed(request):
            raise PermissionDenied

    def show(self, request, name: str, status: int = 200, **context):
        request.current_app = self.admin_site.name
        context |= {**self.admin_site.each_context(request), "opts": self.opts} | {"title": context["title"]}
        return TemplateResponse(request, f"admin/articles/front/{name}.html", context, status=status)
