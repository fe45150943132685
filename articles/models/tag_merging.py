"""The merging of several tags into one."""

from collections.abc import Iterable

from django.db import transaction

from articles.models import OldTagAddress, Tag, TagAlias, TaggedArticle, TopicPage
from articles.models.tag import tag_key


def merge_tags(stays: Tag, others: Iterable[Tag]) -> None:
    """Put the tag `stays` on every story of the `others` and delete these; their names and addresses lead to it.

    It is one transaction. If someone is tagging stories meanwhile, one of the two waits for the other.
    """
    with transaction.atomic():
        Tag.objects.lock_names()
        for tag in others:
            has_it = TaggedArticle.objects.filter(tag=stays).values("content_object")
            # A story with both keeps the tag that it has; the other tagging is deleted with its tag.
            tag.taggings.exclude(content_object__in=has_it).update(tag=stays)
            tag.aliases.update(tag=stays)
            tag.old_addresses.update(subject=stays)
            tag.names.exclude(language__in=list(stays.names.values_list("language", flat=True))).update(tag=stays)
            _merge_pages(stays, tag)
            Tag.objects.filter(pk=tag.pk).delete()
            if tag_key(tag.name) != tag_key(stays.name):  # two tags may have had one name before names were folded
                TagAlias.objects.get_or_create(key=tag_key(tag.name), defaults={"tag": stays, "name": tag.name})
            OldTagAddress.objects.create(slug=tag.slug, subject=stays, merged=tag.pk)


def _merge_pages(stays: Tag, tag: Tag) -> None:
    """Give `stays` the pages of `tag` in languages in which it has none, with their versions, and its relations."""
    moved = list(tag.pages.exclude(language__in=list(stays.pages.values_list("language", flat=True))))
    for page in moved:
        TopicPage.history.filter(tag=tag.pk, language=page.language).update(tag=stays.pk)
    tag.pages.filter(pk__in=[page.pk for page in moved]).update(tag=stays)
    for page in TopicPage.objects.exclude(related=[]):
        if tag.pk in page.related:
            numbers = dict.fromkeys(stays.pk if number == tag.pk else number for number in page.related)
            page.related = [number for number in numbers if number != page.tag_id]
            page.save()


def now_called(names: Iterable[str]) -> dict[str, str]:
    """Return the current names of those tag `names` that have become aliases; leave out names that are no alias."""
    names = list(names)
    aliases = TagAlias.objects.filter(key__in=map(tag_key, names))
    current = dict(aliases.values_list("key", "tag__name"))
    return {name: current[tag_key(name)] for name in names if tag_key(name) in current}


def what_became(ids: Iterable[int]) -> dict[int, int]:
    """Return the number of the tag that each merged tag of `ids` has become; ids of tags not merged are left out."""
    return dict(OldTagAddress.objects.filter(merged__in=ids).values_list("merged", "subject_id"))
