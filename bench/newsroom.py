"""Cost of the newsroom's lists as the site grows: seconds and queries of each list, filter, search and lookup.

    PORTAL_VAR_DIR=… [DATABASE_URL=…] .venv/bin/python bench/newsroom.py [--plans]

It calls Django directly, without a server, as an administrator, and takes the best of five. Run it on a small and on a
large site and divide. It creates the account `bench` in a transaction that is rolled back.
"""

import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("DJANGO_INSECURE_HTTP", "1")
RUNS = 5


def addresses() -> dict[str, str]:
    """Return the addresses to request, by name."""
    from articles.models import Section, Tag

    stories, sections, tags = (f"/admin/articles/{name}/" for name in ("article", "section", "tag"))
    look_up = "/admin/autocomplete/?app_label=articles&"
    states = ("draft", "scheduled", "published", "retracted", "withdrawn")
    section, tag = Section.objects.first(), Tag.objects.order_by("pk").first()
    return {
        "start page": "/admin/",
        "articles": stories,
        "articles, page 2": f"{stories}?p=2",
        "articles, last page": f"{stories}?p=20",
        "articles, oldest first": f"{stories}?o=4",
        "articles, search, frequent word": f"{stories}?q=museum",
        "articles, search, no hit": f"{stories}?q=zzyzx",
        **{f"articles, {state}": f"{stories}?state={state}" for state in states},
        "articles, full": f"{stories}?length=full",
        "articles, briefs": f"{stories}?length=brief",
        "articles, a section": f"{stories}?section__id__exact={section.pk}",
        "articles, an empty section": f"{stories}?section__id__exact={Section.objects.order_by('-pk').first().pk}",
        "articles, a tag": f"{stories}?tag={tag.pk}",
        "articles, a year": f"{stories}?published_at__year=2008",
        "articles, a day": f"{stories}?published_at__year=2008&published_at__month=1&published_at__day=9",
        "tags": tags,
        "tags, search": f"{tags}?q=iran",
        "tags, unused": f"{tags}?use=unused",
        "sections": sections,
        "photos": "/admin/articles/photo/",
        "photos, search": "/admin/articles/photo/?q=bridge",
        "authors": "/admin/articles/author/",
        "Top stories": "/admin/articles/topstory/",
        "slots": "/admin/articles/frontslot/",
        "partners": "/admin/partners/partner/",
        "partner stories": "/admin/partners/partnerstory/",
        "partner stories, search": "/admin/partners/partnerstory/?q=grapes",
        "users": "/admin/auth/user/",
        "look-up, empty": f"{look_up}model_name=topstory&field_name=article&term=",
        "look-up, frequent word": f"{look_up}model_name=topstory&field_name=article&term=museum",
        "look-up, slot": f"{look_up}model_name=frontslot&field_name=article&term=",
        "look-up, tag": f"{look_up}model_name=article&field_name=tags&term=ru",
    }


def main() -> None:
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from articles.models import Article

    with transaction.atomic():
        client = Client(HTTP_HOST="127.0.0.1")
        account = User.objects.create_superuser("bench")
        client.force_login(account)
        print(f"{connection.vendor}, {Article.objects.count():,} articles")
        for name, address in addresses().items():
            best = None
            for _ in range(RUNS):
                start = time.perf_counter()
                response = client.get(address)
                best = min(filter(None, (best, time.perf_counter() - start)))
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            print(f"{name:35} {response.status_code} {best * 1000:8.1f} ms {len(queries):3} queries")
            if "--plans" in sys.argv:
                for query in sorted(queries.captured_queries, key=lambda one: -float(one["time"]))[:2]:
                    print("     ", query["time"], query["sql"][:1500])
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
