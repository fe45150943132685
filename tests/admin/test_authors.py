"""Authors in the newsroom, and the names over a story in their order."""

import pytest
from django.urls import reverse

from articles.models import Article, Author, Byline
from tests.support.factories import make_article
from tests.support.newsroom import ADD, CHANGE, article_fields, messages_of, save
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Author]:
    return {name: Author.objects.create(name=name) for name in ("Ani", "Ruben", "Sona")}


def bylines(*rows: dict, before: int = 0) -> dict:
    """The posted fields of the form's authors: `before` of them are rows of the database already."""
    data = {"bylines-TOTAL_FORMS": len(rows), "bylines-INITIAL_FORMS": before}
    for number, row in enumerate(rows):
        data |= {f"bylines-{number}-{name}": value for name, value in row.items()}
    return data


def of(article: Article) -> list[dict]:
    """The rows of the story's authors, as the form shows them."""
    rows = article.bylines.all()
    return [{"id": row.pk, "article": article.pk, "author": row.author_id, "position": row.position} for row in rows]


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors.order_by("bylines__position")]


@pytest.fixture
def story(people) -> Article:
    """A story by Ani, Ruben and Sona."""
    article = make_article()
    for position, author in enumerate(people.values(), start=1):
        Byline.objects.create(article=article, author=author, position=position)
    return article


def test_an_author_needs_a_name_alone(admin_client):
    admin_client.post(reverse("admin:articles_author_add"), {"name": " Ani  Sargsyan", "bio": "", "slug": ""})
    assert list(Author.objects.values_list("name", "slug")) == [("Ani Sargsyan", "ani-sargsyan")]


def test_two_people_have_one_name_if_one_gets_an_address_of_their_own(admin_client):
    there = Author.objects.create(name="Анна Петрова")
    data = {"name": "АННА ПЕТРОВА", "bio": "", "slug": ""}
    form = admin_client.post(reverse("admin:articles_author_add"), data).context["adminform"].form
    assert form.errors["name"] == [
        f'There is an author “<a href="/admin/articles/author/{there.pk}/change/">Анна Петрова</a>” already. '
        "Use that one. If this is somebody else of the same name, give this author an address of their own."
    ]
    admin_client.post(reverse("admin:articles_author_add"), {**data, "slug": "anna-petrova-of-gyumri"})
    assert sorted(Author.objects.values_list("slug", flat=True)) == ["anna-petrova", "anna-petrova-of-gyumri"]


def test_an_author_has_words_and_a_photo(admin_client):
    author, photo = Author.objects.create(name="Ani"), make_photo()
    data = {"name": "Ani", "slug": "ani", "bio": "Writes of chess.\r\nPlays it too.", "photo": photo.pk}
    admin_client.post(reverse("admin:articles_author_change", args=[author.pk]), data)
    author.refresh_from_db()
    assert (author.bio, author.photo) == ("Writes of chess.\nPlays it too.", photo)


def test_a_name_that_nobody_can_read_is_refused(admin_client):
    response = admin_client.post(reverse("admin:articles_author_add"), {"name": "\u200b…", "bio": "", "slug": ""})
    assert response.context["adminform"].form.errors["name"] == ["Write at least one letter or digit."]


def test_an_author_of_stories_stays(admin_client, story):
    author = Author.objects.get(name="Ani")
    address = reverse("admin:articles_author_delete", args=[author.pk])
    response = admin_client.post(address, {"post": "yes"}, follow=True)
    assert messages_of(response) == ["“Ani” stands over stories. Take the name off them first."]
    assert Author.objects.count() == 3


def test_authors_are_looked_up_by_name(admin_client, people):
    query = {"app_label": "articles", "model_name": "byline", "field_name": "author", "term": "rub"}
    offered = admin_client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert offered == [{"id": str(people["Ruben"].pk), "text": "Ruben"}]


def test_names_without_a_place_stand_in_the_order_in_which_they_were_chosen(admin_client, people):
    chosen = [{"author": people[name].pk, "position": ""} for name in ("Sona", "Ani")]
    save(admin_client, None, **article_fields(headline="Rain", section=make_article().section_id), **bylines(*chosen))
    article = Article.objects.get(headline="Rain")
    assert names(article) == ["Sona", "Ani"]
    assert [row.position for row in article.bylines.all()] == [1, 2]


@pytest.mark.parametrize(
    ("places", "order"),
    [
        (("1", "2", "1"), ["Sona", "Ani", "Ruben"]),
        (("3", "2", "3"), ["Ruben", "Sona", "Ani"]),
        (("3", "2", "1"), ["Sona", "Ruben", "Ani"]),
        (("9", "2", "3"), ["Ruben", "Sona", "Ani"]),
        (("1", "2", ""), ["Ani", "Ruben", "Sona"]),
    ],
    ids=["up", "down", "turned round", "beyond the end", "left empty"],
)
def test_a_name_takes_the_place_that_is_asked_for_and_the_others_make_room(admin_client, story, places, order):
    rows = [row | {"position": place} for row, place in zip(of(story), places, strict=True)]
    save(admin_client, story, **bylines(*rows, before=3))
    assert names(story) == order
    assert [row.position for row in story.bylines.all()] == [1, 2, 3]


def test_a_name_that_is_taken_off_leaves_no_gap(admin_client, story):
    first, *others = of(story)
    save(admin_client, story, **bylines(first | {"DELETE": "on"}, *others, before=3))
    assert names(story) == ["Ruben", "Sona"]
    assert [row.position for row in story.bylines.all()] == [1, 2]


def test_nobody_stands_over_a_story_twice(admin_client, story, people):
    twice = {"author": people["Ani"].pk, "position": ""}
    response = save(admin_client, story, **bylines(*of(story), twice, before=3))
    assert "Please correct the duplicate data for author." in response.text
    assert names(story) == ["Ani", "Ruben", "Sona"]


def test_a_form_without_authors_leaves_them_as_they_are(admin_client, story):
    save(admin_client, story, headline="Snow")
    assert (story.headline, names(story)) == ("Snow", ["Ani", "Ruben", "Sona"])


def test_a_name_that_somebody_else_took_off_meanwhile_is_told(admin_client, story):
    rows = of(story)
    story.bylines.last().delete()
    response = save(admin_client, story, headline="Snow", **bylines(*rows, before=3))
    assert response["Location"] == reverse(CHANGE, args=[story.pk])
    assert messages_of(admin_client.get(response["Location"])) == [
        "Somebody else changed this at the same moment; nothing was saved. Try again."
    ]
    assert story.headline != "Snow"


@pytest.mark.parametrize("value", ["999", "x", "9" * 40])
def test_an_author_that_nobody_is_is_refused(admin_client, story, value):
    response = save(admin_client, story, **bylines(*of(story), {"author": value, "position": ""}, before=3))
    assert response.status_code == 200
    assert names(story) == ["Ani", "Ruben", "Sona"]


def test_the_form_has_an_empty_row_for_the_picker_of_authors(admin_client):
    form = admin_client.get(reverse(ADD)).text
    assert 'name="bylines-__prefix__-author"' in form
    assert f'data-picks="{reverse("admin:articles_article_pick_authors")}"' in form
