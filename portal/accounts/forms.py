"""The forms of an account: its name, its role, and as which author it signs."""

from django import forms
from django.contrib import admin
from django.contrib.auth.forms import UserCreationForm, UsernameField
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError

from articles.admin.common.lookup_widgets import LookupSelect, is_id
from articles.admin.common.one_line import readable_line
from articles.admin.languages.own import LanguagesField
from articles.models import Author, Byline, EditorLanguage
from portal.accounts import role_choice
from portal.newsroom.roles import ROLES

NO_NAME = "Write the name that stands over this account's stories: an author is made from it."
NAME_TOO_LONG = "First and last name together are longer than an author's name may be ({} characters)."
NAME_MAX = Author._meta.get_field("name").max_length
MORE_GROUPS = "Groups besides the role. Without a role an account has no access, whatever is chosen here."


class AuthorField(forms.ModelChoiceField):
    """A field for one author; a value that cannot be an id is an invalid choice."""

    def to_python(self, value):
        if value not in self.empty_values and not is_id(value):
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": str(value)[:40]})
        return super().to_python(value)


class AccountForm(forms.ModelForm):
    """The form of an account.

    The admin derives a class from it whose `giver` is the account that fills it in, and whose `offered` are the
    choices of languages; none on a site of one language.
    """

    giver: User
    offered: list[tuple[str, str]] = []
    role = forms.ChoiceField(
        widget=forms.RadioSelect(attrs={"class": "radiolist"}),
        help_text="A role gives access to the newsroom; none takes it.",
    )
    signs_as = AuthorField(
        Author.objects,
        required=False,
        help_text="The author of this account's stories. Left empty: the author of this name, who is made if missing.",
    )

    languages = LanguagesField()

    class Meta:
        model = User
        fields = ("username",)
        field_classes = {"username": UsernameField}
        help_texts = {"is_active": "Without this nobody can log in; the account keeps its role and stays in the log."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        account = self.instance
        self.role_before = role_choice.role_of(account)
        self.fields["role"].choices = role_choice.choices(self.giver, account)
        self.fields["signs_as"].widget = LookupSelect(Byline._meta.get_field("author"), admin.site)
        self.fields["signs_as"].widget.choices = self.fields["signs_as"].choices
        self.fields["languages"].choices = self.offered
        if not self.offered:
            del self.fields["languages"]
        if account.pk:
            self.initial |= {"languages": sorted(EditorLanguage.objects.of(account))} if self.offered else {}
            self.initial |= {"role": self.role_before, "signs_as": Author.objects.of_account(account)}
        if account == self.giver:  # nobody shuts themselves out by mistake
            for name in {"role", "is_active"} & self.fields.keys():
                self.fields[name].disabled = True
                self.fields[name].help_text = "Only somebody else can change this of your account."
        self._limit_permissions()

    def _limit_permissions(self) -> None:
        """Offer a superuser the further groups besides the role, and list permissions with one query."""
        if "groups" in self.fields:
            self.fields["groups"].queryset = Group.objects.exclude(name__in=ROLES)
            self.fields["groups"].label, self.fields["groups"].help_text = "Further groups", MORE_GROUPS
            if self.instance.pk:
                self.initial["groups"] = role_choice.further_groups(self.instance)
        if "user_permissions" in self.fields:
            rows = self.fields["user_permissions"].queryset
            self.fields["user_permissions"].queryset = rows.select_related("content_type")

    def clean_signs_as(self):
        author = self.cleaned_data["signs_as"]
        if author and author.account_id not in (None, self.instance.pk):
            raise ValidationError(f"“{author}” is the author of another account.")
        return author

    def clean(self):
        """Require a name if the account gets a role that writes and no author is chosen."""
        cleaned = super().clean() or self.cleaned_data
        self.author_name = f"{cleaned.get('first_name', '')} {cleaned.get('last_name', '')}".strip()
        gets_role = cleaned.get("role") != self.role_before and role_choice.writes(cleaned.get("role", ""))
        if gets_role and not cleaned.get("signs_as"):
            try:
                self.author_name = readable_line(self.author_name)
            except ValidationError:
                self.add_error("first_name", NO_NAME)
            if len(self.author_name) > NAME_MAX:
                self.add_error("last_name", NAME_TOO_LONG.format(NAME_MAX))
        return cleaned

    def save(self, commit=True):
        role_choice.set_access(self.instance, self.cleaned_data["role"])
        return super().save(commit)

    def further_groups(self) -> list:
        """Return the groups besides the role that the account will have; call it before the relations are saved."""
        given = self.cleaned_data.get("groups")
        return list(role_choice.further_groups(self.instance) if given is None else given)

    def save_groups(self, further: list) -> None:
        """Set the account's groups by its role and the `further` ones; call it after the relations are saved."""
        if "groups" in self.cleaned_data or self.cleaned_data["role"] != self.role_before:
            role_choice.set_groups(self.instance, self.cleaned_data["role"], further)


class NewAccountForm(AccountForm, UserCreationForm):
    """The form of a new account, with its first password, which it is told and then changes."""
