"""Photos in the newsroom: uploading, finding, cutting, choosing one for a story or an author."""

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.admin.common.transactions import FULL
from articles.models import Author, Photo
from articles.photos import processing, uploads
from tests.support.factories import NOON, make_article
from tests.support.newsroom import messages_of, save, take
from tests.support.pictures import encoded, make_photo, quarters

pytestmark = pytest.mark.django_db
LIST, ADD, CHANGE = (f"admin:articles_photo_{name}" for name in ("changelist", "add", "change"))


def fields(**changes) -> dict:
    return {"alt": "A bridge", "caption": "", "credit": "", "focal_x": "50", "focal_y": "50", **changes}


def picked(data: bytes, name: str = "IMG 1.JPG") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def errors(response, field: str = "image") -> list[str]:
    return response.context["adminform"].form.errors[field]


def test_an_upload_is_kept_with_its_words(admin_client):
    words = fields(alt=" A bridge\tin the rain ", caption="Over\u200b the Debed", credit="Photo: Ani", focal_x="30")
    response = admin_client.post(reverse(ADD), words | {"image": picked(encoded(quarters(400, 300)))})
    assert response.status_code == 302
    photo = Photo.objects.get()
    assert (photo.alt, photo.caption, photo.credit) == ("A bridge in the rain", "Over the Debed", "Photo: Ani")
    assert (photo.width, photo.height, photo.focus) == (400, 300, (30, 50))
    assert all(photo.image.storage.exists(name) for name in photo.files())
    assert "IMG" not in photo.image.name


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", uploads.EMPTY),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", processing.NO_PICTURE),
        (encoded(quarters(300, 200))[:400], processing.NO_PICTURE),
        (encoded(quarters(300, 200))[:-300], processing.DAMAGED),
    ],
    ids=["empty", "svg", "head cut off", "cut short"],
)
def test_what_is_no_picture_is_refused_beside_its_field(admin_client, data, message):
    response = admin_client.post(reverse(ADD), fields(image=picked(data)))
    assert errors(response) == [message]
    assert not Photo.objects.exists()


@pytest.mark.sandbox
def test_on_a_full_disk_the_form_says_so_and_nothing_stays(admin_client, monkeypatch, settings, tmp_path):
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": disk}
    with monkeypatch.context() as full:
        full.setattr("django.core.files.storage.filesystem.locks.lock", full_disk)
        response = admin_client.post(reverse(ADD), fields(image=picked(encoded(quarters(400, 300)))))
    assert FULL in response.context["adminform"].form.non_field_errors()
    assert not Photo.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert admin_client.post(reverse(ADD), fields(image=picked(encoded(quarters(400, 300))))).status_code == 302


@pytest.mark.sandbox
def test_where_the_renditions_cannot_be_drawn_the_form_says_so_and_nothing_stays(
    admin_client, monkeypatch, settings, tmp_path
):
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": disk}
    monkeypatch.setitem(processing.DRAWING_SANDBOX.__dict__, "memory", 20_000_000)
    response = admin_client.post(reverse(ADD), fields(image=picked(encoded(quarters(400, 300)))))
    assert uploads.NOT_DRAWN in response.context["adminform"].form.non_field_errors()
    assert not Photo.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def full_disk(*_):  # the file is there by then, and empty
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_photo_needs_a_picture_and_words(admin_client):
    response = admin_client.post(reverse(ADD), fields(alt="…"))
    assert errors(response) == ["This field is required."]
    assert errors(response, "alt") == ["Say in words what the picture shows."]


@pytest.mark.parametrize("value", ["101", "-1", "x"])
def test_the_focal_point_lies_in_the_picture(admin_client, value):
    photo = make_photo()
    response = admin_client.post(reverse(CHANGE, args=[photo.pk]), fields(focal_x=value))
    assert len(errors(response, "focal_x")) == 1


def test_words_and_focal_point_change_without_a_new_upload(admin_client):
    photo = make_photo(400, 300)
    admin_client.post(reverse(CHANGE, args=[photo.pk]), fields(alt="Another bridge", focal_y="0"))
    after = Photo.objects.get()
    assert (after.alt, after.focus, after.image.name) == ("Another bridge", (50, 0), photo.image.name)
    assert after.image.storage.exists(after.files()[-1])


def test_another_upload_takes_the_place_of_the_picture(admin_client):
    photo = make_photo()
    admin_client.post(reverse(CHANGE, args=[photo.pk]), fields(image=picked(encoded(quarters(90, 80)))))
    assert (Photo.objects.get().width, Photo.objects.get().height) == (90, 80)


