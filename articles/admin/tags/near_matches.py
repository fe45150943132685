"""New tags that nearly match an existing one: the editor is asked whether they mean it, and uses it with a click."""

from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.shortcuts import redirect

from articles.admin.common.lookups import is_id
from articles.models import Tag
from articles.models.tag import tag_key
from articles.text.plain import one_line
from articles.text.similarity import near_names

OFFERED = 5
MEANT = "Do you mean one of these tags? Use it, or save again to make “{}” a tag of its own."
USE, ANEW = "_use", "_anew"  # the button that uses the existing tag; the name that the editor was asked about


class AsksFirst:
    """A mixin for the form of a new tag. `near` holds the existing tags that may be meant, nearest first."""

    near: list[Tag] = []

    def clean_name(self):
        name = one_line(super().clean_name())
        if self.known:  # it is another name of that tag
            return name
        tags = dict(Tag.objects.values_list("name", "pk").iterator())
        self.near = [Tag(pk=tags[near], name=near) for near in near_names(name, tags)[:OFFERED]]
        twin = any(tag_key(tag.name) == tag_key(name) for tag in self.near)  # the model will report it
        if self.near and not twin and one_line(self.data.get(ANEW, "")) != name:
            raise ValidationError(MEANT.format(name))
        return name


class AsksIfMeant:
    """A mixin for the ModelAdmin of tags, after WritesTogether."""

    add_form_template = "admin/articles/tag/add_form.html"

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = type("NewTagForm", (AsksFirst, self.form), {})
        return super().get_form(request, obj, change, **kwargs)

    def add_view(self, request, *args, **kwargs):
        """Show Django's view; if the editor uses an existing tag, respond as if it had just been created."""
        used = request.POST.get(USE, "")
        tag = Tag.objects.filter(pk=used).first() if is_id(used) and self.has_add_permission(request) else None
        if tag is None:
            return super().add_view(request, *args, **kwargs)
        if IS_POPUP_VAR in request.POST:
            return self.response_add(request, tag)
        return redirect("admin:articles_tag_change", tag.pk)
