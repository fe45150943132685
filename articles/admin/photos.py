from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.db.models import Exists, OuterRef
from django.forms import Script
from django.utils.html import format_html

from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.common.one_line import single_line
from articles.models import Article, Author, Photo
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
CUT = "Many places show the picture cut to three by two. Click on what must stay in sight; save to see the cut."
RING = '<svg aria-hidden="true"><circle cx="{}%" cy="{}%" r="9"/></svg>'
PREVIEWS = f'<span class="previews"><span class="focal">{{}}{RING}</span>{{}}</span>'


class PictureField(forms.FileField):
    """An upload field for a photo. Its value is checked and ready to be stored: articles/photos/uploads.py."""

    default_error_messages = {"empty": uploads.EMPTY}

    def to_python(self, data):
        file = super().to_python(data)
        return file and uploads.read(file)


class PhotoForm(forms.ModelForm):
    """A picture and its texts, each on one line."""

    def clean_alt(self):
        return single_line(self.cleaned_data["alt"])

    def clean_caption(self):
        return single_line(self.cleaned_data["caption"])

    def clean_credit(self):
        return single_line(self.cleaned_data["credit"])


def smallest(photo: Photo, shape: str) -> str:
    """Return an <img> of the photo in its smallest size."""
    source = photo.sources(shape)[0]
    return format_html('<img src="{}" width="{}" height="{}" alt="">', source.webp, source.width, source.height)


@admin.register(Photo)
class PhotoAdmin(NewsroomAdmin):
    """Pictures with what readers must know about them. Editors find one for a story by these texts."""

    class Media:
        js = [Script("js/newsroom/focalpoint.js", type="module")]

    form = PhotoForm
    fieldsets = [
        (None, {"fields": ["image", "alt", "caption", "credit"]}),
        ("Focal point", {"fields": ["preview", "focal_x", "focal_y"], "description": CUT}),
    ]
    readonly_fields = ["preview"]
    list_display = ["thumbnail", "alt", "credit", "size", "added"]
    list_display_links = ["alt"]
    list_per_page = 50
    sortable_by = ()
    search_fields = ["alt", "caption", "credit"]
    search_help_text = "Words of the alternative text, the caption or the credit."
    ordering = ["-id"]
    actions = ["delete_selected"]
    protected_because = "stands in a story or beside an author. Put another one there first."

    def protected(self, queryset):
        shows = [Exists(model.objects.filter(photo=OuterRef("pk"))) for model in (Article, Author)]
        return queryset.filter(shows[0] | shows[1])

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "image":
            widget = AdminFileWidget(attrs={"accept": ACCEPTED})
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

    @admin.display(description="preview")
    def preview(self, photo):
        """Return the whole picture with a ring at its focal point, and next to it the picture as it is cut."""
        if photo.pk is None:
            return "Save the photo to see it here."
        return format_html(PREVIEWS, smallest(photo, "full"), *photo.focus, smallest(photo, "wide"))
