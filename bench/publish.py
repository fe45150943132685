"""Cost of publishing by the form: processor time and queries of each POST, against Django's bare admin.

    PORTAL_VAR_DIR=… [DATABASE_URL=…] .venv/bin/python bench/publish.py [--rounds 25] [--profile | --queries]

Run it on a copy of a site that bench/fill_database.py filled, once on each database. An editor (not an administrator)
opens the form of a draft, and then sends what a browser would send, through the whole of Django but no server. The
reference is a ModelAdmin with nothing but the same fields, saving the same story in the same run. Each round measures
one request of each kind, so that other work on the machine meets all of them; the figures are medians. What it wrote
is deleted at the end. The exit code is 1 if a goal is missed.
"""

import argparse
import os
import sys
import time
from contextlib import contextmanager
from hashlib import blake2b
from html.parser import HTMLParser
from pathlib import Path
from statistics import median
from types import ModuleType
from urllib.parse import urlencode

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("DJANGO_INSECURE_HTTP", "1")
GOAL_MS, GOAL_QUERIES = 35, 25
NAME = "bench-publish"  # of the account
PUBLISH, SAVE, OPEN, BARE = "Publish now", "Save of a published story", "the form itself (GET)", "Django's bare admin"
FIELDS = ("section", "headline", "summary", "body", "source", "slug", "language", "published_at", "tags")
TEXT = "The council approved the new bridge over the river on Tuesday after a long debate about its costs. "


class Form(HTMLParser):
    """The fields that a browser sends of the story's form on a page, as pairs: inputs, texts and chosen options."""

    def __init__(self, page: str):
        super().__init__()
        self.inside, self.select, self.text, self.sent = False, "", "", []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name, kind = given.get("name"), given.get("type", "text")
        if tag == "form":
            self.inside = given.get("id") == "article_form"
        elif self.inside and name and not {"disabled"} & given.keys() and "__prefix__" not in name:
            if tag == "select":
                self.select = name
            elif tag == "textarea":
                self.text = name
                self.sent.append((name, ""))
            elif tag == "input" and kind not in ("submit", "file") and (kind != "checkbox" or "checked" in given):
                self.sent.append((name, given.get("value", "")))
        elif self.select and tag == "option" and "selected" in given:
            self.sent.append((self.select, given["value"]))

    def handle_data(self, data):
        if self.text:
            self.sent[-1] = (self.text, self.sent[-1][1] + data)

    def handle_endtag(self, tag):
        self.select = "" if tag == "select" else self.select
        self.text = "" if tag == "textarea" else self.text
        self.inside = self.inside and tag != "form"


def add_bare_admin() -> None:
    """Serve Django's own admin of the same fields below /bare/, next to the site."""
    from django.conf import settings
    from django.contrib import admin
    from django.urls import path

    from articles.models import Article, Section, Tag
    from portal import urls

    site = admin.AdminSite("bare")
    searchable = {"search_fields": ["name"]}
    for model in (Section, Tag):
        site.register(model, type("Plain", (admin.ModelAdmin,), searchable))
    site.register(Article, type("Plain", (admin.ModelAdmin,), {"fields": FIELDS, "autocomplete_fields": ["section"]}))
    with_bare = ModuleType("with_bare")
    with_bare.urlpatterns = [path("bare/", site.urls), *urls.urlpatterns]
    settings.ROOT_URLCONF = with_bare


class Editor:
    """A logged-in editor with a browser."""

    def __init__(self, account):
        from django.test import Client

        self.account, self.made = account, []
        self.client = Client(HTTP_HOST="127.0.0.1")
        self.client.force_login(account)

    def new_story(self, **fields):
        """Return a draft, or with a moment in `fields` a published story, which has tags, an author and a version."""
        from articles.models import Article, Author, Byline, Section, Tag

        words = blake2b(str(len(self.made)).encode(), digest_size=16).hexdigest()  # unlike all others, so no warning
        story = Article.objects.create(
            headline=f"Bridge {' '.join(words[n : n + 8] for n in range(0, 32, 8))}",
            section=Section.objects.order_by("pk").first(),
            summary="A council decides after a debate.",
            body="".join(f"<p>{TEXT * 2}</p>" for _ in range(6)),
            **fields,
        )
        story.tags.set(Tag.objects.order_by("pk")[:3])
        Byline.objects.create(article=story, author=Author.objects.order_by("pk").first(), position=1)
        self.made.append(story.pk)
        return story

    def opened(self, story) -> list[tuple[str, str]]:
        """Open the story's form and return its fields."""
        return Form(self.client.get(address(story)).text).sent

    def send(self, where: str, fields: list[tuple[str, str]]):
        """Send the fields as a browser does; stop unless they were saved."""
        body = urlencode([(name, value.replace("\n", "\r\n")) for name, value in fields])
        answer = self.client.post(where, body, content_type="application/x-www-form-urlencoded")
        if answer.status_code != 302:
            raise SystemExit(f"{where} answered {answer.status_code}: {answer.context and answer.context['errors']}")

    def delete_all(self) -> None:
        """Delete what the account has written, and the account."""
        from django.contrib.admin.models import LogEntry

        from articles.models import Article

        Article.objects.filter(pk__in=self.made).delete()
        Article.history.filter(id__in=self.made).delete()
        LogEntry.objects.filter(user=self.account).delete()
        self.account.delete()


