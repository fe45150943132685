"""Fill a migrated, empty database with many stories, as fast as possible.

    DATABASE_URL=... .venv/bin/python bench/fill_database.py COUNT [LANGUAGE...]

The stories span fifteen years up to now, with forty sections' worth of tags and authors, and texts of a few hundred
bytes to two KB. They are in English; with other languages (tags), these are opened, and each has as many stories,
though the words are the same. Four of five English stories then have a version in each of them; of a tenth, the text
has changed since. Words are distributed as in a language: some are in every text, most in few, one in no
other. The triggers of the search index and the edition are off meanwhile; both are rebuilt at the end, as after a
`migrate`.
"""

import os
import random
import sys
from contextlib import contextmanager
from datetime import timedelta
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
YEARS = 15
BATCH = 5_000
# Stories in a language at least on each day that has any, so that a small site's pages are as full as a large one's.
A_DAY = 40
CORRECTED = 500  # of so many stories one is corrected
SECTIONS = "Politics Region World Economy Society Culture Sport Science".split()
POPULAR, COMMON, RARE = 3, 40, 3_000  # numbers of tags; each popular tag is in a tenth of all stories
AUTHORS = 60
SENTENCES = 3, 16  # of a text
PHOTOS, PICTURED, RARELY_PICTURED = 300, 3, 5_000  # photos; of so many stories one has a photo, in Science far fewer
COMMON_WORDS = "the of to and in a is that for it was on as with by at from not are but which had they be have".split()
SYLLABLES = "ka ro men sta vi lor den pa tu ger mi so lan bre no fi dra ze ul th ar em qui zo ban rek".split()


