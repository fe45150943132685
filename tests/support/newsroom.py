"""Requests that a browser would send from the newsroom's forms."""

import threading

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import Article

LIST = "admin:articles_article_changelist"
ADD = "admin:articles_article_add"
CHANGE = "admin:articles_article_change"


def article_fields(article: Article | None = None, **changes) -> dict:
    """Return the posted fields of the article's form (None: of an empty one), with `changes`.

    A browser sends line ends as CR LF. `published_at`, an aware moment or
    None, becomes the form's two fields, by the site's clock, without fractions.
    """
    article = article or Article()
    fields = {
        name: getattr(article, name) for name in ("headline", "summary", "body", "source", "dateline_place", "slug")
    }
    fields |= {"section": article.section_id or "", "published_at": article.published_at}
    fields["tags"] = [tag.pk for tag in article.tags.all()] if article.pk else []
    fields["version"] = article.version if article.pk else ""
    fields |= changes
    at = fields.pop("published_at")
    local = timezone.localtime(at) if at else None
    fields["published_at_0"] = f"{local:%Y-%m-%d}" if local else ""
    fields["published_at_1"] = f"{local:%H:%M:%S}" if local else ""
    return {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in fields.items()}


def save(client, article: Article | None, button="_save", **changes):
    """Press `button` on the form of the article (None: a new one), reload the article and return the response."""
    address = reverse(CHANGE, args=[article.pk]) if article else reverse(ADD)
    response = client.post(address, {**article_fields(article, **changes), button: "1"})
    if article:
        article.refresh_from_db()
    return response


def take(client, action: str, *rows, model="article", app="articles", **answer):
    """Run the list's action on the rows, with the `answer` to its confirmation; return the page that follows."""
    address = reverse(f"admin:{app}_{model}_changelist")
    data = {"action": action, "_selected_action": [row.pk for row in rows], "index": 0, **answer}
    return client.post(address, data, follow=True)


def messages_of(response) -> list[str]:
    """Return the messages on the page that follows."""
    return [str(message) for message in response.context["messages"]]


def post_during(change, client, address, data):
    """Return the response to a POST that arrives while another transaction, which runs `change`, is still open."""
    answers = []

    def post():
        try:
            answers.append(client.post(address, data))
        finally:
            connection.close()

    other = threading.Thread(target=post)
    with transaction.atomic():
        change()
        other.start()
        other.join(timeout=0.7)
    other.join()
    return answers[0]
