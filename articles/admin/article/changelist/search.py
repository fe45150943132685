"""The newsroom's search for stories: through the readers' index, and among stories that the index leaves out."""

from django.db.models import Q

from articles.admin.front.eligible import IN_A_SLOT, ON_TOP
from articles.models import Article, FrontSlot, TopStory
from articles.models.article import OUR_TIME
from articles.search.query_parser import loosened, parse

UNLISTED_MAX = 500  # drafts, and as many withdrawn and retracted stories; the index returns the same number
# The stories that the lookup offers for a row of each model.
_OFFERED = {
    TopStory._meta.model_name: ON_TOP & ~Q(pk__in=TopStory.objects.values("article")),
    FrontSlot._meta.model_name: IN_A_SLOT & ~Q(pk__in=FrontSlot.objects.values("article")),
}


def offered_to(model_name: str | None) -> Q:
    """Return the condition for stories that a lookup of the model offers: they may stand there, and do not yet."""
    return _OFFERED.get(model_name, Q())


def find(text: str) -> set[int]:
    """Return the ids of stories, in any state, that contain all words of the `text` or words that begin with them.

    Stories that are or will be on the site are found as readers find them, also by their text. Drafts and stories
    taken off the site are in no index; there are few of them, and they are found by headline and summary.
    """
    terms = loosened(parse(text))
    if not terms:
        return set()
    words = Q()
    for word in text.replace('"', " ").split():
        words &= Q(headline__icontains=word) | Q(summary__icontains=word)
    indexed = Article.objects.matching(terms, at=OUR_TIME[1]).order_by()
    unlisted = (Article.objects.filter(published_at=None), Article.objects.hidden())
    others = [rows.filter(words)[:UNLISTED_MAX] for rows in unlisted]
    return {pk for rows in (indexed, *others) for pk in rows.values_list("pk", flat=True)}
