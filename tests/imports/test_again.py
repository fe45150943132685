"""Importing twice, in parts, in any order, and over an editor's work."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from articles.imports.seeds import file_reader, vocabulary
from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.imports.seeds.writing import bulk
from articles.models import Article, Section, Seed, SeedFile, Tag, TaggedArticle, TopStory
from tests.support.factories import make_article, make_top_story, seed_text, write_seeds

pytestmark = pytest.mark.django_db
CORPUS = Path(settings.BASE_DIR) / "fixtures" / "seeds"
LINE = "Ski lift opens in Jermuk Dogs pay half fare and must sit on the side of the window."
BLURB = "Dogs pay half fare and must sit on the side of the window."


@pytest.fixture
def run(tmp_path):
    vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)

    def run(*paths, **texts):
        """Imports `paths`, or the `texts` written as files, and gives each file's outcome by its name."""
        report = import_seeds(list(paths) or [write_seeds(tmp_path, **texts)], vocabulary)
        return {Path(file.path).stem: file for file in report.files}

    return run


def everything():
    """All rows that an import writes, without their numbers."""
    return {
        "articles": sorted(
            (
                *(a.headline, a.summary, a.body, a.source, a.section.slug, a.published_at),
                *(a.time_known, a.story_type, a.headline_known, tuple(sorted(a.tags.names()))),
            )
            for a in Article.objects.select_related("section")
        ),
        "top": list(TopStory.objects.order_by("position").values_list("article__headline", "blurb", "seeded_at")),
        "sections": list(Section.objects.values_list("slug", "name", "position")),
    }


def snapshot():
    """Every row as it stands, numbers and all."""
    models = (Article, Section, Seed, SeedFile, Tag, TaggedArticle, TopStory)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_the_second_run_says_unchanged_and_writes_nothing(run):
    first = run(CORPUS)
    before = snapshot()
    again = run(CORPUS)
    assert {file.outcome for file in again.values()} == {"unchanged"}
    assert snapshot() == before
    for name, file in again.items():
        assert (file.article, file.top_stories, file.latest) == (
            first[name].article,
            first[name].top_stories,
            first[name].latest,
        )


def test_known_files_need_no_other_process_no_parser_and_no_phrases(run, monkeypatch):
    run(CORPUS)
    monkeypatch.setattr(file_reader, "POOL_FILES_MIN", 2)
    monkeypatch.setattr(file_reader, "multiprocessing", None)
    monkeypatch.setattr(file_reader, "parse_bytes", None)
    monkeypatch.setattr(vocabulary, "PhraseIndex", None)
    assert {file.outcome for file in run(CORPUS).values()} == {"unchanged"}


def test_new_files_among_known_ones_are_read_by_several_processes(run, tmp_path, monkeypatch):
    run(**{f"story{number}": seed_text(f"Museum number {number} opens") for number in range(0, 20, 2)})
    started = []
    monkeypatch.setattr(file_reader, "POOL_FILES_MIN", 8)
    monkeypatch.setattr(file_reader, "ALONE_MAX", 3)
    monkeypatch.setattr(file_reader, "_processors", lambda: started.append(True) or 2)
    texts = {f"story{number:02}": seed_text(f"Museum number {number} opens") for number in range(20)}
    (tmp_path / "all").mkdir()
    write_seeds(tmp_path / "all", **texts | {"story03": ""})
    outcomes = run(tmp_path / "all")
    assert list(outcomes) == list(texts)
    assert started
    assert [file.outcome for file in outcomes.values()] == [
        {0: "unchanged", 1: "rejected" if number == 3 else "created"}[number % 2] for number in range(20)
    ]


def test_forwards_backwards_shuffled_and_one_by_one_give_the_same_site(run):
    files = sorted(CORPUS.iterdir())
    run(*files)
    expected = everything()
    shuffled = random.Random(1).sample(files, len(files))  # noqa: S311 a fixed order
    for order in (files[::-1], shuffled):
        Article.objects.all().delete()
        TopStory.objects.all().delete()
        for path in order:
            run(path)
        assert everything() == expected


