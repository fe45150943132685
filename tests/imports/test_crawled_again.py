"""One story crawled again is one article; stories that only look alike are two; whatever the order and division."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zlib import crc32

import pytest
from django.conf import settings

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.sections_and_tags import Vocabulary
from articles.imports.seeds.writing.sidebars import SidebarWriter
from articles.models import Article, Seed, SeedFile, TopStory
from articles.text.dates import format_date
from tests.imports.test_again import everything
from tests.support.factories import make_article, seed_text, write_seeds

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parent.parent / "samples"
BRIDGE = [
    "PanARMENIAN.Net - A rope bridge across the Vorotan gorge was opened to hikers on Sunday.",
    "It is 180 meters long and hangs 95 meters above the river, the provincial office said.",
]
MORE = "Tickets cost 1,500 drams, and children under ten walk free."


@pytest.fixture
def run(tmp_path):
    vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)

    def run(*, dry_run=False, **texts):
        """Import the texts as files of a folder that has no others; return each file's outcome by its name."""
        for path in tmp_path.iterdir():
            path.unlink()
        report = import_seeds([write_seeds(tmp_path, **texts)], vocabulary, dry_run=dry_run)
        return {Path(file.path).stem: file for file in report.files}

    return run


def page(headline, clock="", paragraphs=BRIDGE, day=date(2020, 10, 8), **sidebars):
    """Return a seed; without `clock` (12:30) it has no stamp."""
    stamp = f"{format_date(day)} - {clock} AMT"
    text = seed_text(headline, day=day, stamp=stamp, paragraphs=paragraphs, **sidebars)
    return text if clock else text.replace(f"{stamp}\n", "")


def start_again():
    for model in (SeedFile, TopStory, Article):
        model.objects.all().delete()


def counts(outcomes):
    return sorted(file.outcome for file in outcomes.values())


# --- without a time


FIRE = page("News", paragraphs=["Fire crews went north to help the villages of Lori.", "They will stay for a week."])
BANK = page("News", paragraphs=["The bank keeps its rate at seven percent.", "Analysts had expected a cut."])


def test_two_texts_of_one_day_under_one_headline_are_two_stories(run):
    run(fire=FIRE)
    outcome = run(bank=BANK)["bank"]
    assert outcome.outcome == "created"
    assert Article.objects.filter(headline="News").count() == 2


def test_the_report_names_the_other_story(run):
    first = run(fire=FIRE)["fire"].article
    assert run(bank=BANK)["bank"].warnings[1:] == [
        f"headline and day are those of article {first}, the texts differ: two stories"
    ]


def test_so_they_are_in_one_run_and_a_dry_run_says_the_same(run):
    dry = run(fire=FIRE, bank=BANK, dry_run=True)
    real = run(fire=FIRE, bank=BANK)
    assert counts(real) == ["created", "created"]
    assert [file.warnings for file in dry.values()] == [file.warnings for file in real.values()]
    assert sum("the texts differ" in warning for file in real.values() for warning in file.warnings) == 1


def test_three_stories_without_a_time_are_found_again(run):
    chess = page("News", paragraphs=["The chess school of Dilijan moved into a new house.", "It has room for 120."])
    first = run(fire=FIRE, bank=BANK, chess=chess)
    again = run(fire=f"{FIRE}\nThe town of Spitak", bank=f"{BANK}\nThe town of Spitak", chess=f"{chess}\nThe town")
    assert counts(again) == ["duplicate"] * 3
    assert [file.article for file in again.values()] == [file.article for file in first.values()]


def test_the_same_text_without_a_time_is_one_story_that_grows(run):
    first = run(a=page("Rope bridge opens"))["a"].article
    outcome = run(b=page("Rope bridge opens", paragraphs=[*BRIDGE, MORE]))["b"]
    assert (outcome.outcome, outcome.article) == ("updated", first)