class Words:
    """A generated language, the same in every run: the word of rank n is n times as rare as the first."""

    def __init__(self, rng: random.Random, words: int = 40_000, sentences: int = 30_000):
        made = {}
        while len(made) < words:
            made["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))] = None
        self.vocabulary = [*COMMON_WORDS, *made]
        weights = list(accumulate(1 / rank for rank in range(1, len(self.vocabulary) + 1)))
        self.sentences = [
            " ".join(rng.choices(self.vocabulary, cum_weights=weights, k=rng.randint(7, 20))).capitalize() + "."
            for _ in range(sentences)
        ]
        self.headlines = [sentence.rstrip(".")[:90].rsplit(" ", 1)[0] for sentence in self.sentences]


def moments(count: int, now, rng: random.Random, a_day: int) -> list:
    """Return `count` aware datetimes, oldest first, in the YEARS years up to `now`; a day has `a_day` or more."""
    days = min(365 * YEARS, max(1, count // a_day))
    apart = 365 * YEARS / days
    at = [
        now - timedelta(days=int(day * apart), seconds=rng.randint(0, 80_000))
        for day in (number % days for number in range(count))
    ]
    return sorted(at)


def stories(count: int, now, rng: random.Random, languages: list[str]):
    """Yield (row, tags, authors) for each story: an article's fields, and the numbers (from 1) of tags and authors."""
    words = Words(rng)
    from articles.text.slugs import story_slug

    several = len(languages)
    for number, at in enumerate(moments(count, now, rng, A_DAY * several), 1):
        group, place = divmod(number, several)  # the numbers of a group: an English story and its versions
        headline = f"{rng.choice(words.headlines)} {number}"
        summary = rng.choice(words.sentences)
        lines = rng.choices(words.sentences, k=rng.randint(*SENTENCES))
        brief = group % 12 == 0
        translated = several > 1 and group % 5 and not brief
        body = "" if brief else f"<p>{summary} The word{number} of it.</p>" + "".join(f"<p>{one}</p>" for one in lines)
        chance = rng.random()
        hours = timedelta(hours=rng.randint(1, 400))
        row = {
            "section_id": 1 + min(int(rng.expovariate(0.5)), len(SECTIONS) - 1),
            "headline": headline,
            "headline_known": True,
            "slug": story_slug(headline) if number <= 1_000 else f"story-{number}",
            "summary": summary,
            "source": "PanARMENIAN.Net",
            "body": body,
            "story_type": "brief" if brief else "story",
            "language": languages[place],
            "site_language": languages[place],
            "translation_group_id": group if translated else None,
            "text_version": 2 if translated and not place and group % 10 == 1 else 1,
            "published_at": None if chance < 0.002 else now + hours if chance < 0.003 else at,
            "time_known": True,
            "updated_at": at + hours if 0.01 < chance < 0.02 else None,
            "withdrawn_at": at + hours if 0.02 < chance < 0.021 else None,
            "retracted_at": at + hours if 0.03 < chance < 0.0302 else None,
        }
        tags = [tag for tag in range(1, POPULAR + 1) if rng.random() < 0.1]
        tags.append(POPULAR + 1 + min(int(rng.expovariate(0.15)), COMMON - 1))
        if number % 10 == 0:
            tags.append(POPULAR + COMMON + 1 + rng.randrange(RARE))
        authors = [1 + min(int(rng.expovariate(0.1)), AUTHORS - 1)] if number % 2 else []
        yield row, tags, authors


def copied(row: dict) -> dict:
    """Return what stands beside a story's tags and authors, too."""
    return {name: row[name] for name in ("published_at", "site_language")}


def named_in(language: str, name: str) -> dict:
    """Return what a subject of that name is called in a language."""
    called = f"{name} {language}"
    return {"language": language, "name": called, "slug": called.lower().replace(" ", "-")}


def fill(count: int, opened: tuple[str, ...] = ()) -> None:
    """Write `count` stories into the default database, in English and the languages `opened`, which are opened."""
    from django.db import transaction
    from django.utils import timezone

    from articles.imports.seeds.writing.bulk import insert
    from articles.models import (
        Article,
        Author,
        Byline,
        Correction,
        Language,
        Photo,
        PhotoUse,
        Section,
        SectionName,
        Tag,
        TaggedArticle,
        TagName,
        TopStory,
    )
    from articles.models.tag import tag_key
    from portal.partners.importer import STORIES_KEPT_PER_PARTNER
    from portal.partners.models import Partner, PartnerStory

    rng, now = random.Random(1), timezone.now()  # noqa: S311 the same in every run
    with triggers_off():
        with transaction.atomic():
            Section.objects.all().delete()
            named = [{"id": n, "name": one, "slug": one.lower()} for n, one in enumerate(SECTIONS, 1)]
            insert(Section, [row | {"position": row["id"], "description": ""} for row in named])
            kinds = ["popular"] * POPULAR + ["common"] * COMMON + ["rare"] * RARE
            names = [f"{kind} {number}" for number, kind in enumerate(kinds, 1)]
            slugs = [name.replace(" ", "-") for name in names]
            rows = zip(range(1, len(names) + 1), names, slugs, map(tag_key, names), strict=True)
            insert(Tag, [dict(zip(("id", "name", "slug", "key"), row, strict=True)) for row in rows])
            people = [{"id": n, "name": f"Author {n}", "slug": f"author-{n}"} for n in range(1, AUTHORS + 1)]
            insert(Author, [row | {"bio": ""} for row in people])
            insert(Photo, [
                {"id": n, "image": f"photos/{n}.jpg", "width": 800, "height": 600, "alt": f"Photo {n}", "added_at": now}
                | dict.fromkeys(("caption", "credit", "digest"), "") | {"focal_x": 50, "focal_y": 50}
                | dict.fromkeys(("creator", "copyright", "usage_terms", "taken", "place", "source_type"), "")
                | {"may_be_passed_on": True} for n in range(1, PHOTOS + 1)
            ])  # fmt: skip
            for language in opened:
                Language.objects.create(tag=language, opened_at=now)
                insert(SectionName, [
                    {"section_id": n, "description": "", **named_in(language, one)} for n, one in enumerate(SECTIONS, 1)
                ])  # fmt: skip
                insert(TagName, [{"tag_id": n, **named_in(language, one)} for n, one in enumerate(names, 1)])
            partner = Partner.objects.create(name="Partner", site_url="https://partner.example/")
            insert(PartnerStory, [
                {"partner_id": partner.pk, "title": f"Story {n}", "url": f"https://partner.example/{n}",
                 "published_at": now - timedelta(hours=n), "hidden": False, "identity": str(n)}
                for n in range(STORIES_KEPT_PER_PARTNER)
            ])  # fmt: skip
        made, batch = 0, []
        for one in stories(count, now, rng, ["en", *opened]):
            batch.append(one)
            if len(batch) == BATCH or made + len(batch) == count:
                with transaction.atomic():
                    insert_versions([(made + n, row) for n, (row, _, _) in enumerate(batch, 1)], 1 + len(opened), now)
                    insert(Article, [{"id": made + n, **row} for n, (row, _, _) in enumerate(batch, 1)])
                    insert(TaggedArticle, [
                        {"content_object_id": made + n, "tag_id": tag, **copied(row)}
                        for n, (row, tags, _) in enumerate(batch, 1) for tag in dict.fromkeys(tags)
                    ])  # fmt: skip
                    insert(Byline, [
                        {"article_id": made + n, "author_id": one, "position": 0, **copied(row)}
                        for n, (row, _, authors) in enumerate(batch, 1) for one in authors
                    ])  # fmt: skip
                    insert(PhotoUse, [
                        {"article_id": made + n, "photo_id": 1 + n % PHOTOS, "position": 1}
                        | dict.fromkeys(("caption", "credit", "alt"), "")
                        for n, (row, _, _) in enumerate(batch, 1)
                        if n % (RARELY_PICTURED if row["section_id"] == len(SECTIONS) else PICTURED) == 0
                    ])  # fmt: skip
                    insert(Correction, [
                        {"article_id": number, "kind": "correction", "text": "It was two.", "made_at": now}
                        for number in range(made + 1, made + len(batch) + 1) if number % CORRECTED == 1
                    ])  # fmt: skip
                made, batch = made + len(batch), []
    for language in ("en", *opened):
        newest = Article.objects.published().without_briefs().in_language(language).newest_first()
        for position, story in enumerate(newest[5:15], 1):
            TopStory.objects.create(article=story, language=language, position=position)
    versions(count)
    settle()


def insert_versions(stories: list[tuple[int, dict]], languages: int, now) -> None:
    """Write the groups and the translations of the stories (number, row) of a site of so many languages."""
    from articles.imports.seeds.writing.bulk import insert
    from articles.models import Translation, TranslationGroup

    grouped = [(number, row, row["translation_group_id"]) for number, row in stories if row["translation_group_id"]]
    insert(TranslationGroup, [{"id": group} for _, row, group in grouped if row["language"] == "en"])
    follows = {"source_version": 1, "source_correction": 0, "kind": "translation"}
    insert(Translation, [
        {"article_id": number, "source_id": group * languages, "at": row["published_at"] or now, **follows}
        for number, row, group in grouped if row["language"] != "en"
    ])  # fmt: skip


def versions(count: int) -> None:
    """Give every updated story (a hundredth of all) an earlier version."""
    from articles.models import Article

    for story in Article.objects.filter(updated_at__isnull=False).iterator(1_000):
        story.keep_as_imported()


@contextmanager
def triggers_off():
    """Switch the triggers off inside the block; then restore them, rebuild their tables and reset the id sequences."""
    from django.core.management.color import no_style
    from django.db import connection

    from articles import apps, search
    from articles.database import day_counts, edition, triggers
    from articles.models import Article, Author, Photo, Section, Tag, TranslationGroup

    tables = (
        *("articles_article", "articles_taggedarticle", "articles_byline", "articles_translation"),
        *("articles_photouse", "articles_photo"),
    )
    if connection.vendor == "postgresql":
        run(*(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables))
    else:
        run("PRAGMA synchronous = OFF", "PRAGMA cache_size = -200000")
        for table in (search.TABLE, day_counts.TABLE, edition.TABLE):
            triggers.make_way(connection, table)
    yield
    if connection.vendor == "postgresql":
        run(*(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables))
        run(*connection.ops.sequence_reset_sql(no_style(), [Article, Author, Photo, Section, Tag, TranslationGroup]))
        run(f"DROP TABLE {search.TABLE}, {day_counts.TABLE}", f"UPDATE {edition.TABLE} SET number = number + 1")  # noqa: S608
    apps.install("default")


def settle() -> None:
    """Update the database's statistics, as an import does."""
    from django.db import connection

    run("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def run(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    os.environ.setdefault("DJANGO_INSECURE_HTTP", "1")
    import django

    django.setup()
    fill(int(sys.argv[1]), tuple(sys.argv[2:]))
