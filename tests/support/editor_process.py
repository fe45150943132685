"""A process that edits the site at random, and renders pages afresh: `python -m tests.support.editor_process SEED`.

For each line on its input it makes one change, and prints a line of JSON: the kind of change, and for each path the
status and the body that a reader must get from now on.
"""

import json
import random
import sys

import django

django.setup()

from django.db import IntegrityError  # noqa: E402

from articles.models import Article, Author, OldTagAddress, Photo, Redirect, Section, Tag  # noqa: E402
from articles.web import fragment_cache  # noqa: E402
from portal.partners.models import Partner, PartnerStory  # noqa: E402
from portal.serving.public_handler import PublicHandler  # noqa: E402
from tests.database.test_edition import ALWAYS, CHANGES, partner_story, story_of  # noqa: E402
from tests.support.factories import make_article, make_section  # noqa: E402
from tests.support.pagecache import ask  # noqa: E402

PATHS = ["/", "/latest/", "/section/region/", "/tag/roads/", "/archive/", "/corrections/", "/partners/", "/sitemap.xml"]
PATHS += ["/feeds/latest.rss", "/feeds/latest.json"]


def start_again(state):
    """Replace all rows by a story in that state."""
    for model in (OldTagAddress, Redirect, Article, Author, Tag, Photo, Partner, Section):
        model.objects.all().delete()
    story_of(state)
    partner_story(Partner.objects.create(name="Site", site_url="https://site.example/"))


def any_name(rng):
    return f"Name {rng.randrange(10**9)}"


KINDS = {
    **{name: lambda rng, change=change: change() for name, (change, _) in CHANGES.items()},
    **{f"a {state} story": lambda rng, state=state: start_again(state) for state in ("none", *sorted(ALWAYS))},
    "one more story": lambda rng: make_article(any_name(rng), tags=["Roads"]),
    "another headline": lambda rng: Article.objects.update(headline=any_name(rng)),
    "section renamed": lambda rng: Section.objects.filter(slug="region").update(name=any_name(rng)),
    "one more section": lambda rng: make_section(any_name(rng)),
    "published story withdrawn": lambda rng: Article.objects.earliest("pk").withdraw(),
    "withdrawn story restored": lambda rng: Article.objects.earliest("pk").restore(),
    "partner's story renamed": lambda rng: PartnerStory.objects.update(title=any_name(rng)),
    "partner's story hidden": lambda rng: PartnerStory.objects.update(hidden=True),
    "partner's story shown": lambda rng: PartnerStory.objects.update(hidden=False),
    "partner's stories shown": lambda rng: Partner.objects.update(shows=rng.randrange(3)),
    "partner switched off": lambda rng: Partner.objects.update(active=False),
}


def edit(rng):
    """Make a change of a random kind; return the kind.

    Most kinds need a story that an earlier one may have deleted, and some make a row that there can be but once.
    """
    kind = rng.choice(list(KINDS))
    try:
        KINDS[kind](rng)
    except (AttributeError, Article.DoesNotExist, IntegrityError):
        kind = "a public story"
        KINDS[kind](rng)
    return kind


def main(seed):
    rng, handler = random.Random(seed), PublicHandler()  # noqa: S311
    fragment_cache.kept.capacity = 0
    start_again("public")
    for _ in sys.stdin:
        kind = edit(rng)
        stories = [story.get_absolute_url() for story in Article.objects.order_by("pk")[:2]]
        answers = {path: ask(handler, path) for path in [*PATHS, *stories]}
        pages = {path: (int(answer.status[:3]), answer.body.decode()) for path, answer in answers.items()}
        sys.stdout.write(json.dumps([kind, pages]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
