from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Exists, OuterRef

from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.common.one_line import readable_line
from articles.admin.languages.names import AuthorNameInline, names_inlines
from articles.database.same_name import SameName, twin_of
from articles.models import Author, Byline

SOMEBODY_ELSE = "Use that one. If this is somebody else of the same name, give this author an address of their own."


class AuthorForm(forms.ModelForm):
    """A form for an author. Two people may have one name, but then someone has to say so, by the address of one."""

    class Meta:
        widgets = {"bio": AdminTextareaWidget(attrs={"rows": 3})}

    def clean_name(self):
        return readable_line(self.cleaned_data["name"])

    def clean_bio(self):
        return self.cleaned_data["bio"].replace("\r\n", "\n")

    def clean(self):
        cleaned = super().clean()
        if "name" in cleaned and not (cleaned.get("slug") and "slug" in self.changed_data):
            twin = twin_of(Author(pk=self.instance.pk, name=cleaned["name"]))
            if twin:
                self.add_error("name", SameName(twin, "an author", SOMEBODY_ELSE))
        return cleaned


@admin.register(Author)
class AuthorAdmin(NewsroomAdmin):
    """Authors, whose names appear over stories. A new author needs only a name: the address is made from it."""

    form = AuthorForm
    list_display = ["name", "slug", "bio"]
    fields = ["name", "bio", "photo", "slug"]
    search_fields = ["name"]
    search_help_text = "Part of a name."
    autocomplete_fields = ["photo"]
    actions = ["delete_selected"]
    protected_because = "stands over stories. Take the name off them first."

    def get_inlines(self, request, obj):
        return names_inlines(request, AuthorNameInline)

    def protected(self, queryset):
        return queryset.filter(Exists(Byline.objects.filter(author=OuterRef("pk"))))