def address(story, below: str = "admin") -> str:
    return f"/{below}/articles/article/{story.pk}/change/"


def requests(editor: Editor) -> dict:
    """Return the kinds of requests: by name a function that prepares one and returns the call to be measured."""
    from django.utils import timezone

    def publish():
        story = editor.new_story()
        fields = [*editor.opened(story), ("_publish", "Publish now")]
        return lambda: editor.send(address(story), fields)

    def save():
        story = editor.new_story(published_at=timezone.now())
        fields = dict(editor.opened(story)) | {"summary": "A council decides at last."}
        tags = [("tags", value) for name, value in editor.opened(story) if name == "tags"]
        fields.pop("tags")
        return lambda: editor.send(address(story), [*fields.items(), *tags, ("_save", "Save")])

    def bare():
        story = editor.new_story()
        now = timezone.localtime()
        fields = [(name, str(getattr(story, name))) for name in ("headline", "summary", "body", "source", "language")]
        fields += [
            ("slug", story.slug),
            ("section", str(story.section_id)),
            ("tags", "popular 1, popular 2, popular 3"),
        ]
        fields += [("published_at_0", f"{now:%Y-%m-%d}"), ("published_at_1", f"{now:%H:%M:%S}"), ("_save", "Save")]
        return lambda: editor.send(address(story, "bare"), fields)

    def look():
        story = editor.new_story()
        return lambda: editor.client.get(address(story))

    return {PUBLISH: publish, SAVE: save, OPEN: look, BARE: bare}


def measure(kinds: dict, rounds: int) -> dict[str, tuple[float, float]]:
    """Return the median processor time of each kind in milliseconds, and its median number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times, counts = ({name: [] for name in kinds} for _ in range(2))
    for number in range(rounds + 2):  # the first ones fill caches
        for name, prepare in kinds.items():
            call = prepare()
            start = time.process_time()
            call()
            spent = (time.process_time() - start) * 1000
            if number > 1:
                times[name].append(spent)
    for name, prepare in kinds.items():
        for _ in range(3):
            call = prepare()
            with CaptureQueriesContext(connection) as queries:
                call()
            counts[name].append(len(queries))
    return {name: (median(times[name]), median(counts[name])) for name in kinds}


@contextmanager
def an_editor():
    """Yield an editor, whose stories and account are deleted afterwards."""
    from django.contrib.auth.models import Group, User

    account = User.objects.create_user(NAME, is_staff=True)
    account.groups.add(Group.objects.get(name="Editor"))
    editor = Editor(account)
    try:
        yield editor
    finally:
        editor.delete_all()


def show_queries(kinds: dict) -> None:
    """Print the queries of one request of each kind."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for name, prepare in kinds.items():
        call = prepare()
        with CaptureQueriesContext(connection) as queries:
            call()
        print(f"--- {name}: {len(queries)} queries")
        for number, one in enumerate(queries.captured_queries, 1):
            print(f"{number:3} {one['time']} {one['sql'][:400]}")


def show_profile(kinds: dict, rounds: int) -> None:
    """Print where the processor time of publishing goes."""
    import cProfile
    import pstats

    profile = cProfile.Profile()
    for _ in range(rounds):
        call = kinds[PUBLISH]()
        profile.enable()
        call()
        profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(120)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=25)
    options.add_argument("--profile", action="store_true", help="print where the time of Publish now goes")
    options.add_argument("--queries", action="store_true", help="print the queries of one request of each kind")
    given = options.parse_args()
    import django

    django.setup()
    add_bare_admin()
    from django.db import connection

    from articles.models import Article

    with an_editor() as editor:
        kinds = requests(editor)
        if given.queries or given.profile:
            show_queries(kinds) if given.queries else show_profile(kinds, given.rounds)
            return 0
        print(f"{connection.vendor}, {Article.objects.count():,} articles, medians of {given.rounds}")
        found = measure(kinds, given.rounds)
    reference = found[BARE][0]
    for name, (spent, queries) in found.items():
        print(f"{name:28} {spent:7.1f} ms {queries:4.0f} queries {spent / reference:6.2f} of the bare admin")
    spent, queries = found[PUBLISH]
    goals = {f"at most {GOAL_MS} ms": spent <= GOAL_MS, f"at most {GOAL_QUERIES} queries": queries <= GOAL_QUERIES}
    for goal, holds in goals.items():
        print(f"{PUBLISH}: {goal}: {'holds' if holds else 'MISSED'}")
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
