from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Exists, OuterRef

from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.common.one_line import readable_line
from articles.models import Author, Byline


class AuthorForm(forms.ModelForm):
    class Meta:
        widgets = {"bio": AdminTextareaWidget(attrs={"rows": 3})}

    def clean_name(self):
        return readable_line(self.cleaned_data["name"])

    def clean_bio(self):
        return self.cleaned_data["bio"].replace("\r\n", "\n")


@admin.register(Author)
class AuthorAdmin(NewsroomAdmin):
    """Authors, whose names appear over stories. A new author needs only a name: the address is made from it."""

    form = AuthorForm
    list_display = ["name", "slug", "bio"]
    fields = ["name", "bio", "photo", "slug"]
    search_fields = ["name"]
    autocomplete_fields = ["photo"]
    actions = ["delete_selected"]
    protected_because = "stands over stories. Take the name off them first."

    def protected(self, queryset):
        return queryset.filter(Exists(Byline.objects.filter(author=OuterRef("pk"))))