def test_every_entry_of_the_corpus_that_has_an_article_leads_to_it(run):
    files = run(CORPUS)
    briefs = set(Article.objects.filter(story_type="brief").values_list("pk", flat=True))
    assert Article.objects.without_briefs().count() == len(files) == 122
    assert len(briefs) == 8 + 11
    for file in files.values():
        assert file.article not in {*file.latest, *file.top_stories}


def test_a_brief_becomes_its_article_and_keeps_id_and_address(run):
    run(a=seed_text("Rain falls", latest=[LINE]))
    brief = Article.objects.get(headline="Ski lift opens in Jermuk")
    assert brief.is_brief
    outcome = run(b=seed_text("Ski lift opens in Jermuk", stamp="October 1, 2020 - 09:00 AMT", day="2020-10-01"))["b"]
    article = Article.objects.get(pk=brief.pk)
    assert (outcome.outcome, outcome.article) == ("created", brief.pk)
    assert not article.is_brief
    assert article.get_absolute_url() == brief.get_absolute_url()
    assert article.summary == BLURB
    assert article.stamp == "October 1, 2020 - 09:00 AMT"


def test_a_blurb_and_a_glued_line_of_one_story_are_one_brief(run):
    run(a=seed_text("Rain falls", top=[BLURB], latest=[LINE]))
    brief = Article.objects.get(story_type="brief")
    assert (brief.headline, brief.summary) == ("Ski lift opens in Jermuk", BLURB)


@pytest.mark.parametrize("first", ["top", "latest"])
def test_they_are_one_also_when_they_come_in_two_runs(run, first):
    texts = {"top": seed_text("Rain falls", top=[BLURB]), "latest": seed_text("Snow falls", latest=[LINE])}
    run(first=texts.pop(first))
    address = Article.objects.get(story_type="brief").get_absolute_url()
    run(second=texts.popitem()[1])
    brief = Article.objects.get(story_type="brief")
    assert (brief.headline, brief.headline_known, brief.get_absolute_url()) == (
        "Ski lift opens in Jermuk",
        True,
        address,
    )


def test_a_blurb_that_an_article_holds_as_a_sentence_is_that_article(run):
    text = seed_text("Ski lift opens", paragraphs=["PanARMENIAN.Net - It opened. " + BLURB, "More."])
    files = run(a=text, b=seed_text("Rain falls", top=[BLURB]))
    assert files["b"].top_stories == [files["a"].article]
    assert Article.objects.get(pk=files["a"].article).summary == BLURB


def test_so_it_is_when_the_article_came_in_an_earlier_run(run):
    text = seed_text("Ski lift opens", paragraphs=["PanARMENIAN.Net - It opened. " + BLURB, "More."])
    article = run(a=text)["a"].article
    assert run(b=seed_text("Rain falls", top=[BLURB]))["b"].top_stories == [article]
    assert not Article.objects.filter(story_type="brief").exists()


def test_the_agencys_own_blurb_becomes_the_summary_also_afterwards(run):
    run(a=seed_text("Ski lift opens in Jermuk"))
    run(b=seed_text("Rain falls", latest=[LINE]))
    assert Article.objects.get(headline="Ski lift opens in Jermuk").summary == BLURB


def test_the_agencys_own_blurb_stays_when_the_story_comes_again_with_another_text(run):
    run(a=seed_text("Ski lift opens in Jermuk"), b=seed_text("Rain falls", latest=[LINE]))
    again = run(c=seed_text("Ski lift opens in Jermuk", paragraphs=["PanARMENIAN.Net - It opened at last."]))["c"]
    assert again.outcome == "updated"
    assert Article.objects.get(pk=again.article).summary == BLURB


