from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef
from django.db.models.functions import Length
from django.forms import Script
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from articles.admin import own_photos, photo_in_stories
from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.common.one_line import single_line
from articles.models import Author, MediaFile, Photo, PhotoCredentials, PhotoUse, photo_facts
from articles.photos import limits, uploads
from articles.photos.renditions import WIDTHS
from articles.text.dates import format_stamp

ACCEPTED = ",".join(f"image/{name.lower()}" for name in limits.FORMATS)
MILLIONS = {name: pixels // 1_000_000 for name, pixels in limits.PIXELS_MAX_BY_FORMAT.items()}
LIMITS = (
    f"JPEG of at most {limits.PIXELS_MAX // 1_000_000} million pixels, PNG or GIF of {MILLIONS['PNG']}, "
    f"WebP or AVIF of {MILLIONS['WebP']}, at most {limits.BYTES_MAX // 1_000_000} MB. "
    f"{max(WIDTHS):,} pixels across are enough."
)
FACTS = "Readers see none of this under the picture, except that it was made or changed by software; search engines do."
CUT = "Many places show the picture cut to three by two. Click on what must stay in sight; save to see the cut."
TEXTS = {"alt", "caption", "credit", "creator", "copyright", "usage_terms", "place"}  # shown on one line
OFFERED = "_offered"  # in the posted form: the editor has seen what the file says
RING = '<svg aria-hidden="true"><circle cx="{}%" cy="{}%" r="9"/></svg>'
PREVIEWS = f'<span class="previews"><span class="focal">{{}}{RING}</span>{{}}</span>'


class PictureField(forms.FileField):
    """An upload field for a photo. Its value is checked and ready to be stored: articles/photos/uploads.py."""

    default_error_messages = {"empty": uploads.EMPTY}

    def to_python(self, data):
        file = super().to_python(data)
        return file and uploads.read(file)


class PhotoForm(forms.ModelForm):
    """A picture and its texts, each on one line.

    What the picture's file says is offered by a script (static/js/newsroom/photofile.js), which then sends OFFERED.
    Without it, the file fills the fields that were left empty; `filled` are their names.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filled: list[str] = []

    def clean(self):
        """Put each text on one line, and fill empty ones from the file of a new picture, unless they were offered."""
        cleaned = super().clean()
        for name in TEXTS & cleaned.keys():
            cleaned[name] = single_line(cleaned[name])
        picture = cleaned.get("image")
        if isinstance(picture, uploads.Picture) and OFFERED not in self.data:
            for name, text in Photo.offered(picture.texts).items():
                if name in self.fields and (self.has_error(name, "required") or not cleaned.get(name, True)):
                    self.errors.pop(name, None)
                    cleaned[name] = text
                    self.filled.append(name)
        return cleaned


def smallest(photo: Photo, shape: str) -> str:
    """Return an <img> of the photo in its smallest size."""
    source = photo.sources(shape)[0]
    return format_html('<img src="{}" width="{}" height="{}" alt="">', source.webp, source.width, source.height)


def filled_from_file(photo: Photo, names: list[str]) -> str:
    """Return what an editor is told whose empty fields `names` were filled from the picture's file."""
    labels = ", ".join(str(Photo._meta.get_field(name).verbose_name) for name in names)
    form = reverse("admin:articles_photo_change", args=[photo.pk])
    return format_html('Taken from the picture\'s file: {}. <a href="{}">Check them</a>.', labels, form)


@admin.register(Photo)
class PhotoAdmin(NewsroomAdmin):
    """Pictures with what readers must know about them. Editors find one for a story by these texts.

    A story can have texts of its own for a photo (PhotoUse); the form says which stories follow a change made here.
    """

    class Media:
        js = [Script(f"js/newsroom/{name}.js", type="module") for name in ("focalpoint", "photofile")]

    form = PhotoForm
    fieldsets = [
        (None, {"fields": ["image", "alt", "caption", "credit", "may_be_passed_on", "stories"]}),
        ("Origin and rights", {"fields": [*photo_facts.FACTS, "content_credentials"], "description": FACTS}),
        ("Focal point", {"fields": ["preview", "focal_x", "focal_y"], "description": CUT}),
    ]
    readonly_fields = ["preview", "stories", "content_credentials"]
    list_display = ["thumbnail", "alt", "credit", "size", "added", "owner"]
    list_select_related = ["added_by"]
    list_display_links = ["alt"]
    list_per_page = 50
    sortable_by = ()
    search_fields = ["alt", "caption", "credit"]
    search_help_text = "Words of the alternative text, the caption or the credit."
    ordering = ["-id"]
    actions = ["delete_selected"]
    protected_because = "stands in a story, beside an author or before a video. Put another one there first."

    def protected(self, queryset):
        shows = [Exists(model.objects.filter(photo=OuterRef("pk"))) for model in (PhotoUse, Author)]
        poster = Exists(MediaFile.objects.filter(poster=OuterRef("pk")))
        return queryset.filter(shows[0] | shows[1] | poster)

    def get_urls(self):
        view, post = self.admin_site.admin_view, require_POST(self.file_view)
        return [
            path("<int:pk>/texts/", view(self.texts_view), name="articles_photo_texts"),
            path("file/", view(post), name="articles_photo_file"),
            *super().get_urls(),
        ]

    def file_view(self, request):
        """Return what the file of a picture, or the beginning of a JPEG, offers for the form's fields, as JSON."""
        if not (self.has_add_permission(request) or self.has_view_permission(request)):
            raise PermissionDenied
        try:
            return JsonResponse(Photo.offered(uploads.texts_of(request.FILES["image"])))
        except (KeyError, ValidationError):  # the form itself says what is wrong with it
            return JsonResponse({})

    def texts_view(self, request, pk):
        """Return the photo's texts and its smallest picture as JSON, for forms in which it is chosen."""
        photo = get_object_or_404(Photo, pk=pk)
        if not self.has_view_permission(request, photo):
            raise PermissionDenied
        source = photo.sources("wide")[0]
        picture = {"url": source.webp, "width": source.width, "height": source.height}
        return JsonResponse({name: getattr(photo, name) for name in photo_in_stories.TEXTS} | {"picture": picture})

    def save_model(self, request, obj, form, change):
        if not change:
            obj.added_by = request.user
        super().save_model(request, obj, form, change)
        told = photo_in_stories.outcome(obj, form.changed_data) if change else ""
        if told:
            self.message_user(request, told, messages.WARNING)
        if form.filled:
            self.message_user(request, filled_from_file(obj, form.filled), messages.WARNING)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) or own_photos.may_mend(request.user, obj)

    def get_fieldsets(self, request, obj=None):
        """Return the fieldsets; for an account that may not change all photos, with what it may do with this one.

        A photo that is being added is in no story yet.
        """
        note = "" if super().has_change_permission(request) else own_photos.note(request.user, obj)
        (title, options), *others = super().get_fieldsets(request, obj)
        fields = [field for field in options["fields"] if obj or field != "stories"]
        return [(title, options | {"fields": fields, "description": note}), *others]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save the form; tell an owner who sends it too late that nothing was saved, and why."""
        photo = self.get_object(request, unquote(object_id)) if object_id and request.method == "POST" else None
        if photo and own_photos.is_own(request.user, photo) and not self.has_change_permission(request, photo):
            return self.redirect_back(request, f"Nothing was saved. {own_photos.LOCKED}")
        return super().changeform_view(request, object_id, form_url, extra_context)

    @admin.display(description="published stories that show it")
    def stories(self, photo):
        return photo_in_stories.listed(photo)

    @admin.display(description="content credentials")
    def content_credentials(self, photo):
        kept = PhotoCredentials.objects.filter(photo=photo.pk).values_list(Length("manifest"), flat=True).first()
        return f"{kept:,} bytes (C2PA) came with the file and are kept." if kept else "None came with the file."

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "image":
            texts = reverse("admin:articles_photo_file")
            widget = AdminFileWidget(attrs={"accept": ACCEPTED, "data-texts": texts})
            kwargs |= {"form_class": PictureField, "widget": widget, "help_text": LIMITS, "max_length": None}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="picture")
    def thumbnail(self, photo):
        return smallest(photo, "wide")

    @admin.display(description="pixels")
    def size(self, photo):
        return f"{photo.width:,} × {photo.height:,}"

    @admin.display(description="added")
    def added(self, photo):
        return format_stamp(photo.added_at)

    @admin.display(description="added by")
    def owner(self, photo):
        return photo.added_by and (photo.added_by.get_full_name() or photo.added_by.get_username())

    @admin.display(description="preview")
    def preview(self, photo):
        """Return the whole picture with a ring at its focal point, and next to it the picture as it is cut."""
        if photo.pk is None:
            return "Save the photo to see it here."
        return format_html(PREVIEWS, smallest(photo, "full"), *photo.focus, smallest(photo, "wide"))
