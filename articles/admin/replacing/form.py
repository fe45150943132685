"""The form in which an editor says what is looked for, and what is to stand there."""

from django import forms
from django.core.exceptions import ValidationError

from articles.text.links import usable
from articles.text.plain import one_line
from articles.text.replacing.wanted import LETTERS_MAX, Reach, Wanted

WORDS, LINKS = "words", "links"
NOTHING = "Write at least one letter, digit or sign."
SAME = "Both are the same. Write what is to stand there instead."
SHORT = "An address, or a part of one, has at least {} letters."
NO_ADDRESS = "Readers could not follow this. An address begins with https://, http://, mailto: or /."
ADDRESS_MIN = 4


class SearchForm(forms.Form):
    """What is looked for, and what is to stand in its place. It is sent by GET, so it can be kept and sent again."""

    find = forms.CharField(label="Find", max_length=LETTERS_MAX, strip=False)
    by = forms.CharField(
        label="Replace with",
        max_length=LETTERS_MAX,
        required=False,
        strip=False,
        help_text="Left empty: the words are taken out.",
    )
    what = forms.ChoiceField(
        label="Look in",
        choices=[(WORDS, "Words"), (LINKS, "Addresses of links")],
        initial=WORDS,
        required=False,
    )
    reach = forms.ChoiceField(
        label="Find it",
        choices=[
            (Reach.WORDS, "As whole words, or a whole address"),
            (Reach.BEGINNINGS, "Also with an ending: Армен finds Армена"),
            (Reach.ANYWHERE, "Also within words"),
        ],
        initial=Reach.WORDS,
        required=False,
    )
    same_case = forms.BooleanField(label="Capitals as typed", required=False)

    def clean(self):
        cleaned = super().clean()
        find, by = (one_line(cleaned.get(name) or "") for name in ("find", "by"))
        if "find" in cleaned and not find:
            self.add_error("find", ValidationError(NOTHING))
        elif "find" in cleaned and find == by:
            self.add_error("by", ValidationError(SAME))
        if cleaned.get("what") == LINKS and find:
            if len(find) < ADDRESS_MIN:
                self.add_error("find", ValidationError(SHORT.format(ADDRESS_MIN)))
            if by and usable(find) is not None and usable(by) is None:
                self.add_error("by", ValidationError(NO_ADDRESS))
        return cleaned

    @property
    def wanted(self) -> Wanted:
        """What the valid form looks for."""
        given = self.cleaned_data
        return Wanted.of(
            given["find"],
            given["by"],
            reach=Reach(given["reach"] or Reach.WORDS),
            same_case=given["same_case"],
            link=given["what"] == LINKS,
        )