def test_of_two_briefs_with_one_blurb_the_first_is_meant_whatever_was_written_since(run):
    lines = [f"{headline} {BLURB}" for headline in ("Ski lift opens in Jermuk", "Cable car opens in Tatev")]
    first, _ = run(a=seed_text("Rain falls", latest=lines))["a"].latest
    Seed.objects.filter(pk=first).update(sketch=[1])  # on PostgreSQL it now stands behind the second
    assert run(b=seed_text("Snow falls", top=[BLURB]))["b"].top_stories == [first]


def test_the_same_text_under_other_sidebars_is_a_duplicate(run):
    first = run(a=seed_text())["a"]
    second = run(b=seed_text(latest=[LINE]))["b"]
    assert (second.outcome, second.article, second.same_as) == ("duplicate", first.article, first.article)
    assert second.latest == [Article.objects.get(story_type="brief").pk]


def test_the_same_story_with_another_text_is_updated(run):
    first = run(a=seed_text())["a"]
    second = run(b=seed_text(paragraphs=["PanARMENIAN.Net - The museum opened two wings."]))["b"]
    assert (second.outcome, second.article) == ("updated", first.article)
    assert Article.objects.get().body == "<p>The museum opened two wings.</p>"


def test_both_versions_once_imported_are_unchanged(run):
    texts = {"a": seed_text(), "b": seed_text(paragraphs=["PanARMENIAN.Net - The museum opened two wings."])}
    run(**texts)
    before = snapshot()
    assert {file.outcome for file in run(**texts).values()} == {"unchanged"}
    assert snapshot() == before


def test_a_later_story_with_the_same_headline_is_its_own_article(run):
    run(a=seed_text(), b=seed_text(stamp="October 3, 2020 - 12:00 AMT", day="2020-10-03"))
    assert Article.objects.count() == 2


def test_what_an_editor_changed_is_kept_and_reported(run):
    run(a=seed_text())
    article = Article.objects.get()
    article.headline, article.body = "The editor's headline", "<p>The editor's text.</p>"
    article.save()
    outcome = run(b=seed_text(paragraphs=["ARMENPRESS - The museum opened two wings."]))["b"]
    article.refresh_from_db()
    assert (article.headline, article.body, article.source) == (
        "The editor's headline",
        "<p>The editor's text.</p>",
        "ARMENPRESS",
    )
    assert outcome.article == article.pk
    assert outcome.warnings == [
        "body was changed in the newsroom and is kept",
        "headline was changed in the newsroom and is kept",
    ]


def test_the_newest_seeds_top_stories_become_the_sites(run):
    run(new=seed_text("New", top=["The newest blurb of all of them."]))
    run(
        old=seed_text("Old", day="2020-10-01", stamp="October 1, 2020 - 12:00 AMT", top=["An older blurb of the site."])
    )
    assert [story.blurb for story in TopStory.objects.all()] == ["The newest blurb of all of them."]


def test_top_stories_that_an_editor_arranged_are_left_alone(run):
    curated = make_top_story(make_article("Curated"))
    run(a=seed_text(top=[BLURB]))
    assert list(TopStory.objects.all()) == [curated]


def test_a_seed_of_tomorrow_is_held_and_does_not_touch_the_top_stories(run):
    run(a=seed_text(day="2093-01-01", stamp="January 1, 2093 - 12:00 AMT", top=[BLURB]))
    assert not Article.objects.published().exists()
    assert not TopStory.objects.exists()


