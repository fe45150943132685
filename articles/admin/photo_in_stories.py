"""What a change of a photo means to readers: the published stories that show it, and which texts they take from it."""

from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Article, Photo, PhotoUse

LISTED = 20  # stories that are named; the others are counted
TEXTS = {"caption": "caption", "credit": "credit", "alt": "alternative text"}  # fields of a photo and of its use


class Stories(NamedTuple):
    """Published stories: the newest LISTED uses of a photo in them, and how many there are."""

    uses: list[PhotoUse]
    count: int


def published_uses(photo: Photo) -> QuerySet[PhotoUse]:
    """Return the uses of the photo in stories that readers can open now, those of the newest stories first."""
    readable = Article.objects.readable().values("pk")
    return photo.uses.filter(article__in=readable).select_related("article").order_by("-article__published_at", "-pk")


def changed_by(photo: Photo, changed: list[str]) -> Stories:
    """Return the published stories in which readers see a change of the photo's fields `changed`.

    A text changes where the story has none of its own; anything else, such as the picture, in all of them.
    """
    uses = published_uses(photo)
    if set(changed) <= TEXTS.keys():
        from_photo = Q(*((name, "") for name in changed), _connector=Q.OR)
        uses = uses.filter(from_photo) if changed else uses.none()
    return stories(uses)


def stories(uses: QuerySet[PhotoUse]) -> Stories:
    return Stories(list(uses[:LISTED]), uses.count())


def listed(photo: Photo) -> SafeString | str:
    """Return the published stories that show the photo as a list of links, each with what a change would change."""
    shown = stories(published_uses(photo))
    if not shown.count:
        return "No published story shows it."
    lines = format_html_join("", "<li>{}: {}</li>", ((link_to(use.article), follows(use)) for use in shown.uses))
    return format_html("<ul class='shown-in'>{}</ul>{}", lines, more(shown))


def follows(use: PhotoUse) -> str:
    """Return which of the photo's texts readers see in the story, because it has none of its own."""
    from_photo = [called for name, called in TEXTS.items() if not getattr(use, name)]
    if not from_photo:
        return "has caption, credit and alternative text of its own; a change here does not change them"
    names = " and ".join(filter(None, [", ".join(from_photo[:-1]), from_photo[-1]]))
    return f"takes {names} from here"


def link_to(article: Article) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[article.pk]), article)


def more(shown: Stories) -> str:
    """Return how many stories are not named; nothing if all are."""
    return f" and {shown.count - len(shown.uses):,} more" if shown.count > len(shown.uses) else ""


def outcome(photo: Photo, changed: list[str]) -> SafeString | str:
    """Return what an editor is told who has changed the photo's fields `changed`; nothing if readers see no change."""
    shown = changed_by(photo, changed)
    if not shown.count:
        return ""
    number = "one published story" if shown.count == 1 else f"{shown.count:,} published stories"
    links = format_html_join(", ", "{}", ((link_to(use.article),) for use in shown.uses))
    return format_html("Readers see the change in {}: {}{}.", number, links, more(shown))
