"""Photos of one's own: a reporter mends those that only drafts show; what is published waits for an editor."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Author, Photo, PhotoUse, Tag
from tests.support.accounts import make_account
from tests.support.factories import NOON, make_article, make_topic_page
from tests.support.newsroom import messages_of
from tests.support.pictures import encoded, make_photo, quarters, upload

pytestmark = pytest.mark.django_db
LIST, ADD, CHANGE = (f"admin:articles_photo_{name}" for name in ("changelist", "add", "change"))
MENDED = {"alt": "A bridge", "caption": "In the rain", "credit": "Photo: Ani", "focal_x": "10", "focal_y": "90"}
NOTHING = {"alt": "A bridge over a gorge", "caption": "", "credit": "", "focal_x": 50, "focal_y": 50}


@pytest.fixture
def ani(client):
    """A reporter, whose browser is `client`."""
    account = make_account("ani", "Reporter", first_name="Ani")
    client.force_login(account)
    return account


@pytest.fixture
def own(ani) -> Photo:
    return make_photo(alt="A bridge over a gorge", added_by=ani)


def words(photo: Photo) -> dict:
    photo.refresh_from_db()
    return {name: getattr(photo, name) for name in NOTHING}


def mend(client, photo: Photo, **changes):
    return client.post(reverse(CHANGE, args=[photo.pk]), MENDED | changes, follow=True)


def note(client, photo: Photo) -> str:
    return client.get(reverse(CHANGE, args=[photo.pk])).context["adminform"].fieldsets[0][1]["description"]


def show_in(photo: Photo, where: str) -> None:
    """Show the photo in a story of that state, or beside an author."""
    ahead = timezone.now() + timezone.timedelta(days=1)
    states = {
        "draft": {"published_at": None},
        "published": {"published_at": NOON},
        "retracted": {"published_at": NOON, "retracted_at": NOON},
        "scheduled": {"published_at": ahead},
        "withdrawn": {"published_at": NOON, "withdrawn_at": NOON},
    }
    if where == "beside an author":
        Author.objects.create(name="Gor", photo=photo)
    elif where == "on a tag's page":
        Tag.objects.create(name="Roads")
        make_topic_page(photo=photo)
    else:
        make_article(photo=photo, **states[where])


def test_whoever_adds_a_photo_is_recorded(client, ani):
    client.post(reverse(ADD), MENDED | {"image": upload()})
    assert Photo.objects.get().added_by == ani


def test_an_editor_who_mends_a_photo_does_not_take_it_from_its_reporter(admin_client, ani):
    photo = make_photo(added_by=ani)
    mend(admin_client, photo)
    photo.refresh_from_db()
    assert (photo.caption, photo.added_by) == ("In the rain", ani)


def test_a_reporter_mends_words_and_focal_point_of_a_photo_of_their_own(client, own):
    mend(client, own)
    assert words(own) == MENDED | {"focal_x": 10, "focal_y": 90}


def test_a_reporter_replaces_the_picture_of_a_photo_of_their_own(client, own):
    mend(client, own, image=upload(encoded(quarters(90, 80))))
    own.refresh_from_db()
    assert (own.width, own.height) == (90, 80)


def test_a_photo_in_drafts_is_mended(client, own):
    show_in(own, "draft")
    mend(client, own)
    assert own.caption != words(own)["caption"] == "In the rain"


@pytest.mark.parametrize(
    "where", ["published", "retracted", "scheduled", "withdrawn", "beside an author", "on a tag's page"]
)
def test_what_an_editor_has_published_with_the_photo_stays(client, own, where):
    show_in(own, "draft")
    show_in(own, where)
    page = client.get(reverse(CHANGE, args=[own.pk])).text
    assert "Ask an editor to change it." in page
    assert 'name="_save"' not in page
    told = messages_of(mend(client, own, image=upload(encoded(quarters(90, 80)))))
    assert words(own) == NOTHING
    assert own.width == 60
    assert told == [
        "Nothing was saved. An editor has published or scheduled a story with this photo, or put it beside an author "
        "or on a tag's page. Ask an editor to change it."
    ]


def test_an_editor_mends_what_is_published(admin_client, ani):
    photo = make_photo(added_by=ani)
    show_in(photo, "published")
    mend(admin_client, photo)
    assert words(photo)["caption"] == "In the rain"


@pytest.mark.parametrize("owner", ["another", "nobody"])
def test_a_reporter_mends_no_photo_of_others(client, ani, owner):
    photo = make_photo(alt="A bridge over a gorge", added_by=make_account("gor") if owner == "another" else None)
    assert mend(client, photo).status_code == 403
    assert words(photo) == NOTHING
    assert note(client, photo).startswith("A photo is changed by whoever added it")


def test_a_reporter_deletes_no_photo(client, own):
    assert client.post(reverse("admin:articles_photo_delete", args=[own.pk]), {"post": "yes"}).status_code == 403
    assert Photo.objects.exists()


def test_an_account_that_may_no_longer_add_photos_mends_none(client, ani, own):
    ani.groups.clear()
    assert mend(client, own).status_code == 403
    assert words(own) == NOTHING


def test_the_form_says_when_a_photo_may_be_changed(client, own, admin_user):
    assert note(client, own) == "You may change a photo that you added as long as only drafts show it."
    assert note(client, own) in client.get(reverse(ADD)).text
    client.force_login(admin_user)
    assert note(client, own) == ""


def test_the_list_names_who_added_a_photo(client, own):
    assert '<td class="field-owner">Ani</td>' in client.get(reverse(LIST)).text


def test_a_photo_that_a_published_story_once_showed_is_changed_by_editors_alone(client, own):
    story = make_article(photo=own)
    PhotoUse.objects.show(story, [])
    story.keep_as_imported()
    story.headline = "Without a photo"
    story.save()
    mend(client, own)
    assert words(own) == NOTHING
