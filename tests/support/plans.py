"""The plans of the queries that a request makes, on a site with many stories."""

import re
from collections import Counter
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from tests.support.factories import NOON, make_section

STORIES = 3_000  # so many that no database reads all of them to find a few


def fill_and_analyze() -> None:
    """Make STORIES published stories, and let the database gather its statistics; tables without rows have none."""
    fields = {"section": make_section("Politics"), "body": f"<p>{'Rain. ' * 200}</p>", "language": "en"}
    Article.objects.bulk_create(
        Article(headline=f"Story {n}", slug=f"story-{n}", published_at=NOON + timedelta(minutes=n), **fields)
        for n in range(STORIES)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "ANALYZE articles_article")


def full_scans(act) -> list[str]:
    """Return those of the queries that `act()` makes whose plan reads every row of the articles, with the plan."""
    with CaptureQueriesContext(connection) as queries:
        act()
    found = []
    for sql in (query["sql"] for query in queries.captured_queries):
        if "articles_article" in sql and sql.startswith(("SELECT", "UPDATE", "DELETE")):
            plan = plan_of(sql)
            aliases = {"articles_article", *re.findall(r'"articles_article" "?(\w+)"?', sql)}
            # Subqueries of the few languages and pages about the site may have the same alias; each is one scan.
            few = Counter(re.findall(r'"articles_(?:language|sitepage)" "?(\w+)"?', sql))
            scans = Counter(re.findall(r"SCAN (\w+)$", plan, re.MULTILINE))
            whole = any(scans[alias] > few[alias] for alias in aliases)
            if whole or re.search(r"Seq Scan on articles_article\b", plan):
                found.append(f"{sql}\n{plan}")
    return found


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            rows = cursor.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        else:
            cursor.execute(f"EXPLAIN {sql}".replace("%", "%%"), [])
            rows = cursor.fetchall()
    return "\n".join(row[-1] for row in rows)
