"""Audio, video and documents of our own: a form that says what the check found, and a list of all of them."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminFileWidget
from django.db.models import Exists, OuterRef
from django.forms import Script
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from articles.admin.common.inlines import ChangedWithParent, InlineRows
from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.common.one_line import single_line
from articles.admin.photo_in_stories import LISTED, link_to
from articles.files import uploads
from articles.files.kinds import BYTES_MAX, CAPTIONS_SUFFIX, TYPES, Kind
from articles.formats.files import about
from articles.models import Article, Captions, FileUse, MediaFile
from articles.text.dates import format_stamp
from articles.text.languages.site_languages import LANGUAGES, SITE_LANGUAGES, name_of
from articles.text.placed_files import marker

ACCEPTED = ",".join(sorted({file_type.suffix for file_type in TYPES.values()}))
MOST = {kind: BYTES_MAX[kind] // 1_000_000 for kind in Kind}
LIMITS = (
    f"Audio: MP3 or M4A, at most {MOST[Kind.AUDIO]} MB. Video: MP4 (H.264, AAC) or WebM, {MOST[Kind.VIDEO]} MB. "
    f"Documents: PDF, XLSX, ODS or CSV, {MOST[Kind.DOCUMENT]} MB. Told by the bytes, whatever the name says. "
    "Tags and places (GPS) are taken out of audio and video; a document keeps who wrote it in its properties."
)
NAME_MAX = 80  # characters of a title in the list
LOCKED = "An editor has published or scheduled a story with this file. Ask an editor to change it."
LANGUAGE_CHOICES = [(tag, name_of(tag)) for tag in dict.fromkeys((*SITE_LANGUAGES, *LANGUAGES))]


class CheckedField(forms.FileField):
    """An upload field for a file. Its value is checked and ready to be stored: articles/files/uploads.py."""

    default_error_messages = {"empty": "This file is empty. Choose it once more."}

    def to_python(self, data):
        file = super().to_python(data)
        return file and uploads.read(file)


class CaptionsField(forms.FileField):
    """An upload field for captions. Its value is WebVTT, read and written again."""

    def to_python(self, data):
        file = super().to_python(data)
        return file and uploads.read_captions(file)


class MediaFileForm(forms.ModelForm):
    """A file and what readers must know about it; the title is the file's name if it is left empty."""

    language = forms.ChoiceField(
        required=False, choices=[("", "not stated"), *LANGUAGE_CHOICES], help_text="What is spoken or written in it."
    )

    def clean(self):
        """Put title and credit on one line, and take what the check of a new file found."""
        cleaned = super().clean()
        for name in {"title", "credit"} & cleaned.keys():
            cleaned[name] = single_line(cleaned[name] or "")
        cleaned["transcript"] = "\n".join((cleaned.get("transcript") or "").split("\r\n")).strip()
        file = cleaned.get("file")
        if isinstance(file, uploads.CheckedFile):
            self.instance.take_facts(file)
            cleaned["title"] = cleaned.get("title") or file.title or "Untitled"
        elif not cleaned.get("title"):
            cleaned["title"] = self.instance.title or "Untitled"  # without a file, nothing is saved
        return cleaned


class CaptionsForm(forms.ModelForm):
    """Captions in one language."""

    language = forms.ChoiceField(choices=[("", "---------"), *LANGUAGE_CHOICES])
    file = CaptionsField(
        widget=AdminFileWidget(attrs={"accept": f"{CAPTIONS_SUFFIX},.srt"}),
        help_text="WebVTT (.vtt) or SubRip (.srt), in UTF-8.",
    )


class CaptionsInline(ChangedWithParent, admin.StackedInline):
    """The captions of a file; whoever may change the file may change them."""

    model = Captions
    form = CaptionsForm
    formset = InlineRows
    extra = 0
    verbose_name = verbose_name_plural = "captions"

    def has_view_permission(self, request, obj=None):
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(request, obj)


class UsedFilter(admin.SimpleListFilter):
    """A filter for the files that stories show, and for those that none does."""

    title, parameter_name = "stories", "used"

    def lookups(self, request, model_admin):
        return [("yes", "In a story"), ("no", "In no story")]

    def queryset(self, request, queryset):
        used = Exists(FileUse.objects.filter(media_file=OuterRef("pk")))
        return queryset.filter({"yes": used, "no": ~used}[self.value()]) if self.value() in ("yes", "no") else queryset


