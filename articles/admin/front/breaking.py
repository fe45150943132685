"""Breaking news in the newsroom: the line of each language, set and ended in one press, and the record of all lines."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from articles.admin.article.changelist.pasted_address import number_in_address, number_in_text
from articles.admin.common.lookup_widgets import is_id
from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.common.one_line import readable_line
from articles.admin.front.eligible import ON_TOP
from articles.admin.languages.names import opened_languages
from articles.admin.languages.own import own_languages
from articles.database.capped_count import CappedPaginator
from articles.history.audit_log import audit
from articles.history.versions import display_name
from articles.models import Article, Breaking, TopStory
from articles.text.dates import format_clock
from articles.text.languages.site_languages import name_of
from articles.text.plain import HEADLINE_MAX

NAME = "articles_breaking_changelist"  # of the page's address
PAGE_LENGTH = 20
BACK = "back"  # the field with the address of the page from which the form was sent
AGAIN_WITHIN = timedelta(minutes=1)  # in which the same words are a second press of the same button
MINUTES, MINUTES_AT_FIRST = (15, 30, 60, 120, 240, 720), 60
NO_WORDS = "Write what the line shall say, or name a story, whose headline then serves."
NO_STORY = "There is no such story on the site, or scheduled. Paste its address, or leave the field empty: no link."
ELSEWHERE = "Readers find this story in {}. Choose that language, or another story."


class MinutesField(forms.TypedChoiceField):
    """How long a line of breaking news shows; there is none without an end."""

    def __init__(self):
        super().__init__(label="for", coerce=int, choices=[_choice(one) for one in MINUTES], initial=MINUTES_AT_FIRST)


def _choice(minutes: int) -> tuple[int, str]:
    number, unit = (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")
    return minutes, f"{number} {unit}{'' if number == 1 else 's'}"


class BreakingForm(forms.Form):
    """A line, the story to which it leads, its language, and how long it shows."""

    text = forms.CharField(label="Line", max_length=HEADLINE_MAX, required=False)
    story = forms.CharField(label="Leads to", max_length=500, required=False)
    language = forms.ChoiceField()
    minutes = MinutesField()

    def __init__(self, data=None, *, languages, **kwargs):
        super().__init__(data, auto_id="breaking-%s", label_suffix="", **kwargs)
        for name, example in (("text", "Empty: the story's headline"), ("story", "A story's address, or nothing")):
            self.fields[name].widget.attrs |= {"placeholder": example, "autocomplete": "off"}
        self.fields["language"].choices = [(tag, name_of(tag)) for tag in languages]
        if len(languages) == 1:
            self.fields["language"].widget = forms.HiddenInput()
            self.fields["language"].initial = languages[0]

    def clean_text(self):
        text = self.cleaned_data["text"]
        return readable_line(text, HEADLINE_MAX) if text else ""

    def clean_story(self):
        """Return the story that was named, or None. Its number and each of its addresses name it."""
        typed = self.cleaned_data["story"].strip()
        if not typed:
            return None
        number = number_in_text(typed) or number_in_address(typed)
        story = Article.objects.filter(ON_TOP, pk=number).defer("body").first() if number else None
        if story is None:
            raise forms.ValidationError(NO_STORY)
        return story

    def clean(self):
        """Take the story's headline if nothing was typed; refuse a story of another language's lists."""
        given = super().clean()
        story = given.get("story")
        if not self.errors and story and story.site_language != given["language"]:
            self.add_error("story", ELSEWHERE.format(name_of(story.site_language)))
        if not self.errors and not given["text"]:
            if story is None:
                self.add_error("text", NO_WORDS)
            else:
                given["text"] = story.headline
        return given


def may_break(site, request) -> bool:
    """Return whether the account may set and end breaking news."""
    return site.get_model_admin(Breaking).has_change_permission(request)


def panel(site, request) -> dict | None:
    """Return what the start page and the desk show of breaking news; None for accounts that may not set any."""
    if not may_break(site, request):
        return None
    languages = opened_languages(request)
    own = next((tag for tag in own_languages(request) if tag in languages), languages[0])
    form = BreakingForm(languages=languages, initial={"language": own})
    return {"form": form, "lines": _standing(languages), "several": len(languages) > 1, "back": request.get_full_path()}


def _standing(languages) -> list[Breaking]:
    lines = list(Breaking.objects.standing().filter(language__in=languages).select_related("by").order_by("language"))
    for line in lines:
        line.who, line.language_name = display_name(line.by), name_of(line.language)
    return lines


@admin.register(Breaking)
class BreakingAdmin(NewsroomAdmin):
    """The page of breaking news, in place of a change list."""

    def get_urls(self):
        return [path("", self.admin_site.admin_view(self.changelist_view), name=NAME)]

    def get_model_perms(self, request):
        return {}  # editors come from the start page and the desk: no link in the menus

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def lock_first(self):
        TopStory.objects.lock_order()  # whoever arranges the front page may set a line with it

    def changelist_view(self, request, extra_context=None):
        return self.run_atomically(request, self.page, show_form_again=True)

    def page(self, request):
        """Show the lines and the record; on POST, set a line or end one, and go back to where the form stood."""
        allowed = self.has_change_permission if request.method == "POST" else self.has_view_permission
        if not allowed(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.show(request)
        if "end" in request.POST:
            return self.end(request, request.POST["end"])
        form = BreakingForm(request.POST, languages=opened_languages(request))
        if not_saved := getattr(request, "not_saved", None):
            form.add_error(None, not_saved.because)
        if not form.is_valid():
            return self.show(request, form)
        return self.set(request, form.cleaned_data)

    def set(self, request, given: dict):
        language, text, story = given["language"], given["text"], given["story"]
        standing = Breaking.objects.standing().filter(language=language, text=text, article=story)
        line = standing.filter(made_at__gt=timezone.now() - AGAIN_WITHIN).first()
        if line is None:
            until = timezone.now() + timedelta(minutes=given["minutes"])
            line = Breaking.objects.announce(language, text, until, request.user, story)
            audit(request, line, f"Breaking news until {format_clock(until)}.")
        self.message_user(request, f"“{line}” is on every page until {format_clock(line.until)}.", messages.SUCCESS)
        if story and not story.is_public:
            self.message_user(request, "It appears together with its story, which is scheduled.", messages.WARNING)
        return self.back(request)

    def end(self, request, number: str):
        line = Breaking.objects.standing().filter(pk=number).first() if is_id(number) else None
        if line is None:
            self.message_user(request, "This line had ended already, or another one had come.", messages.WARNING)
            return self.back(request)
        Breaking.objects.end(line.language, request.user)
        audit(request, line, "Breaking news ended.")
        self.message_user(request, f"“{line}” is off the pages.", messages.SUCCESS)
        return self.back(request)

    def back(self, request):
        """Redirect to the newsroom's page from which the form was sent."""
        address, newsroom = request.POST.get(BACK, ""), reverse("admin:index")
        ours = url_has_allowed_host_and_scheme(address, {request.get_host()}) and address.startswith(newsroom)
        return redirect(address if ours else f"admin:{NAME}")

    def show(self, request, form: BreakingForm | None = None):
        record = Breaking.objects.with_stories().select_related("by", "ended_by")
        page = CappedPaginator(record, PAGE_LENGTH).get_page(request.GET.get("page"))
        for line in page.object_list:
            line.who, line.ended_who = display_name(line.by), display_name(line.ended_by)
            line.language_name = name_of(line.language)
            line.over = line.ended_at or (line.until if line.until <= timezone.now() else None)
        breaking = panel(self.admin_site, request)
        if breaking and form:
            breaking |= {"form": form, "back": request.POST.get(BACK, "")}
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, "breaking": breaking, "page": page}
        context |= {
            "title": f"{'Error: ' if form and form.errors else ''}Breaking news",
            "several": len(opened_languages(request)) > 1,
        }
        return TemplateResponse(request, "admin/articles/front/breaking.html", context)
