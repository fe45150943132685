"""What an editor does on the page of search and replace, as requests."""

from django.urls import reverse

from articles.models import Article, Replacement

PAGE = "admin:articles_replacement_changelist"
RUN = "admin:articles_replacement_change"
ARMAN = {"find": "Arman", "by": "Armen"}


def search(client, **query):
    """Return the page that shows what was found."""
    return client.get(reverse(PAGE), ARMAN | query)


def found_in(page) -> list[str]:
    return [found.title for found in page.context["findings"].rows]


def places_of(page) -> list[str]:
    """Return the names of the places that are ticked on the page."""
    rows = page.context["findings"].rows
    return [name for row in rows if not row.open for text in row.texts if not text.refused for name, _ in text.places]


def press(client, page, *, chosen=None, tell="minor", text="", query=None, **more):
    """Press *Replace* on the page, with all places or those `chosen`; return the page that follows."""
    data = {"once": page.context["once"], "seen": page.context["seen"], "tell": tell, "text": text}
    data["chosen"] = places_of(page) if chosen is None else chosen
    address = f"{reverse(PAGE)}?{page.request['QUERY_STRING']}"
    return client.post(address, data | more, follow=True)


def replace(client, *, press_with=None, **query):
    return press(client, search(client, **query), **(press_with or {}))


def undo(client, replacement=None):
    replacement = replacement or Replacement.objects.first()
    return client.post(reverse(RUN, args=[replacement.pk]), follow=True)


def texts(article) -> tuple[str, str, str]:
    article = Article.objects.get(pk=article.pk)
    return article.headline, article.summary, article.body