def test_the_form_shows_the_whole_picture_with_a_ring_and_the_cut(admin_client):
    photo = make_photo(focal_x=20, focal_y=70)
    page = admin_client.get(reverse(CHANGE, args=[photo.pk])).text
    assert [page.count(f'src="{photo.sources(shape)[0].webp}"') for shape in ("full", "wide")] == [1, 1]
    assert '<circle cx="20%" cy="70%"' in page
    assert 'enctype="multipart/form-data"' in page


def test_the_list_shows_photos_newest_first_and_finds_them_by_their_words(admin_client):
    bridge, museum = make_photo(alt="A bridge", credit="Photo: Ani"), make_photo(alt="A museum", caption="By night")
    shown = [
        [photo.pk for photo in admin_client.get(reverse(LIST), {"q": words}).context["cl"].result_list]
        for words in ("", "BRIDGE", "night", "ani", "snow")
    ]
    assert shown == [[museum.pk, bridge.pk], [bridge.pk], [museum.pk], [bridge.pk], []]
    assert f'src="{museum.sources("wide")[0].webp}"' in admin_client.get(reverse(LIST)).text


def test_the_list_costs_as_many_queries_for_six_as_for_two(admin_client, django_assert_num_queries):
    for number in (2, 4):
        for _ in range(number):
            make_photo()
        with django_assert_num_queries(4):
            admin_client.get(reverse(LIST))


@pytest.mark.parametrize("way", ["form", "list"])
def test_a_photo_that_a_story_or_an_author_shows_stays(admin_client, way):
    of_story, of_author = make_photo(alt="A bridge"), make_photo(alt="Ani")
    make_article(photo=of_story)
    Author.objects.create(name="Ani", photo=of_author)
    for photo in (of_story, of_author):
        if way == "form":
            address = reverse("admin:articles_photo_delete", args=[photo.pk])
            response = admin_client.post(address, {"post": "yes"}, follow=True)
        else:
            response = take(admin_client, "delete_selected", photo, model="photo")
        assert (
            "stands in a story, beside an author or before a video. Put another one there first."
            in messages_of(response)[0]
        )
    assert Photo.objects.count() == 2


@pytest.mark.parametrize("way", ["form", "list"])
def test_a_photo_that_nobody_shows_can_be_deleted_with_its_files(admin_client, way, django_capture_on_commit_callbacks):
    photo = make_photo()
    address = reverse("admin:articles_photo_delete", args=[photo.pk]) if way == "form" else reverse(LIST)
    chosen = {"action": "delete_selected", "_selected_action": photo.pk} if way == "list" else {}
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(address, {"post": "yes", **chosen})
    assert not Photo.objects.exists()
    assert not any(photo.image.storage.exists(name) for name in photo.files())


def test_a_story_takes_a_photo_from_the_look_up(admin_client):
    photo, article = make_photo(alt="A bridge in the rain"), make_article()
    query = {"app_label": "articles", "model_name": "photouse", "field_name": "photo", "term": "rain"}
    offered = admin_client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert offered == [{"id": str(photo.pk), "text": "A bridge in the rain"}]
    save(admin_client, article, photo=photo.pk)
    assert (article.lead_photo.photo, article.updated_at) == (photo, None)


@pytest.mark.parametrize("value", ["999", "x", "\u0661"])
def test_a_photo_that_nobody_has_is_refused(admin_client, value):
    article = make_article()
    assert errors(save(admin_client, article, photo=value), "photo")
    assert article.lead_photo is None


def test_a_photo_can_be_uploaded_in_a_popup_of_the_storys_form(admin_client):
    form = admin_client.get(reverse("admin:articles_article_add")).text
    assert 'id="add_id_photo"' in form
    assert 'id="delete_id_photo"' not in form
    words = fields(_popup="1", image=picked(encoded(quarters(60, 40))))
    response = admin_client.post(f"{reverse(ADD)}?_to_field=id&_popup=1", words)
    assert response.context["popup_response_data"] == (f'{{"value": "{Photo.objects.get().pk}", "obj": "A bridge"}}')


def test_the_list_says_when_a_photo_came_by_the_sites_clock(admin_client):
    photo = make_photo()
    Photo.objects.filter(pk=photo.pk).update(added_at=NOON)
    assert '<td class="field-added">October 2, 2020 - 12:00 AMT</td>' in admin_client.get(reverse(LIST)).text
