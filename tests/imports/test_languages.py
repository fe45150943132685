"""Where the import puts what is in another language of the site: stories, briefs and Top stories."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.imports.seeds.briefs import language_of_brief
from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Byline, Language, TaggedArticle, TopStory
from tests.support.factories import make_article, make_brief, seed_text, write_seeds

pytestmark = pytest.mark.django_db
ENGLISH = {
    "headline": "Museum opens new wing in Gyumri",
    "paragraphs": ("By Anahit Sargsyan", "PanARMENIAN.Net - The museum in Yerevan opened a new wing.", "It is free."),
}
RUSSIAN = {
    "headline": "Музей открыл новое крыло в Гюмри",
    "paragraphs": ("Анаит Саргсян", "PanARMENIAN.Net - Музей в Ереване открыл новое крыло.", "Вход свободный."),
}
ARMENIAN = {
    "headline": "Գյումրիի թանգարանը նոր մասնաշենք է բացել",
    "paragraphs": ("PanARMENIAN.Net - Երևանի թանգարանը նոր մասնաշենք է բացել։", "Մուտքն ազատ է։"),
}


@pytest.fixture
def opened():
    Language.objects.create(tag="ru", opened_at=timezone.now())
    Language.objects.create(tag="hy")  # not opened


@pytest.fixture
def run(tmp_path, settings):
    vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)

    def run(*, language="", reread=False, **files):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        texts = {name: text if isinstance(text, str) else seed_text(**text) for name, text in files.items()}
        return import_seeds([write_seeds(folder, **texts)], vocabulary, language=language, reread=reread)

    return run


def placed():
    return dict(Article.objects.values_list("headline", "site_language"))


def beside(model):
    """The site languages beside the tags or authors, and those of the stories: they agree."""
    story = {"TaggedArticle": "content_object", "Byline": "article"}[model.__name__]
    return set(model.objects.values_list("site_language", f"{story}__site_language"))


def test_stories_tags_and_authors_are_in_the_language_of_their_story_if_it_is_opened(opened, run):
    run(one=ENGLISH, two=RUSSIAN, three=ARMENIAN)
    assert placed() == {ENGLISH["headline"]: "en", RUSSIAN["headline"]: "ru", ARMENIAN["headline"]: "en"}
    assert set(Article.objects.values_list("language", flat=True)) == {"en", "ru", "hy"}
    assert beside(TaggedArticle) == {("en", "en"), ("ru", "ru")}
    assert beside(Byline) == {("en", "en"), ("ru", "ru")}


def test_a_site_of_one_language_has_all_in_one(run):
    run(one=ENGLISH, two=RUSSIAN)
    assert set(placed().values()) == {"en"}
    assert beside(TaggedArticle) == beside(Byline) == {("en", "en")}


def test_a_version_in_another_language_moves_the_story(opened, run):
    run(one=ENGLISH)
    stamp = "October 2, 2020 - 13:00 AMT"
    assert run(one=ENGLISH | {"stamp": stamp}, language="ru").count("updated") == 1
    assert set(Article.objects.values_list("language", "site_language")) == {("ru", "ru")}
    assert beside(TaggedArticle) == beside(Byline) == {("ru", "ru")}


def test_a_language_that_is_given_is_that_of_every_file_and_of_what_its_sidebars_name(opened, run):
    run(one=ENGLISH | {"latest": ["Bridge opens near Sevan. The road was closed."]}, language="ru")
    assert set(Article.objects.values_list("story_type", "language", "site_language")) == {
        ("story", "ru", "ru"),
        ("brief", "en", "en"),  # whose words are clearly in another script
    }


def test_files_that_are_read_again_take_the_language_that_is_given(opened, run):
    run(one=ENGLISH)
    assert run(one=ENGLISH, language="ru").count("unchanged") == 1
    assert run(one=ENGLISH, language="ru", reread=True).count("updated") == 1
    assert placed() == {ENGLISH["headline"]: "ru"}


@pytest.mark.parametrize(
    ("text", "page", "language"),
    [
        ("Bridge opens near Sevan", "en", "en"),
        ("Мост открыт у Севана", "en", "ru"),
        ("Міст відкрито біля Севану", "ru", "ru"),  # a few words may be in any language of their script
        ("Netflix, Disney, HBO", "ru", "ru"),  # names say nothing
        ("iPhone 12 Pro", "hy", "hy"),
        ("Apple Unveils New Phone Today", "ru", "en"),
        ("Сбербанк", "en", "ru"),
        ("The bridge over the lake is open", "hy", "en"),
        ("Կամուրջը բացվել է", "ru", "hy"),
        ("2020", "ru", "ru"),
    ],
)
def test_a_brief_is_in_the_language_of_the_page_that_names_it(text, page, language):
    assert language_of_brief(text, page) == language


def test_briefs_of_a_page_lie_in_its_language(opened, run):
    run(one=RUSSIAN | {"top": ["Netflix, Disney, HBO."], "latest": ["Міст відкрито біля Севану"]})
    assert set(Article.objects.values_list("language", "site_language")) == {("ru", "ru")}


def top_stories(language):
    rows = TopStory.objects.in_language(language).order_by("position")
    return [(row.position, row.blurb) for row in rows if row.article.site_language == language]


def test_the_newest_seed_of_each_language_gives_its_top_stories(opened, run):
    older = {"stamp": "October 2, 2020 - 10:00 AMT"}
    run(
        one=ENGLISH | {"top": ["The bridge is open.", "The road is closed."]},
        two=RUSSIAN | older | {"top": ["Мост у Севана открыт для машин.", "Дорога закрыта до весны."]},
        three=ARMENIAN | older | {"top": ["Ճանապարհը փակ է մինչև գարուն։"]},
    )
    assert top_stories("en") == [(1, "The bridge is open."), (2, "The road is closed.")]
    assert top_stories("ru") == [(1, "Мост у Севана открыт для машин."), (2, "Дорога закрыта до весны.")]
    later = {"stamp": "October 2, 2020 - 14:00 AMT", "headline": "Второе крыло музея"}
    run(four=RUSSIAN | later | {"top": ["Дорога закрыта до весны.", "Снег в горах не тает."]})
    assert top_stories("ru") == [(1, "Дорога закрыта до весны."), (2, "Снег в горах не тает.")]
    assert len(top_stories("en")) == TopStory.objects.in_language("en").count() == 2


def test_the_list_of_one_language_that_an_editor_has_arranged_stays_and_the_others_are_seeded(opened, run):
    chosen = make_article("Избранное", body="<p>Избранный редактором текст о городе.</p>")
    TopStory.objects.create(article=chosen, language="ru", blurb="Выбрано.")
    run(
        one=ENGLISH | {"top": ["The bridge is open."]},
        two=RUSSIAN | {"top": ["Мост у Севана открыт для машин."]},
    )
    assert top_stories("ru") == [(1, "Выбрано.")]
    assert top_stories("en") == [(1, "The bridge is open.")]


def test_a_story_of_another_language_is_no_top_story_of_the_page(opened, run):
    run(
        one=RUSSIAN
        | {"top": ["The bridge over the lake is open for all cars.", "Дорога закрыта до весны.", "Снег тает."]}
    )
    assert top_stories("ru") == [(1, "Дорога закрыта до весны."), (2, "Снег тает.")]
    assert TopStory.objects.count() == 2


def test_a_story_that_stands_in_another_languages_list_is_taken_into_its_own(opened, run):
    """As one that had been placed before its language was opened."""
    brief = make_brief("Дорога закрыта", summary="Дорога закрыта до весны.")
    run(one=RUSSIAN | {"headline": "Снег", "latest": ["Дорога закрыта до весны"]})
    story = Article.objects.exclude(pk=brief.pk).get(story_type="brief")
    TopStory.objects.create(article=story, language="en", seeded_at=timezone.now())
    later = {"stamp": "October 2, 2020 - 14:00 AMT"}
    run(two=RUSSIAN | later | {"latest": ["Дорога закрыта до весны"], "top": ["Дорога закрыта до весны"]})
    assert top_stories("ru") == [(1, "Дорога закрыта до весны")]
    assert TopStory.objects.count() == 1


def test_the_command_takes_a_language_and_refuses_what_is_none(opened, tmp_path):
    write_seeds(tmp_path, one=seed_text(**ENGLISH))
    for wrong, cure in (("russian", "Write ru."), ("", "Write one such as"), ("ua", "Write uk."), ("x!", "Write one")):
        with pytest.raises(CommandError, match=cure) as error:
            call_command("import_seeds", str(tmp_path), language=wrong)
        assert error.value.returncode == 2
        assert str(error.value).startswith("--language: ")
    assert not Article.objects.exists()
    call_command("import_seeds", str(tmp_path), language="RU", verbosity=0)
    assert placed() == {ENGLISH["headline"]: "ru"}
