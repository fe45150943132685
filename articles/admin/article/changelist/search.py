"""The newsroom's search for stories: by the readers' index, and what that leaves out."""

from django.db.models import Q

from articles.models import Article
from articles.models.article import OUR_TIME
from articles.search.query import loosened, parse

MOST = 500  # of drafts, and of withdrawn and retracted stories; the index gives as many


def find(text: str) -> set[int]:
    """The ids of stories with all words of the `text`, or with words that begin so, in whatever state.

    What is or will be on the site is found as readers find it, also by its text. A draft and
    what was taken off stand in no index; they are few, and found by headline and summary.
    """
    terms = loosened(parse(text))
    if not terms:
        return set()
    words = Q()
    for word in text.replace('"', " ").split():
        words &= Q(headline__icontains=word) | Q(summary__icontains=word)
    indexed = Article.objects.matching(terms, at=OUR_TIME[1]).order_by()
    unlisted = (Article.objects.filter(published_at=None), Article.objects.hidden())
    others = [rows.filter(words)[:MOST] for rows in unlisted]
    return {pk for rows in (indexed, *others) for pk in rows.values_list("pk", flat=True)}