def test_a_time_that_is_learned_later_becomes_the_storys(run):
    run(a=page("Rope bridge opens"))
    assert run(b=page("Rope bridge opens", "12:30"))["b"].outcome == "updated"
    assert Article.objects.get().stamp == "October 8, 2020 - 12:30 AMT"


def test_a_page_without_a_time_takes_none_away(run):
    run(b=page("Rope bridge opens", "12:30"))
    outcome = run(a=page("Rope bridge opens"))["a"]
    assert (outcome.outcome, outcome.same_as) == ("duplicate", Article.objects.get().pk)
    assert Article.objects.get().stamp == "October 8, 2020 - 12:30 AMT"


def test_a_blurb_goes_to_the_story_whose_text_has_it(run):
    blurb = "They will stay for a week."
    run(fire=FIRE, bank=BANK, c=page("Rain falls", "12:00", ["It rains."], top=[blurb]))
    summaries = dict(Article.objects.filter(headline="News").values_list("body", "summary"))
    assert [summary for body, summary in summaries.items() if "Fire" in body] == [blurb]
    assert [summary for body, summary in summaries.items() if "bank" in body] == [""]


def test_a_story_at_midnight_is_not_one_without_a_time(run):
    run(fire=FIRE)
    run(bank=BANK.replace("\n", "\nOctober 8, 2020 - 00:00 AMT\n", 1))
    assert Article.objects.filter(headline="News").count() == 2


# --- crawled again


@pytest.mark.parametrize("clock", ["12:01", "23:40"])
def test_the_same_page_with_a_later_stamp_is_updated(run, clock):
    first = run(a=page("Rope bridge opens", "12:00"))["a"].article
    outcome = run(b=page("Rope bridge opens", clock))["b"]
    assert (outcome.outcome, outcome.article, outcome.warnings) == ("updated", first, [])
    article = Article.objects.get()
    assert article.stamp == f"October 8, 2020 - {clock} AMT"
    assert article.history.count() == 2


def test_an_older_page_changes_nothing_and_is_reported(run):
    first = run(b=page("Rope bridge opens", "12:30", [*BRIDGE, MORE]))["b"].article
    outcome = run(a=page("Rope bridge opens", "12:00"))["a"]
    assert (outcome.outcome, outcome.same_as) == ("duplicate", first)
    assert outcome.warnings == [f"an older version of article {first}: that of October 8, 2020 - 12:30 AMT is kept"]
    assert MORE in Article.objects.get().body


def test_the_same_page_on_another_day_is_another_story(run):
    first = run(a=page("Rope bridge opens", "12:00"))["a"].article
    outcome = run(b=page("Rope bridge opens", "12:00", day=date(2020, 10, 9)))["b"]
    assert outcome.outcome == "created"
    assert outcome.warnings == [f"nearly the same text as article {first}, under the same headline"]


def test_a_changed_headline_is_the_same_story_at_a_new_address(run, client):
    run(a=page("Rope bridge opens", "12:00"))
    before = Article.objects.get()
    outcome = run(b=page("Hikers get a bridge across the gorge", "12:00"))["b"]
    article = Article.objects.get()
    assert (outcome.outcome, article.pk, article.headline) == (
        "updated",
        before.pk,
        "Hikers get a bridge across the gorge",
    )
    assert outcome.warnings == [f"article {article.pk} under a new headline; until now 'Rope bridge opens'"]
    assert article.slug == "hikers-get-a-bridge-across-the-gorge"
    answer = client.get(before.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url())


def test_a_sidebar_that_names_the_former_headline_leads_to_the_story(run):
    first = run(a=page("Rope bridge opens in Syunik", "12:00"))["a"].article
    run(b=page("Hikers get a bridge across the gorge", "12:00"))
    line = "Rope bridge opens in Syunik It is 180 meters long."
    assert run(c=page("Rain falls", "13:00", ["It rains."], latest=[line]))["c"].latest == [first]


