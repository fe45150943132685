"""The form of a flash: headline, section, language, and whether it leads the front page and is breaking news."""

from django import forms

from articles.admin.common.one_line import readable_line
from articles.admin.flash.section_guess import guess_section
from articles.admin.front.breaking import MinutesField
from articles.models import Article, Section
from articles.text.languages.site_languages import name_of
from articles.text.plain import HEADLINE_MAX

NO_SECTION = "There is no section yet. Add one, then publish the flash."
GUESSED = "By the headline"


class FlashForm(forms.Form):
    """What an editor types for a flash. `languages` are the site's tags: with one alone, the text decides.

    `may_lead` and `may_break` say whether the account may arrange the front page, and set breaking news.
    """

    headline = forms.CharField(
        max_length=HEADLINE_MAX, widget=forms.Textarea(attrs={"rows": 2, "cols": 40, "autocomplete": "off"})
    )
    language = forms.ChoiceField()
    section = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    lead = forms.BooleanField(label="Lead of the front page now", required=False)
    breaking = forms.BooleanField(label="Breaking news", required=False)
    minutes = MinutesField()

    def __init__(self, data=None, *, account, languages, may_lead: bool, may_break: bool, **kwargs):
        super().__init__(data, auto_id="flash-%s", label_suffix="", **kwargs)
        self.account = account
        self.fields["section"].choices = [("", GUESSED), *Section.objects.values_list("pk", "name")]
        self.fields["language"].choices = [(tag, name_of(tag)) for tag in languages]
        unasked = {"language": len(languages) > 1, "lead": may_lead, "breaking": may_break, "minutes": may_break}
        for name in (name for name, asked in unasked.items() if not asked):
            del self.fields[name]
        if "minutes" in self.fields:  # nobody reads it unless the box is ticked
            self.fields["minutes"].required = bool(self.is_bound and self.data.get("breaking"))

    def clean_headline(self):
        return readable_line(self.cleaned_data["headline"], HEADLINE_MAX)

    def clean(self):
        """Set the section, if nobody chose one."""
        given = super().clean()
        if given.get("headline") and "section" in given and given["section"] is None:
            given["section"] = guess_section(given["headline"], self.account)
            if given["section"] is None:
                self.add_error("section", NO_SECTION)
        return given

    def article(self) -> Article:
        """Return the story that the valid form describes, not saved yet."""
        given = self.cleaned_data
        return Article(
            headline=given["headline"], section_id=given["section"], language=given.get("language", ""), body=""
        )
