"""Cold pages of a large site against those of a small one, and the search of the large one.

    .venv/bin/python bench/large_site.py DATABASE_URL_SMALL DATABASE_URL_LARGE [--rounds 15] [--only-search]

Both were filled by bench/fill_database.py, in the same languages. One process for each site requests one page after
the other, alternating with the other site's, through Django's test client and with the page cache off. It prints
medians: the whole request, the database's part of it, and the ratios. The figures of the sitemaps and the news sitemap
are for one address in them, since a larger site has more addresses.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent)]
BAR, SEARCH_BAR = 1.5, 60  # ratio; milliseconds
BY_ADDRESS = ("sitemap part", "pages' sitemap", "news sitemap")


def pages() -> dict[str, list[str]]:
    """Return the kinds of pages in each language of the site, each with some of its addresses."""
    from django.urls import reverse

    from articles.models.languages.language import opened_languages

    found = pages_of("en") | {"sitemap index": ["/sitemap.xml"], "pages' sitemap": ["/sitemaps/pages.xml"]}
    month = reverse("articles:month_sitemap", args=[f"{newest_day('en'):%Y-%m}"])
    found |= {"sitemap part": [month], "no such page": ["/nothing/"]}
    for language in sorted(opened_languages()):
        found |= {f"{language}: {name}": addresses for name, addresses in pages_of(language).items()}
    return found


def listed(language: str):
    from articles.models import Article

    return Article.objects.published().without_briefs().in_language(language).newest_first()


def newest_day(language: str):
    """Return the day of a story that stands on the second page of the latest news."""
    from articles.text.dates import local_day

    return local_day(listed(language)[40].published_at)


def pages_of(language: str) -> dict[str, list[str]]:
    from django.db.models import Count

    from articles.database.cursor import Cursor
    from articles.models import Article, Author, Section, Tag
    from articles.web.addresses import page_path

    def path(name: str, *args) -> str:
        return page_path(f"articles:{name}", *args, language=language)

    def subject(row, ending: str = "") -> str:
        named = None if language == "en" else row.names.get(language=language)
        return path(row._meta.model_name, (named or row).slug) + ending

    stories, section = listed(language), Section.objects.get(slug="politics")
    popular = Tag.objects.get(slug="popular-1")
    some = [stories.filter(pk__gte=pk).order_by("pk")[0] for pk in range(100, Article.objects.latest("pk").pk, 90)[:30]]
    rare = Tag.objects.annotate(stories=Count("taggings")).filter(stories__gte=30).order_by("stories")[0]
    middle = [Cursor.of(stories.filter(published_at__lte=story.published_at)[0]) for story in some[:10]]
    day = newest_day(language)
    return {
        "front": [path("front")],
        "section": [subject(section)],
        "section, deep": [subject(section, f"?before={cursor}") for cursor in middle],
        "latest, deep": [path("latest") + f"?before={cursor}" for cursor in middle],
        "popular tag": [subject(popular)],
        "popular tag, deep": [subject(popular, f"?before={cursor}") for cursor in middle[5:]],
        "rare tag": [subject(rare)],
        "author": [path("author", Author.objects.first().slug)],
        "day": [path("day", day.year, day.month, day.day)],
        "month": [path("month", day.year, day.month)],
        "year": [path("year", day.year)],
        "archive": [path("archive")],
        "article": [story.get_absolute_url() for story in some],
        "history": [path("history", story.pk) for story in some],
        "feed": [path("latest_feed", "rss")],
        "section's feed": [subject(section, "feed.atom")],
        "popular tag's feed": [subject(popular, "feed.rss")],
        "news sitemap": [path("news_sitemap")],
        "corrections": [path("corrections")],
    }


def searches() -> dict[str, list[str]]:
    """Return the kinds of searches, each with one address."""
    from fill_database import Words

    rng = random.Random(1)  # noqa: S311 the same words as in bench/fill_database.py
    words = Words(rng)
    every, many, some, few = "the", *(words.vocabulary[rank] for rank in (100, 400, 4_000))
    first, second = words.sentences[7].lower().rstrip(".").split()[2:4]
    typed = {
        "a word of every text": every,
        "a word of many texts": many,
        "a word of few texts": few,
        "a word of one text": "word4321",
        "a word of no text": "nowhereatall",
        "a misspelt word": many[:3] + many[4:],
        "two words of every text": f"{every}+of",
        "two words": f"{every}+{many}",
        "two words of many texts": f"{many}+{some}",
        "a phrase": f'"{first}+{second}"',
        "a phrase of every text": '"of+the"',
        "the beginning of many words": "kar*",
        "a longer beginning": f"{many[:5]}*",
        "every, newest first": f"{every}&order=new",
        "every, on a day": f"{every}&from=2020-03-02&to=2020-03-02",
        "every, in a year of old": f"{every}&from=2019-03-02&to=2020-03-02",
        "every, past week": f"{every}&when=week",
        "every, past year": f"{every}&when=year",
        "few, on a day": f"{few}&from=2020-03-02&to=2020-03-02",
        "every, large section": f"{every}&section=politics",
        "every, small section": f"{every}&section=science",
        "many, small section": f"{many}&section=science",
        "few, small section": f"{few}&section=science",
        "none, small section": "nowhereatall&section=science",
        "every, popular tag": f"{every}&tag=popular+1",
        "every, rare tag": f"{every}&tag=rare+50",
        "some, common tag": f"{some}&tag=common+30",
        "few, popular tag": f"{few}&tag=popular+1",
        "a beginning, rare tag": "kar*&tag=rare+50",
        "every, busy author": f"{every}&author=Author+1",
        "every, rare author": f"{every}&author=Author+60",
        "some, rare author": f"{some}&author=Author+60",
        "every, with picture": f"{every}&photos=1",
        "few, with picture": f"{few}&photos=1",
        "every, with picture, a section with few": f"{every}&photos=1&section=science",
        "everything at once": f"{many}&photos=1&section=politics&author=Author+1&tag=popular+1&when=year",
        "nothing, three filters": "nowhereatall&photos=1&section=politics&tag=popular+1",
    }
    return {name: [f"/search/?q={asked}"] for name, asked in typed.items()}


def answer() -> None:
    """Run as the process of one site: read a page's name and a number, write how long the page took."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    client, addresses, database = Client(SERVER_NAME="127.0.0.1"), pages() | searches(), []

    def timed(execute, *arguments):
        start = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            database.append(time.perf_counter() - start)

    print(json.dumps([*pages()]), flush=True)
    with connection.execute_wrapper(timed):
        for line in sys.stdin:
            name, number = json.loads(line)
            database.clear()
            start, worked = time.perf_counter(), processor(connection)
            response = client.get(addresses[name][number % len(addresses[name])])
            took, worked = time.perf_counter() - start, processor(connection) - worked
            size = response.content.count(b"<loc>") if name.endswith(BY_ADDRESS) else 1
            times = [one * 1000 / size for one in (took, sum(database), worked)]
            print(json.dumps([response.status_code, *times]), flush=True)