@admin.register(MediaFile)
class MediaFileAdmin(NewsroomAdmin):
    """Audio, video and documents. Editors find one for a story by its title, its credit or its transcript."""

    class Media:
        js = [Script("js/newsroom/uploadsize.js", type="module")]

    form = MediaFileForm
    inlines = [CaptionsInline]
    fieldsets = [
        (None, {"fields": ["file", "found", "title", "language", "credit", "poster", "transcript", "stories"]})
    ]
    readonly_fields = ["found", "stories"]
    autocomplete_fields = ["poster"]
    list_display = ["name", "kind", "about", "spoken", "place", "added", "owner"]
    list_select_related = ["added_by"]
    list_filter = ["kind", UsedFilter]
    list_per_page = 50
    sortable_by = ()
    search_fields = ["title", "credit", "transcript"]
    search_help_text = "Words of the title, the credit or the transcript."
    actions = ["delete_selected"]
    protected_because = "stands in a story. Take it out of the story first."

    def protected(self, queryset):
        return queryset.filter(Exists(FileUse.objects.filter(media_file=OuterRef("pk"))))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "file":
            most = {f"data-most-{kind}": BYTES_MAX[kind] for kind in Kind}
            widget = AdminFileWidget(attrs={"accept": ACCEPTED, **most})
            kwargs |= {"form_class": CheckedField, "widget": widget, "help_text": LIMITS, "max_length": None}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """Return the fields; a file that is being added was not checked yet and is in no story."""
        fields = self.fieldsets[0][1]["fields"]
        note = LOCKED if obj and self.is_own(request, obj) and not self.has_change_permission(request, obj) else ""
        shown = fields if obj else [name for name in fields if name not in self.readonly_fields]
        return [(None, {"fields": shown, "description": note})]

    def is_own(self, request, obj) -> bool:
        return obj.added_by_id == request.user.pk and self.has_add_permission(request)

    def has_change_permission(self, request, obj=None):
        """Return whether the account may change files, or added this one, which only drafts show."""
        if super().has_change_permission(request, obj):
            return True
        if obj is None or not self.is_own(request, obj):
            return False
        drafts = Article.objects.filter(published_at=None, withdrawn_at=None)
        return not FileUse.objects.filter(media_file=obj).exclude(article__in=drafts.values("pk")).exists()

    def save_model(self, request, obj, form, change):
        if not change:
            obj.added_by = request.user
        super().save_model(request, obj, form, change)
        file = form.cleaned_data.get("file")
        if isinstance(file, uploads.CheckedFile):
            if file.facts.removed:
                self.message_user(request, f"Taken out of the file: {file.facts.removed}.", messages.INFO)
            same = MediaFile.objects.filter(digest=obj.digest).exclude(pk=obj.pk).first()
            if same:
                told = format_html('The same file is here already: <a href="{}">{}</a>.', address_of(same), same)
                self.message_user(request, told, messages.WARNING)

    @admin.display(description="title")
    def name(self, file):
        return Truncator(file.title).chars(NAME_MAX)

    @admin.display(description="what it is")
    def found(self, file):
        parts = [about(file), f"{file.width:,} × {file.height:,} pixels" if file.width else ""]
        told = ", ".join(filter(None, parts))
        return format_html("{} <code>{}</code> is its place in a text.", told, marker(file.pk))

    @admin.display(description="stories that show it")
    def stories(self, file):
        uses = FileUse.objects.filter(media_file=file)
        public = uses.filter(article__in=Article.objects.readable().values("pk")).select_related("article")
        named = list(public.order_by("-article__published_at", "-pk")[:LISTED])
        others = uses.count() - len(named)
        if not named and not others:
            return "No story shows it."
        lines = format_html_join("", "<li>{}</li>", ((link_to(use.article),) for use in named))
        more = f"{others:,} {'more' if named else 'that readers cannot see'}" if others else ""
        return format_html("<ul class='shown-in'>{}</ul>{}", lines, more)

    @admin.display(description="type")
    def about(self, file):
        return about(file)

    @admin.display(description="language")
    def spoken(self, file):
        return name_of(file.language) if file.language else "-"

    @admin.display(description="in the text")
    def place(self, file):
        return marker(file.pk)

    @admin.display(description="added")
    def added(self, file):
        return format_stamp(file.added_at)

    @admin.display(description="added by")
    def owner(self, file):
        return file.added_by and (file.added_by.get_full_name() or file.added_by.get_username())


def address_of(file: MediaFile) -> str:
    """Return the address of the file's form."""
    return reverse("admin:articles_mediafile_change", args=[file.pk])
