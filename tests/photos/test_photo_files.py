"""The files of a photo: which are made, when they are made anew, and when they go."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from PIL import Image

from articles.models import Photo
from articles.photos import renditions
from tests.support.pictures import colour, encoded, make_photo, quarters, upload

pytestmark = pytest.mark.django_db


def stored() -> set[str]:
    """The names of all files in the storage."""
    found, folders = set(), ["photos"]
    while folders:
        folder = folders.pop()
        if default_storage.exists(folder):
            below, files = default_storage.listdir(folder)
            folders += [f"{folder}/{name}" for name in below]
            found |= {f"{folder}/{name}" for name in files}
    return found


@pytest.fixture(autouse=True)
def empty_storage():
    for name in stored():
        default_storage.delete(name)


def opened(name: str) -> Image.Image:
    with default_storage.open(name) as file:
        return Image.open(BytesIO(file.read()))


@pytest.mark.parametrize(
    ("picture", "full", "wide"),
    [
        ((2000, 1000), [(320, 160), (480, 240), (640, 320), (960, 480), (1280, 640), (1600, 800)], (1280, 853)),
        ((640, 480), [(320, 240), (480, 360), (640, 480)], (640, 427)),
        ((639, 959), [(320, 480), (480, 720)], (480, 320)),
        ((200, 100), [(200, 100)], (150, 100)),
        ((1, 1), [(1, 1)], (1, 1)),
    ],
    ids=lambda value: "x".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_each_shape_has_the_fixed_widths_that_need_no_enlarging(picture, full, wide):
    assert renditions.sizes("full", picture) == full
    assert renditions.sizes("wide", picture)[-1] == wide


@pytest.mark.parametrize("size", [(1300, 700), (350, 500)], ids="{0[0]}x{0[1]}".format)
def test_every_file_has_the_size_and_the_format_that_its_row_promises(size):
    photo = make_photo(*size)
    made = photo.renditions()
    assert [(file.format, file.size) for file in (opened(name) for name in photo.files())] == [
        ("JPEG", size),
        *((rendition.format, (rendition.width, rendition.height)) for rendition in made),
    ]
    assert stored() == set(photo.files())


def test_the_names_tell_picture_shape_focal_point_and_width():
    photo = make_photo(500, 400, focal_x=20, focal_y=0)
    stem = re.fullmatch(r"(photos/\d{4}/\d\d/[0-9a-f]{32})\.jpg", photo.image.name)[1]
    assert sorted(stored()) == sorted(
        f"{stem}{rest}"
        for rest in (
            *(".jpg", "-full-320.jpg", "-full-320.webp", "-full-480.jpg", "-full-480.webp"),
            *("-wide-20-0-320.jpg", "-wide-20-0-320.webp", "-wide-20-0-480.jpg", "-wide-20-0-480.webp"),
        )
    )


def test_the_card_for_shared_links_needs_a_large_picture():
    large = make_photo(1200, 630)
    assert opened(large.renditions()[-1].name).size == (1200, 630)
    assert large.social_card[:2] == (1200, 630)
    assert large.social_card.jpeg.endswith("-social-50-50-1200.jpg")
    assert Photo(image="a.jpg", width=1199, height=900).social_card is None


@pytest.mark.parametrize(
    ("focus", "seen"), [((0, 0), ["red", "green"]), ((0, 100), ["blue", "white"])], ids=["top", "bottom"]
)
def test_a_picture_is_cut_around_its_focal_point(focus, seen):
    photo = make_photo(320, 1200, focal_x=focus[0], focal_y=focus[1])
    wide = opened(photo.renditions()[-1].name)
    assert wide.size == (320, 213)
    assert [colour(wide, x, y) for x in (0.1, 0.9) for y in (0.1, 0.9)] == [seen[0]] * 2 + [seen[1]] * 2


def test_no_file_holds_more_than_pixels():
    exif = Image.Exif()
    exif[0x0131] = "SecretSoftware"
    photo = make_photo(image=upload(encoded(quarters(400, 300), exif=exif)))
    for name in photo.files():
        with default_storage.open(name) as file:
            assert not [word for word in (b"Secret", b"Exif", b"ICC_PROFILE") if word in file.read()], name


def test_another_focal_point_makes_the_cut_files_anew_and_removes_the_old(django_capture_on_commit_callbacks):
    photo = make_photo(400, 300)
    before = stored()
    with django_capture_on_commit_callbacks(execute=True):
        photo.focal_x = 10
        photo.save()
        assert stored() > before  # until the row is certain, both stand
    assert stored() == set(photo.files())
    assert stored() - before == {name for name in photo.files() if "-wide-10-50-" in name}
    assert stored() & before == {name for name in before if "-wide-" not in name}


def test_other_words_touch_no_file(monkeypatch):
    photo = make_photo()
    monkeypatch.setattr("articles.photos.uploads.draw", pytest.fail)
    photo.caption = "A bridge in the rain"
    photo.save()
    assert Photo.objects.get().caption == "A bridge in the rain"


def test_another_picture_takes_the_place_of_all_files(django_capture_on_commit_callbacks):
    photo = make_photo()
    before = stored()
    with django_capture_on_commit_callbacks(execute=True):
        photo.image = upload(encoded(quarters(90, 50)))
        photo.save()
    photo.refresh_from_db()
    assert (photo.width, photo.height) == (90, 50)
    assert stored() == set(photo.files())
    assert not stored() & before


def delete_row(photo):
    photo.delete()


def delete_rows(photo):
    Photo.objects.filter(pk=photo.pk).delete()


@pytest.mark.parametrize("delete", [delete_row, delete_rows])
def test_the_files_go_with_the_row_and_not_before(django_capture_on_commit_callbacks, delete):
    photo, other = make_photo(), make_photo()
    with django_capture_on_commit_callbacks(execute=True):
        delete(photo)
        assert len(stored()) == 2 * len(other.files())
    assert stored() == set(other.files())


def test_the_same_picture_twice_has_files_twice():
    first, second = make_photo(), make_photo()
    assert first.digest == second.digest
    assert not set(first.files()) & set(second.files())


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_removes_no_file():
    photo = make_photo(400, 300)
    before = set(photo.files())
    photo.focal_x, photo.alt = 10, ""
    with pytest.raises(IntegrityError):
        photo.save()
    with transaction.atomic():
        Photo.objects.get().delete()
        transaction.set_rollback(True)
    assert before <= stored()
    assert set(Photo.objects.get().files()) == before


def test_without_its_files_there_is_no_row(monkeypatch):
    def full(*args):
        raise OSError("No space left on device")

    monkeypatch.setattr("articles.photos.uploads.draw", full)
    with pytest.raises(OSError, match="No space left"):
        make_photo()
    assert not Photo.objects.exists()
    assert stored() == set()


def test_a_file_that_is_no_picture_becomes_no_row():
    with pytest.raises(ValidationError):
        make_photo(image=upload(b"<svg></svg>"))
    assert not Photo.objects.exists()
    assert stored() == set()


def test_a_page_asks_neither_the_database_nor_the_storage(django_assert_num_queries, monkeypatch):
    photo = Photo.objects.get(pk=make_photo(400, 300).pk)
    monkeypatch.setattr(type(default_storage._wrapped), "open", pytest.fail)
    with django_assert_num_queries(0):
        assert [source[:2] for source in photo.sources("wide")] == [(320, 213)]