def test_a_brief_of_a_headline_that_proves_to_be_a_known_storys_is_merged_into_it(run):
    first = run(b=page("Hikers get a bridge across the gorge", "12:00"))["b"].article
    line = "Rope bridge opens in Syunik It is 180 meters long."
    brief = run(c=page("Rain falls", "13:00", ["It rains."], latest=[line]))["c"].latest[0]
    assert brief != first
    assert run(a=page("Rope bridge opens in Syunik", "12:00"))["a"].article == first
    assert not Article.objects.filter(pk=brief).exists()
    assert run(c=page("Rain falls", "13:00", ["It rains."], latest=[line]))["c"].latest == [first]


def test_an_editors_headline_is_kept_when_the_page_comes_under_a_new_one(run):
    run(a=page("Rope bridge opens", "12:00"))
    article = Article.objects.get()
    article.headline = "The editor's headline"
    article.save()
    outcome = run(b=page("Hikers get a bridge across the gorge", "12:00"))["b"]
    assert "headline was changed in the newsroom and is kept" in outcome.warnings
    assert Article.objects.get().headline == "The editor's headline"


def test_a_page_is_found_again_under_the_headline_that_an_editor_replaced(run):
    run(a=page("Rope bridge opens"))
    article = Article.objects.get()
    article.headline, article.body = "The editor's headline", "<p>The editor's text.</p>"
    article.keep_as_imported()
    article.save()
    outcome = run(b=page("Rope bridge opens", "12:30"))["b"]
    assert (outcome.article, Article.objects.count()) == (article.pk, 1)
    assert Article.objects.get().body == "<p>The editor's text.</p>"


def test_short_texts_of_one_minute_under_different_headlines_are_two_stories(run):
    text = ["The video is on our page."]
    run(a=page("Parliament opens its session", "12:00", text), b=page("Zoo shows its new lion", "12:00", text))
    assert Article.objects.count() == 2


def test_of_two_versions_in_one_run_without_a_time_the_longer_stays(run):
    for name in "az":
        start_again()
        run(**{name: page("Rope bridge opens", paragraphs=[*BRIDGE, MORE]), "m": page("Rope bridge opens")})
        assert MORE in Article.objects.get().body


# --- every order and division


def labelled_pages(part):
    """Return (pages that come first, those that come second, number of stories): each pair has a day of its own."""
    first, second, stories = {}, {}, 0
    for line in (SAMPLES / f"recrawls_{part}.tsv").read_text().splitlines():
        if not line.startswith("#"):
            kind, _, at, headline, text, other_at, other_headline, other = line.split("\t")
            day = date(2021, 1, 1) + timedelta(days=len(first))
            name = f"p{len(first)}"
            first[f"{name}_first"] = page(headline, at, text.split(" | "), day)
            text = text if other == "=" else other
            second[f"{name}_second"] = page(other_headline, other_at, [*text.split(" | "), *["Top stories"]], day)
            stories += 1 if kind == "same" else 2
    return first, second, stories


def test_the_labelled_pairs_are_one_or_two_stories_in_any_division(run):
    first, second, stories = labelled_pages("read")
    for runs in ([first | second], [first, second], [second, first]):
        start_again()
        for texts in runs:
            run(**texts)
        assert Article.objects.count() == stories


VERSIONS = {
    "fire": FIRE,
    "bank": BANK,
    "bridge1": page("Rope bridge opens", "12:00"),
    "bridge2": page("Rope bridge opens", "12:01", [*BRIDGE, MORE]),
    "bridge3": page("Rope bridge opens", "17:30", [*BRIDGE, MORE, "The bridge is closed in strong wind."]),
    "bridge0": page("Rope bridge opens", paragraphs=BRIDGE),
    "dollar": page("Exchange rates", "10:00", ["One dollar costs 478.5 drams, one euro 565.1, one ruble 6.45 drams."]),
    "rates": page("Exchange rates", "16:00", ["One dollar costs 479.9 drams, one euro 563.2, one ruble 6.41 drams."]),
    "today": page("Exchange rates", "16:05", ["One dollar costs 479.9 drams, one euro 563.2, one ruble 6.41 drams."]),
}


