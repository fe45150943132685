"""The contact form as readers see it."""

import re

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from articles.text.plain import is_readable, one_line, visible
from portal.contact.models import EMAIL_MAX, NAME_MAX, TEXT_MAX

_TOO_LONG = {"max_length": _("Write at most %(limit_value)s characters; these are %(show_value)s.")}
_NO_ADDRESS = _("This is not an e-mail address. An address has a name, the sign @ and the name of a site.")
_EMPTY_LINES = re.compile(r"\n{3,}")
STORY_MAX = 2**63 - 1  # the largest number that a database stores


class ContactForm(forms.Form):
    """What a reader writes. `website` is a trap: people do not see it, and programs fill it in."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=TEXT_MAX,
        error_messages=_TOO_LONG | {"required": _("Write what you want to tell us.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=NAME_MAX,
        error_messages=_TOO_LONG,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address, if you want an answer"),
        required=False,
        max_length=EMAIL_MAX,
        error_messages=_TOO_LONG | {"invalid": _NO_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    story = forms.IntegerField(required=False, min_value=1, max_value=STORY_MAX, widget=forms.HiddenInput)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def days_kept(self) -> int:
        """After how many days a message is erased."""
        return settings.CONTACT_KEEP_DAYS

    def clean_text(self) -> str:
        text = "\n".join(line.rstrip() for line in visible(self.cleaned_data["text"]).splitlines()).strip()
        text = _EMPTY_LINES.sub("\n\n", text)
        if not is_readable(text):
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_email(self) -> str:
        """Return the address; one with line ends or controls in it, which Django allows in quotes, is none."""
        address = self.cleaned_data["email"]
        if not address.isprintable():
            raise forms.ValidationError(_NO_ADDRESS)
        return address

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Empty the last field: it catches programs that send advertisements."))
        return ""