def processor(connection) -> float:
    """Return the seconds of the processor that this process has taken, and PostgreSQL's for its connection (Linux).

    They say more than the clock where other work runs on the machine. PostgreSQL's are hundredths of a second.
    """
    mine = time.process_time()
    if connection.vendor != "postgresql" or connection.connection is None:
        return mine
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return mine + (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


class Site:
    """A child process that renders pages of one site."""

    def __init__(self, database: str):
        environment = os.environ | {
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "tests.settings",  # works without collected static files
            "DJANGO_INSECURE_HTTP": "1",
            "DJANGO_LOG_LEVEL": "CRITICAL",
            "PAGE_CACHE_MB": "0",
        }
        command = [sys.executable, __file__, "--answer"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)  # noqa: S603
        self.pages = json.loads(self.process.stdout.readline())

    def ask(self, name: str, number: int) -> list[float]:
        """Return [status, milliseconds, milliseconds in the database, of the processor] of one request."""
        self.process.stdin.write(f"{json.dumps([name, number])}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def compare(small: Site, large: Site, rounds: int) -> None:
    print("| page | small | large | in the database | ratio | bar |\n|---|---|---|---|---|---|")
    for name in small.pages:
        pairs = [[site.ask(name, number) for site in (small, large)] for number in range(-2, rounds)][2:]
        ours, theirs = (median(pair[n][1] for pair in pairs) for n in (1, 0))
        sql = [median(pair[n][2] for pair in pairs) for n in (0, 1)]
        unit = "µs an address" if name.endswith(BY_ADDRESS) else "ms"
        times = 1000 if name.endswith(BY_ADDRESS) else 1
        print(
            f"| {name} | {theirs * times:.1f} {unit} | {ours * times:.1f} "
            f"| {sql[0] * times:.1f} / {sql[1] * times:.1f} "
            f"| {median(pair[1][1] / pair[0][1] for pair in pairs):.2f} | {BAR} | {pairs[0][1][0]}",
            flush=True,
        )


def search(large: Site, rounds: int) -> None:
    print("\n| search | median | in the database | processor, mean | bar |\n|---|---|---|---|---|")
    sys.path.insert(0, str(Path(__file__).parent))
    for name in searches():
        found = [large.ask(name, number) for number in range(-1, rounds)][1:]
        whole, sql = (median(one[n] for one in found) for n in (1, 2))
        worked = sum(one[3] for one in found) / len(found)
        print(f"| {name} | {whole:.1f} ms | {sql:.1f} | {worked:.1f} | {SEARCH_BAR} | {found[0][0]}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("small")
    parser.add_argument("large")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only-search", action="store_true")
    options = parser.parse_args()
    large = Site(options.large)
    if not options.only_search:
        compare(Site(options.small), large, options.rounds)
    search(large, options.rounds)


if __name__ == "__main__":
    answer() if sys.argv[1:] == ["--answer"] else main()
