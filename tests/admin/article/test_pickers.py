"""The addresses that the pickers of a story's form ask: near names, other alphabets, hostile input, costs."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Author, Photo, Tag, TagAlias
from tests.support.pictures import make_photo, upload

pytestmark = pytest.mark.django_db
TAGS, AUTHORS, PHOTOS = (f"admin:articles_article_pick_{kind}" for kind in ("tags", "authors", "photos"))


def found(client, address: str, **query) -> list[str]:
    return [row["name"] for row in client.get(reverse(address), query).json()["found"]]


def make_tags(client, *names: str, **more) -> dict:
    return client.post(reverse(TAGS), {"names": names, **more}).json()


def test_tags_that_begin_as_typed_come_before_others_that_have_the_letters(admin_client):
    for name in ("Chess", "Ancient chess", "Cheese", "Rain"):
        Tag.objects.create(name=name)
    assert found(admin_client, TAGS, q="che") == ["Cheese", "Chess", "Ancient chess"]
    assert found(admin_client, TAGS, q="") == []


@pytest.mark.parametrize("typed", ["гюмри", "ГЮМРИ", "Gyumri", "gyumri"])
def test_a_tag_in_another_case_or_by_another_name_is_the_first(admin_client, typed):
    TagAlias.objects.create(tag=Tag.objects.create(name="Gyumri"), name="Гюмри")
    answer = admin_client.get(reverse(TAGS), {"q": typed}).json()
    assert (answer["found"][0]["name"], answer["exact"]) == ("Gyumri", True)
    assert [tag["name"] for tag in make_tags(admin_client, typed)["tags"]] == ["Gyumri"]
    assert Tag.objects.count() == 1


def test_a_list_of_names_makes_those_that_are_new_and_asks_about_near_ones(admin_client):
    Tag.objects.create(name="Armenia")
    answer = make_tags(admin_client, "Rooks", "armenia", "Armenai", "rooks", "…")
    assert [tag["name"] for tag in answer["tags"]] == ["Rooks", "Armenia", "Rooks"]
    assert [(near["name"], [tag["name"] for tag in near["tags"]]) for near in answer["near"]] == [
        ("Armenai", ["Armenia"])
    ]
    assert answer["wrong"] == [{"name": "…", "why": "“…”: A tag needs a letter or a digit."}]
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Armenia", "Rooks"]
    assert [tag["name"] for tag in make_tags(admin_client, "Armenai", sure="1")["tags"]] == ["Armenai"]


@pytest.mark.parametrize("name", ["x" * 101, "\0", "", "…", "<script>" + "y" * 300])
def test_a_name_that_no_tag_can_have_makes_none(admin_client, name):
    answer = admin_client.post(reverse(TAGS), {"names": name})
    assert answer.status_code == 200
    assert answer.json()["tags"] == []
    assert not Tag.objects.exists()


@pytest.mark.parametrize("address", [TAGS, AUTHORS, PHOTOS])
@pytest.mark.parametrize("typed", ["\0", "%", "'" * 3, "x" * 5000, "\\", "a  b\n c"])
def test_a_lookup_answers_whatever_is_typed(admin_client, address, typed):
    assert admin_client.get(reverse(address), {"q": typed, "before": typed}).status_code == 200


@pytest.mark.parametrize("address", [TAGS, AUTHORS, PHOTOS])
def test_a_stranger_is_sent_to_the_log_in(client, address):
    assert client.get(reverse(address)).status_code == 302
    assert client.post(reverse(address)).status_code == 302


def test_an_author_is_found_by_a_part_of_the_name_or_by_the_account(admin_client, admin_user):
    Author.objects.create(name="Ani Petrosyan", account=admin_user)
    Author.objects.create(name="Gor Hakobyan", account=User.objects.create_user("gh", last_name="Hakobyan"))
    Author.objects.create(name="Petros Gevorgyan")
    assert found(admin_client, AUTHORS) == ["Ani Petrosyan"]
    assert found(admin_client, AUTHORS, q="petros") == ["Petros Gevorgyan", "Ani Petrosyan"]
    assert admin_client.get(reverse(AUTHORS), {"q": "gh"}).json()["found"][0]["says"] == "account gh"


def test_an_author_of_the_same_name_is_offered_and_never_doubled(admin_client):
    ani = Author.objects.create(name="Անի Պետրոսյան")
    for name in ("Անի Պետրոսյան", "ԱՆԻ ՊԵՏՐՈՍՅԱՆ"):
        answer = admin_client.post(reverse(AUTHORS), {"name": name, "sure": "1"}).json()
        assert ([row["id"] for row in answer["near"]], answer["same"]) == ([ani.pk], True)
    assert Author.objects.count() == 1


def test_an_author_of_nearly_the_same_name_is_asked_about_once(admin_client):
    Author.objects.create(name="Anahit Sargsyan")
    assert admin_client.post(reverse(AUTHORS), {"name": "Anahit Sargsian"}).json()["same"] is False
    answer = admin_client.post(reverse(AUTHORS), {"name": " Anahit  Sargsian ", "sure": "1"}).json()
    assert answer["authors"][0]["name"] == "Anahit Sargsian"


@pytest.mark.parametrize("name", ["", "…", "x" * 101])
def test_a_name_that_nobody_can_have_makes_no_author(admin_client, name):
    assert admin_client.post(reverse(AUTHORS), {"name": name}).json()["wrong"]
    assert not Author.objects.exists()


def test_photos_come_a_page_at_a_time_the_newest_first(admin_client):
    numbers = [make_photo(alt=f"Picture {number}").pk for number in range(14)]
    first = admin_client.get(reverse(PHOTOS)).json()
    assert [row["id"] for row in first["found"]] == numbers[::-1][:12]
    rest = admin_client.get(reverse(PHOTOS), {"before": first["more"]}).json()
    assert ([row["id"] for row in rest["found"]], rest["more"]) == (numbers[1::-1], None)
    assert found(admin_client, PHOTOS, q="PICTURE 7") == ["Picture 7"]


def test_a_photo_is_stored_with_its_focal_point_or_refused_field_by_field(admin_client, admin_user):
    answer = admin_client.post(reverse(PHOTOS), {"image": upload(), "alt": "", "focal_x": "130"}).json()
    assert set(answer["errors"]) == {"alt", "focal_x"}
    assert not Photo.objects.exists()
    answer = admin_client.post(
        reverse(PHOTOS), {"image": upload(), "alt": " A\nbridge ", "focal_x": "30", "focal_y": "70"}
    )
    photo = Photo.objects.get()
    assert answer.json()["photo"]["id"] == photo.pk
    assert (photo.alt, photo.focus, photo.added_by, photo.may_be_passed_on) == ("A bridge", (30, 70), admin_user, True)


def test_the_lookups_cost_the_same_however_many_rows_there_are(admin_client, django_assert_max_num_queries):
    for number in range(60):
        Tag.objects.create(name=f"Rain {number}")
        Author.objects.create(name=f"Rain {number}")
    make_photo(alt="Rain")
    for address in (TAGS, AUTHORS, PHOTOS):
        with django_assert_max_num_queries(6):
            assert 1 <= len(found(admin_client, address, q="rain")) <= 12
