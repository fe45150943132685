"""The stories that change the site language in whose lists they are, when a language is opened or closed."""

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Max, Q, Value

from articles.database import lock_order
from articles.models.article import Article
from articles.models.front.slot import FrontSlot
from articles.models.front.top_story import TopStory
from articles.models.languages.language import placed_in


def lock_languages() -> None:
    """Wait for stories that are being saved, and keep others from saving one, until the transaction ends.

    Such a story would not be seen here, and would be saved into the lists of the languages that were open before.
    """
    lock_order.hold(lock_order.LANGUAGES, using=DEFAULT_DB_ALIAS)


def place_stories(tag: str, opened: set[str]) -> None:
    """Put the stories in the language `tag` into the lists where they belong once the languages `opened` are open.

    A language that says more, such as `zh-Hant`, keeps its own stories if it is open. Call it inside a transaction that
    has called `lock_languages`.
    """
    Article.objects.all().lock_many()
    TopStory.objects.lock_order()
    own = Article.objects.filter(Q(language=tag) | Q(language__startswith=f"{tag}-"))
    languages = own.order_by().values_list("language", flat=True).distinct()
    for language in list(languages):
        target = placed_in(language, opened)
        own.filter(language=language).exclude(site_language=target).update(site_language=Value(target))


def place_choices(tag: str) -> None:
    """Put the editors' choices of stories that are in the lists of the site language `tag` now onto its front page.

    Top stories come to the end, in their order; a story in a slot keeps it if the slot is free, else it goes.
    """
    top = TopStory.objects.in_language(tag)
    last = top.aggregate(last=Max("position"))["last"] or 0
    astray = TopStory.objects.filter(article__site_language=tag).exclude(language=tag).order_by("language", "position")
    for position, pk in enumerate(list(astray.values_list("pk", flat=True)), start=last + 1):
        TopStory.objects.filter(pk=pk).update(language=tag, position=position)
    taken = set(FrontSlot.objects.filter(language=tag).values_list("place", flat=True))
    astray = FrontSlot.objects.filter(article__site_language=tag).exclude(language=tag)
    for slot in astray.order_by("language", "place"):
        if slot.place in taken:
            slot.delete()
        else:
            FrontSlot.objects.filter(pk=slot.pk).update(language=tag)
            taken.add(slot.place)


def drop_choices(tag: str) -> None:
    """Delete the front page of a language that is deleted itself; what it was is in the record."""
    TopStory.objects.in_language(tag).delete()
    FrontSlot.objects.filter(language=tag).delete()