def test_a_run_cut_off_before_its_sidebars_is_completed_by_the_next(run, monkeypatch):
    from articles.imports.seeds.writing.sidebars import SidebarWriter

    texts = {"a": seed_text("Rain falls", latest=[LINE]), "b": seed_text("Snow falls", top=[BLURB])}
    run(**texts)
    expected = everything()
    Article.objects.all().delete()
    TopStory.objects.all().delete()
    with monkeypatch.context() as patch:
        patch.setattr(SidebarWriter, "write", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(**texts)
    assert Article.objects.count() == 2
    run(**texts)
    assert everything() == expected


def test_a_blurb_and_its_article_that_a_later_line_ties_together_are_one(run):
    run(a=seed_text("Ski lift opens in Jermuk"))
    run(b=seed_text("Rain falls", top=[BLURB]))
    assert Article.objects.filter(story_type="brief").count() == 1
    run(c=seed_text("Snow falls", latest=[LINE]))
    article = Article.objects.get(headline="Ski lift opens in Jermuk")
    assert not Article.objects.filter(story_type="brief").exists()
    assert TopStory.objects.get().article == article
    assert run()["b"].top_stories == [article.pk]


def test_the_address_of_a_brief_that_was_another_storys_leads_there(run, client):
    run(a=seed_text("Ski lift opens in Jermuk"))
    run(b=seed_text("Rain falls", top=[BLURB]))
    address = Article.objects.get(story_type="brief").get_absolute_url()
    run(c=seed_text("Snow falls", latest=[LINE]))
    article = Article.objects.get(headline="Ski lift opens in Jermuk")
    assert client.get(address)["Location"] == article.get_absolute_url()


def test_two_briefs_that_an_article_shows_to_be_one_story_become_it(run):
    other = "The lift was built by the town of Jermuk itself."
    run(a=seed_text("Rain falls", top=[other]))
    run(b=seed_text("Snow falls", latest=[LINE]))
    assert Article.objects.filter(story_type="brief").count() == 2
    text = ["PanARMENIAN.Net - It opened. " + other]
    run(c=seed_text("Ski lift opens in Jermuk", paragraphs=text, day="2020-10-01", stamp="October 1, 2020 - 09:00 AMT"))
    assert not Article.objects.filter(story_type="brief").exists()
    assert TopStory.objects.get().article == Article.objects.get(headline="Ski lift opens in Jermuk")


@pytest.mark.parametrize("state", ["draft", "scheduled"])
def test_a_headline_that_the_newsroom_is_writing_is_left_alone(run, state):
    moment = None if state == "draft" else timezone.now() + timedelta(days=3)
    mine = make_article("Ski lift opens in Jermuk", body="", summary="Embargoed.", published_at=moment)
    run(a=seed_text("Ski lift opens in Jermuk", latest=[LINE]))
    mine.refresh_from_db()
    assert (mine.state, mine.body, mine.summary) == (state, "", "Embargoed.")
    assert Article.objects.published().filter(headline="Ski lift opens in Jermuk").count() == 1


def test_a_brief_that_an_editor_withdrew_stays_withdrawn_when_its_file_comes(run):
    run(a=seed_text("Rain falls", latest=[LINE]))
    Article.objects.get(headline="Ski lift opens in Jermuk").withdraw()
    run(b=seed_text("Ski lift opens in Jermuk"))
    assert Article.objects.get(headline="Ski lift opens in Jermuk").state == "withdrawn"


def test_an_updated_story_keeps_both_versions(run):
    run(a=seed_text())
    run(b=seed_text(paragraphs=["PanARMENIAN.Net - The museum opened two wings."]))
    versions = Article.objects.get().history.order_by("history_id").values_list("body", "history_change_reason")
    assert list(versions) == [
        ("<p>The museum opened a new wing.</p>\n<p>It is free on Sundays.</p>", "as imported"),
        ("<p>The museum opened two wings.</p>", "import_seeds"),
    ]


def test_tags_that_stand_in_another_order_are_no_editors_change(run):
    for day, text in enumerate(("Georgia and Iran met.", "Iran, Russia and Georgia met.", "Turkey alone."), start=1):
        outcome = run(**{f"v{day}": seed_text(paragraphs=[f"PanARMENIAN.Net - {text}"])})[f"v{day}"]
        assert outcome.warnings == []
    assert set(Article.objects.get().tags.names()) == {"Museums", "Gyumri", "Turkey"}


def test_what_an_editor_set_to_what_the_seed_says_is_no_conflict(run):
    run(a=seed_text())
    Article.objects.update(source="ARMENPRESS")
    outcome = run(b=seed_text(paragraphs=["ARMENPRESS - The museum opened two wings."]))["b"]
    assert outcome.warnings == []


def test_nearly_the_same_text_under_another_headline_is_its_own_article_and_reported(run):
    text = [
        "PanARMENIAN.Net - The museum of Gyumri opened a wing for carpets on Friday.",
        "It holds three hundred carpets from all over the country, the director said.",
        "The oldest of them was woven in the seventeenth century near the lake.",
    ]
    first = run(a=seed_text("Museum opens wing for carpets", paragraphs=text))["a"].article
    again = [*text[:2], "The oldest of them was woven in the sixteenth century near the lake."]
    second = run(b=seed_text("Carpets get a wing of their own", paragraphs=again))["b"]
    assert second.outcome == "created"
    assert second.warnings == [f"nearly the same text as article {first}, under another headline"]


def test_a_seed_with_a_thousand_top_stories_places_ten(run):
    run(a=seed_text(top=[f"Village number {n} has opened a school of its own." for n in range(1000)]))
    assert [story.blurb for story in TopStory.objects.all()] == [
        f"Village number {n} has opened a school of its own." for n in range(10)
    ]


def test_entries_without_a_letter_tell_of_no_story(run):
    outcome = run(a=seed_text(top=["!!!", "🎉"], latest=["???"]))["a"]
    assert [*outcome.top_stories, *outcome.latest] == []
    assert Article.objects.count() == 1


def publish_as_flash(brief, at):
    """What the newsroom's form does when an editor gives a brief a time."""
    brief.keep_as_imported()
    brief.published_at, brief.time_known = at, True
    brief.mark_written()
    brief.save()


def test_a_text_completes_a_flash_and_leaves_its_time(run):
    run(a=seed_text("Rain falls", latest=[LINE]))
    flash = Article.objects.get(story_type="brief")
    publish_as_flash(flash, datetime(2020, 10, 2, 5, tzinfo=UTC))
    outcome = run(b=seed_text("Ski lift opens in Jermuk", stamp="October 2, 2020 - 09:30 AMT"))["b"]
    article = Article.objects.get(pk=flash.pk)
    assert (outcome.article, article.story_type, article.stamp) == (flash.pk, "story", "October 2, 2020 - 09:00 AMT")
    assert article.body
    assert "published_at was changed in the newsroom and is kept" in outcome.warnings


def test_a_sidebar_that_names_a_flash_leaves_its_time(run):
    run(a=seed_text("Rain falls", latest=[LINE]))
    flash = Article.objects.get(story_type="brief")
    at = datetime(2020, 10, 2, 5, tzinfo=UTC)
    publish_as_flash(flash, at)
    later = run(b=seed_text("Snow falls", day="2020-10-03", stamp="October 3, 2020 - 09:00 AMT", latest=[LINE]))["b"]
    flash.refresh_from_db()
    assert (later.latest, flash.story_type, flash.published_at) == ([flash.pk], "flash", at)


def test_tags_are_written_before_their_story_and_with_its_moment(run, monkeypatch):
    written = []
    insert = bulk.insert
    monkeypatch.setattr(bulk, "insert", lambda model, rows: (written.append((model, rows)), insert(model, rows)))
    run(a=seed_text(paragraphs=["Chess and football in Georgia."]))
    (first, tags), (second, [story]), *_ = written
    assert (first, second) == (TaggedArticle, Article)
    assert len(tags) > 1
    assert {(tag["content_object_id"], tag["published_at"]) for tag in tags} == {(story["id"], story["published_at"])}
    assert set(TaggedArticle.objects.values_list("published_at", flat=True)) == {story["published_at"]}


@pytest.mark.parametrize(
    "value", [[], [1, 2**63], [True], ["a"], {}, {"a": 1, "b_c": -2}, {"a": "b"}, {'"': 1}, {"a": None}]
)
def test_what_an_import_stores_as_json_is_json(value):
    assert bulk._as_json(value) == json.dumps(value)
