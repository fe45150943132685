from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.db.models import Exists, OuterRef
from django.utils.html import format_html

from articles.admin.kept import KeptRows
from articles.admin.lists import SoundLists
from articles.admin.photoform import ACCEPTED, LIMITS, PhotoForm, PictureField
from articles.admin.writing import WritesTogether
from articles.models import Article, Author, Photo

PREVIEW = '<img class="preview" src="{}" width="{}" height="{}" alt="">'


@admin.register(Photo)
class PhotoAdmin(WritesTogether, KeptRows, SoundLists, admin.ModelAdmin):
    """Pictures with what readers must know of them. A story finds them by their words."""

    form = PhotoForm
    fieldsets = [
        (None, {"fields": ["image", "alt", "caption", "credit"]}),
        ("When it is cut", {"fields": ["preview", "focal_x", "focal_y"]}),
    ]
    readonly_fields = ["preview"]
    list_display = ["thumbnail", "alt", "credit", "size", "added_at"]
    list_display_links = ["thumbnail", "alt"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["alt", "caption", "credit"]
    ordering = ["-id"]
    kept_because = "stands in a story or beside an author. Put another one there first."

    def kept(self, queryset):
        shows = [Exists(model.objects.filter(photo=OuterRef("pk"))) for model in (Article, Author)]
        return queryset.filter(shows[0] | shows[1])

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "image":
            widget = AdminFileWidget(attrs={"accept": ACCEPTED})
            kwargs |= {"form_class": PictureField, "widget": widget, "help_text": LIMITS, "max_length": None}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="picture")
    def thumbnail(self, photo):
        smallest = photo.sources("wide")[0]
        return format_html(PREVIEW, smallest.webp, smallest.width, smallest.height)

    @admin.display(description="pixels")
    def size(self, photo):
        return f"{photo.width:,} × {photo.height:,}"

    @admin.display(description="preview")
    def preview(self, photo):
        """The whole picture, and beside it how it is cut."""
        if photo.pk is None:
            return "It is shown here once it is saved."
        whole, cut = photo.sources("full")[0], photo.sources("wide")[0]
        return format_html(
            '<span class="previews">{}{}</span>',
            *(format_html(PREVIEW, source.webp, source.width, source.height) for source in (whole, cut)),
        )
