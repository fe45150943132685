"""Suggestions in a story's form while someone writes: tags that the text mentions, and the address it will have."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse

from articles.admin.article.tags_in_text import tags_in
from articles.models import Tag
from articles.text import richtext
from articles.text.languages.detection import language_of
from articles.text.plain import HEADLINE_MAX
from articles.text.slugs import story_slug

TEXT_MAX = 200_000  # characters that are read


def suggest(model_admin, request) -> JsonResponse:
    """Return suggestions for the form's `headline`, `summary` and `body` as they are, saved or not.

    The response is {"slug": what an empty address will become, "language": the story's, "tags": [{"id", "name"}]}:
    existing tags first; then, if the account may make tags, those that only the vocabulary knows, whose id is null.
    With `make`, the name of one of these, create that tag and return it alone: {"id", "name"}.
    """
    if not (model_admin.has_add_permission(request) or model_admin.has_change_permission(request)):
        raise PermissionDenied
    may_make = model_admin.admin_site.get_model_admin(Tag).has_add_permission(request)
    headline = request.POST.get("headline", "")[:HEADLINE_MAX]
    texts = request.POST.get("summary", "")[:TEXT_MAX], richtext.sanitise(request.POST.get("body", "")[:TEXT_MAX])
    paragraphs = [texts[0], *richtext.to_paragraphs(texts[1])]
    there, missing = tags_in(headline, paragraphs)
    if "make" in request.POST:
        return make_tag(request.POST["make"], [*missing, *(tag.name for tag in there)] if may_make else [])
    tags = [{"id": tag.pk, "name": tag.name} for tag in there]
    tags += [{"id": None, "name": name} for name in missing if may_make]
    slug = story_slug(headline) if headline.strip() else ""
    return JsonResponse({"slug": slug, "language": language_of("\n".join([headline, *paragraphs])), "tags": tags})


def make_tag(name: str, allowed: list[str]) -> JsonResponse:
    """Create the tag and return it; raise PermissionDenied if the text does not mention it."""
    if name not in allowed:
        raise PermissionDenied
    tag = Tag.objects.named([name])[0]
    return JsonResponse({"id": tag.pk, "name": tag.name})