def test_any_order_and_division_of_the_files_gives_the_same_site(run):
    run(**VERSIONS)
    expected = everything()
    assert len(expected["articles"]) == 5
    rng = random.Random(18)  # noqa: S311 a fixed order
    for _ in range(25):
        start_again()
        names = rng.sample(list(VERSIONS), len(VERSIONS))
        while names:
            some = [names.pop() for _ in range(rng.randint(1, len(names)))]
            run(**{name: VERSIONS[name] for name in some})
        assert everything() == expected
        run(**VERSIONS)
        assert everything() == expected


@pytest.mark.parametrize("number", range(4))
def test_a_dry_run_says_what_the_import_then_does(run, number):
    rng = random.Random(number)  # noqa: S311 a fixed order
    headlines = ["News", "Rope bridge opens in Syunik", "Hikers get a bridge across the gorge"]
    texts = [BRIDGE, [*BRIDGE, MORE], ["Fire crews went north to Lori."], ["It will be 12 degrees in Yerevan."]]
    pages = {
        f"p{n}": page(
            *(rng.choice(headlines), rng.choice(["", "00:00", "10:00", "10:01"]), rng.choice(texts)),
            latest=[f"{rng.choice(headlines)} {MORE}"],
        )
        for n in range(12)
    }
    while pages:
        some = dict(pages.popitem() for _ in range(rng.randint(1, min(5, len(pages)))))
        dry, real = run(dry_run=True, **some), run(**some)
        assert [(file.outcome, file.warnings) for file in dry.values()] == [
            (file.outcome, file.warnings) for file in real.values()
        ]


def test_a_run_that_was_cut_off_before_its_sidebars_is_completed(run, monkeypatch):
    texts = VERSIONS | {"renamed": page("Hikers get a bridge", "17:30", [*BRIDGE, MORE])}
    run(**texts)
    expected = everything()
    start_again()
    with monkeypatch.context() as patched:
        patched.setattr(SidebarWriter, "write", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(**texts)
    run(**texts)
    assert everything() == expected


def as_an_earlier_release_wrote(headline, at, key, paragraphs, *, time_known, digest):
    """Create the rows of a story that was imported before texts were compared."""
    body = "\n".join(f"<p>{text.removeprefix('PanARMENIAN.Net - ')}</p>" for text in paragraphs)
    article = make_article(headline, published_at=at, time_known=time_known, body=body)
    written = {"headline": crc32(headline.encode()), "body": crc32(body.encode())}
    written |= {"published_at": crc32(str(at).encode()), "time_known": crc32(str(time_known).encode())}
    Seed.objects.create(article=article, key=key, sketch=[1, 2, 3], written=written)
    SeedFile.objects.create(article=article, digest=digest)
    return article.pk


def test_stories_that_an_earlier_release_imported_are_found_by_their_keys(run):
    midnight, noon = datetime(2020, 10, 7, 20, tzinfo=UTC), datetime(2020, 10, 8, 8, tzinfo=UTC)
    bank = as_an_earlier_release_wrote(
        *("News", midnight, "5a0b0bfaaae7322de858f3a8c64e9400"),
        *(["The bank keeps its rate at seven percent.", "Analysts had expected a cut."],),
        time_known=False,
        digest="1" * 32,
    )
    bridge = as_an_earlier_release_wrote(
        "Rope bridge opens", noon, "5c0abde58cbdabb71f0569ac926afdfb", BRIDGE, time_known=True, digest="2" * 32
    )
    Article.objects.filter(pk=bridge).update(headline="The editor's headline")
    again = run(bank=BANK, bridge=page("Rope bridge opens", "12:00"), fire=FIRE)
    assert {name: (file.outcome, file.article) for name, file in again.items() if name != "fire"} == {
        "bank": ("duplicate", bank),
        "bridge": ("duplicate", bridge),
    }
    assert again["fire"].outcome == "created"
