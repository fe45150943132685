"""The forms of a tag: of an existing one, and of a new one, which may nearly match an existing one."""

from django import forms
from django.core.exceptions import ValidationError

from articles.models import Tag, TagAlias
from articles.models.tag import tag_key
from articles.text.plain import one_line
from articles.text.similarity import near_names

TAGS_OFFERED = 5
MEANT = "Do you mean one of these tags? Use it, or save again to make “{}” a tag of its own."
USE, ANEW = "_use", "_anew"  # the button that uses the existing tag; the name that the editor was asked about


class TagForm(forms.ModelForm):
    """A form for a tag.

    `known` is the existing tag that has the typed name as another name, if someone adds it as a new tag.
    """

    known = None

    def clean_name(self):
        name = self.cleaned_data["name"]
        if self.instance.pk is None:
            alias = TagAlias.objects.filter(key=tag_key(name)).select_related("tag").first()
            self.known = alias and alias.tag
        return name

    def clean(self):
        """Change the address along with the name if it was made from the name and the new one is free."""
        cleaned = super().clean()
        tag, slug = self.instance, cleaned.get("slug")
        if tag.pk and "name" in self.changed_data and slug == tag.slug == tag.slugify(tag.name):
            renamed = tag.slugify(cleaned.get("name", tag.name))
            if not Tag.objects.filter(slug=renamed).exclude(pk=tag.pk).exists():
                cleaned["slug"] = renamed
        return cleaned

    def _post_clean(self):
        if self.known is None:  # otherwise nothing is created, so there is nothing to check
            super()._post_clean()


class NewTagForm(TagForm):
    """The form of a new tag. `near` holds the existing tags that may be meant, nearest first.

    The editor is asked about them once, and uses one with a click (add_form.html).
    """

    near: list[Tag] = []

    def clean_name(self):
        name = one_line(super().clean_name())
        if self.known:  # it is another name of that tag
            return name
        tags = dict(Tag.objects.values_list("name", "pk").iterator())
        self.near = [Tag(pk=tags[near], name=near) for near in near_names(name, tags)[:TAGS_OFFERED]]
        twin = any(tag_key(tag.name) == tag_key(name) for tag in self.near)  # the model will report it
        if self.near and not twin and one_line(self.data.get(ANEW, "")) != name:
            raise ValidationError(MEANT.format(name))
        return name
