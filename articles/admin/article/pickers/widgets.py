"""The pickers' fields as a browser without scripts shows them, with what the scripts need to know.

They are selects that hold what is chosen, and keep it if no script runs. A script of the newsroom, not Django's, puts
the picker in their place and writes what is chosen into them, so forms, copies of unsaved text and previews see it.
"""

from django import forms
from django.urls import reverse
from js_asset import Script

from articles.admin.common.lookup_widgets import LookupSelect, LookupSelectMultiple, PhotoSelect

TEXTS = "admin:articles_photo_texts"


class _Picked:
    """A widget mixin: the select without Django's look-up. `asks` is where the `script` finds the picker's rows."""

    asks = script = ""

    @property
    def media(self):
        return super().media + forms.Media(js=[Script(f"js/newsroom/{self.script}.js", type="module")])

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs["class"] = attrs["class"].replace("admin-autocomplete", "picked-from")
        attrs.pop("data-picture", None)  # the picker itself shows the picture
        return attrs | {"data-picks": reverse(f"admin:{self.asks}")}


class TagsPicker(_Picked, LookupSelectMultiple):
    asks, script = "articles_article_pick_tags", "tagpicker"


class AuthorPicker(_Picked, LookupSelect):
    asks, script = "articles_article_pick_authors", "authorpicker"


class PhotoPicker(_Picked, PhotoSelect):
    """The lookup of a photo; `data-texts` is where the scripts ask for the texts and the picture of the one chosen."""

    asks, script = "articles_article_pick_photos", "photopicker"

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {
            "data-texts": reverse("admin:articles_photo_texts", args=[0])
        }
