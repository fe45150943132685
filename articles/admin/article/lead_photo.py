"""The lead photo in a story's form: which one it is, and what the story says of it."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join

from articles.admin.common.one_line import single_line
from articles.database.prepared import Prepared
from articles.models import Article, Photo, PhotoUse, ShownPhoto
from articles.models.photo_use import FIRST

TEXTS = {"photo_caption": "caption", "photo_credit": "credit", "photo_alt": "alt"}  # by the form's field: the model's
LABELS = {"photo_caption": "Caption", "photo_credit": "Credit", "photo_alt": "Alternative text"}
FIELDS = ["photo", *TEXTS]
NO_PHOTO = "Choose the photo that these words are about."


def _text_field(name: str, widget: forms.Widget) -> forms.Field:
    return PhotoUse._meta.get_field(TEXTS[name]).formfield(label=LABELS[name], widget=widget)


def picker(model_admin, request) -> forms.Field:
    """Return the field in which a photo is looked up, or uploaded in a popup."""
    return model_admin.formfield_for_dbfield(PhotoUse._meta.get_field("photo"), request, required=False)


_first_uses = Prepared(
    lambda article: PhotoUse.objects.filter(article=article).select_related("photo").order_by("position")[:1]
)


class LeadPhotoForm(forms.ModelForm):
    """The part of a story's form that has its lead photo; its other photos stay as they are.

    The admin puts `picker` in the place of `photo`.
    """

    photo = forms.ModelChoiceField(Photo.objects.all(), required=False)
    photo_caption = _text_field("photo_caption", AdminTextareaWidget(attrs={"rows": 2}))
    photo_credit = _text_field("photo_credit", AdminTextInputWidget())
    photo_alt = _text_field("photo_alt", AdminTextInputWidget())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        use = next(iter(_first_uses(self.instance.pk)), None) if self.instance.pk else None
        # A photo that was deleted has left its place empty, which the next photo takes when the form is saved.
        self.lead_is_gone = use is not None and use.position > FIRST
        use = None if self.lead_is_gone else use
        if use:
            self.initial |= {"photo": use.photo_id, **{name: getattr(use, text) for name, text in TEXTS.items()}}
        for name, text in TEXTS.items():
            if use and name in self.fields:
                self.fields[name].widget.attrs["placeholder"] = getattr(use.photo, text)

    def clean_photo_caption(self):
        return single_line(self.cleaned_data["photo_caption"])

    def clean_photo_credit(self):
        return single_line(self.cleaned_data["photo_credit"])

    def clean_photo_alt(self):
        return single_line(self.cleaned_data["photo_alt"])

    def clean(self):
        """Clear words that were written about another photo, unless they were changed with it."""
        cleaned = super().clean()
        if "photo" in self.changed_data and "photo" in cleaned:
            for name in TEXTS:
                if cleaned.get(name) == self.initial.get(name):
                    cleaned[name] = ""
        if cleaned.get("photo", ...) is None and any(cleaned.get(name) for name in TEXTS):
            self.add_error("photo", ValidationError(NO_PHOTO))
        return cleaned

    def changes_photos(self) -> bool:
        """Return whether the form chooses another lead photo or other words about it, or the lead photo is gone."""
        return self.lead_is_gone or bool({*FIELDS} & {*self.changed_data})

    def save_photos(self, others: list[ShownPhoto] | None = None) -> None:
        """Make the photo of the form the first one of the story, which is saved already, and let `others` follow.

        `others` None: those that it has stay.
        """
        given = self.cleaned_data
        texts = {text: given[name] for name, text in TEXTS.items()}
        lead = [ShownPhoto(given["photo"].pk, **texts)] if given["photo"] else []
        if others is None:
            others = PhotoUse.objects.filter(position__gt=FIRST).shown_in(self.instance.pk)
        PhotoUse.objects.show(self.instance, [*lead, *others])

    def unsaved_photos(self, others: list[PhotoUse]) -> list[PhotoUse]:
        """Return the photos that the story would show, given those after the first; writes nothing."""
        given, lead = self.cleaned_data, []
        if given["photo"]:
            texts = {text: given[name] for name, text in TEXTS.items()}
            lead = [PhotoUse(article=self.instance, photo=given["photo"], **texts)]
        for position, use in enumerate([*lead, *others], start=FIRST):
            use.position = position
        return [*lead, *others]


def shown_photos(article: Article) -> str:
    """Return the story's photos with their texts, for those who may only read them."""
    uses = article.photo_uses.select_related("photo")
    rows = ((use.photo.sources("wide")[0].webp, use.shown_caption, use.shown_credit, use.shown_alt) for use in uses)
    return format_html_join("", '<p><img src="{}" alt=""><br>{} {}<br>{}</p>', rows)
