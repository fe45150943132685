from django import forms

from articles.admin.common.one_line import single_line
from articles.photos import uploads

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"
LIMITS = (
    "JPEG of at most 60 million pixels, PNG or GIF of 30, WebP or AVIF of 16, at most 20 MB. 1,600 pixels across are "
    "enough."
)


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
