"""Several tags become one."""

from collections.abc import Iterable

from django.db import transaction

from articles.models import OldTagAddress, Tag, TagAlias, TaggedArticle
from articles.models.tag import tag_key


def merge_tags(stays: Tag, others: Iterable[Tag]) -> None:
    """Puts the tag that `stays` on every story of the `others`, which end; their names and addresses lead to it.

    One transaction. Whoever is tagging stories meanwhile waits, or is waited for.
    """
    with transaction.atomic():
        Tag.objects.lock_names()
        for tag in others:
            has_it = TaggedArticle.objects.filter(tag=stays).values("content_object")
            # A story with both keeps the tag that it has; the other tagging goes with its tag.
            tag.taggings.exclude(content_object__in=has_it).update(tag=stays)
            tag.aliases.update(tag=stays)
            tag.old_addresses.update(subject=stays)
            Tag.objects.filter(pk=tag.pk).delete()
            TagAlias.objects.create(tag=stays, name=tag.name)
            OldTagAddress.objects.create(slug=tag.slug, subject=stays, merged=tag.pk)


def now_called(names: Iterable[str]) -> dict[str, str]:
    """What each of the tags' `names` that is an alias by now is called; those that are no alias are left out."""
    names = list(names)
    aliases = TagAlias.objects.filter(key__in=map(tag_key, names))
    current = dict(aliases.values_list("key", "tag__name"))
    return {name: current[tag_key(name)] for name in names if tag_key(name) in current}


def what_became(ids: Iterable[int]) -> dict[int, int]:
    """The number of the tag that each of the merged tags' `ids` has become; ids of no merged tag are left out."""
    return dict(OldTagAddress.objects.filter(merged__in=ids).values_list("merged", "subject_id"))
