"""Who may work on a story with others: the accounts that can be handed it, mentioned on it, and told of it."""

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models.article import Article

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_WRITES, _DESK = "articles.draft_article", "articles.change_article"


def desk() -> QuerySet:
    """Return the accounts that may change every story."""
    return get_user_model().objects.with_perm(_DESK, backend=_BACKEND).filter(is_staff=True)


def colleagues() -> QuerySet:
    """Return the accounts that write or edit, each with `is_desk`: whether it may change every story. One query."""
    accounts = get_user_model().objects
    writers = accounts.with_perm(_WRITES, backend=_BACKEND, include_superusers=False).values("pk")
    on_desk = accounts.with_perm(_DESK, backend=_BACKEND)
    everyone = accounts.filter(Q(pk__in=writers) | Q(pk__in=on_desk.values("pk")), is_staff=True, is_active=True)
    return everyone.annotate(is_desk=Exists(on_desk.filter(pk=OuterRef("pk")))).order_by("first_name", "username")


def writer_of(article: Article) -> int | None:
    """Return the id of the account that began the story: it saved the first version. None: an import, or nobody."""
    return article.history.order_by("history_id").values_list("history_user", flat=True).first()
