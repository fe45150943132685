"""A folder imported in thirds, in every order of the thirds, gives the site that it gives at once."""

import random
from itertools import permutations
from pathlib import Path

import pytest
from django.conf import settings

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Redirect, SeedFile, TopStory
from articles.text.languages.detection import language_of
from tests.support.factories import seed_text, write_seeds

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parent.parent / "samples"
CORPUS = Path(settings.BASE_DIR) / "fixtures" / "seeds"
TEXTS = {
    "en": "PanARMENIAN.Net - This is what page {0} says of it.|It ends with number {0}.",
    "ru": "PanARMENIAN.Net - Об этом говорится на странице {0}.|Страница заканчивается этими словами и числом {0}.",
    "hy": "PanARMENIAN.Net - Այս մասին ասվում է {0} համարի էջում։|Էջն ավարտվում է այս խոսքերով։",
}
STORIES = 36  # of each four, one has no file: only sidebars name it


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.load(settings.SEED_VOCABULARY)


def labelled(name):
    rows = [row.split("\t") for row in (SAMPLES / name).read_text("utf-8").splitlines() if row[:2] != "# "]
    return [(headline, blurb) for _, headline, blurb in rows if headline and blurb and blurb[-1] in ".։"]


def folder_of(path):
    """Files whose sidebars name each other, and stories without a file: glued, by the blurb alone, and on two lines."""
    names = ("latest_entries_tuned.tsv", "splits_ru_tuned.tsv", "splits_en_title_tuned.tsv", "splits_hy_tuned.tsv")
    stories = [story for name in names for story in labelled(name)[:: len(names)][: STORIES // len(names)]]
    choose = random.Random(7)  # noqa: S311 the same folder each time
    for n, (headline, _) in enumerate(stories):
        if n % 4 == 3:
            continue
        others = choose.sample(stories, 7)
        latest = [f"{a} {b}" for a, b in others[:4]]
        pairs = [line for pair in others[4:] for line in pair]
        top = [blurb for _, blurb in others[4:]] if n % 3 else pairs
        text = seed_text(
            headline,
            stamp=f"October 2, 2020 - {n // 4:02}:{n % 4:02} AMT",
            paragraphs=TEXTS[language_of(headline)].format(n).split("|"),
            top=top,
            latest=latest,
        )
        write_seeds(path, **{f"{n:02}": text})
    return sorted(path.iterdir())


def site():
    """What readers see, and what the import keeps of it, without numbers."""
    articles = {
        a.pk: (
            *(a.headline, a.summary, a.body, a.source, a.section.slug, a.language, a.published_at, a.time_known),
            *(a.story_type, a.headline_known, tuple(sorted(a.tags.names()))),
        )
        for a in Article.objects.select_related("section")
    }
    moved = dict(Redirect.objects.values_list("number", "article_id"))
    sidebars = {
        digest: [[articles[moved.get(pk, pk)][0] for pk in ids] for ids in (top, latest)]
        for digest, top, latest in SeedFile.objects.values_list("digest", "top_stories", "latest")
    }
    top = list(TopStory.objects.order_by("position").values_list("article__headline", "blurb", "seeded_at"))
    return {"articles": sorted(articles.values()), "sidebars": sidebars, "top stories": top}


def assert_same_in_every_order(files, vocabulary):
    import_seeds(files, vocabulary)
    expected = site()
    for order in permutations([files[n::3] for n in range(3)]):
        Article.objects.all().delete()
        TopStory.objects.all().delete()
        Redirect.objects.all().delete()
        for third in order:
            import_seeds(third, vocabulary)
        got = site()
        different = set(got["articles"]) ^ set(expected["articles"])
        assert not different, "\n".join(map(str, sorted(different)))
        assert got == expected


def test_files_that_name_each_other(tmp_path, vocabulary):
    assert_same_in_every_order(folder_of(tmp_path), vocabulary)


def test_the_demo_corpus(vocabulary):
    assert_same_in_every_order(sorted(CORPUS.iterdir()), vocabulary)


def test_as_many_at_once_as_one_likes(tmp_path, vocabulary):
    files = folder_of(tmp_path)
    sites = []
    for at_once in (len(files), 2):
        Article.objects.all().delete()
        TopStory.objects.all().delete()
        import_seeds(files, vocabulary, at_once=at_once)
        sites.append(site())
    assert sites[0] == sites[1]
