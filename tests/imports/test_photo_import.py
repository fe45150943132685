"""import_photos: a folder's pictures become photos of their stories, once."""

import os
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.imports.seeds.format.parser import parse
from articles.models import Photo, PhotoUse
from tests.support.embedded import picture_that_says
from tests.support.factories import make_article
from tests.support.pictures import encoded, make_photo, quarters

pytestmark = pytest.mark.django_db
HEADLINE = "Museum opens new wing"
ENTRY = {"file": "wing.jpg", "alt": "A wing", "headline": HEADLINE, "date": "2020-10-02"}
DEMO = settings.BASE_DIR / "fixtures" / "photos"


def import_photos(*arguments) -> str:
    out = StringIO()
    call_command("import_photos", *map(str, arguments), stdout=out)
    return out.getvalue()


def catalogue(*entries: dict) -> str:
    """A photos.toml of these entries: dates and lists as they stand, all else as text."""
    lines = []
    for entry in entries:
        texts = {key: value if key in ("date", "focus") else f'"{value}"' for key, value in entry.items()}
        lines += ["[[photo]]", *(f"{key} = {text}" for key, text in texts.items())]
    return "\n".join(lines)


@pytest.fixture
def folder(tmp_path):
    """A folder with one picture, wing.jpg, and its catalogue."""
    (tmp_path / "wing.jpg").write_bytes(encoded(quarters(60, 40)))
    (tmp_path / "photos.toml").write_text(catalogue(ENTRY))
    return tmp_path


def test_a_picture_becomes_the_photo_of_its_story(folder):
    article = make_article(HEADLINE)
    (folder / "photos.toml").write_text(
        catalogue(ENTRY | {"caption": "The wing", "credit": "Drawing: Ani", "focus": [20, 70]})
    )
    assert import_photos(folder) == "1 created, 0 unchanged, 0 rejected\n"
    article.refresh_from_db()
    photo = article.lead_photo.photo
    assert (photo.alt, photo.caption, photo.credit) == ("A wing", "The wing", "Drawing: Ani")
    assert (photo.focus, photo.width, photo.height) == ((20, 70), 60, 40)


SAYS = ("-IPTC:Caption-Abstract=The new wing", "-IPTC:Credit=Photolure", "-IPTC:By-line=Ani", "-IPTC:City=Gyumri")


def test_where_the_catalogue_is_silent_the_file_speaks(folder):
    make_article(HEADLINE)
    (folder / "wing.jpg").write_bytes(picture_that_says(*SAYS, "-XMP-iptcCore:AltTextAccessibility=A glass wing"))
    entry = {name: value for name, value in ENTRY.items() if name != "alt"} | {"credit": "Drawing: Ani", "caption": ""}
    (folder / "photos.toml").write_text(catalogue(entry) + "\nmay_be_passed_on = false")
    assert import_photos(folder) == "1 created, 0 unchanged, 0 rejected\n"
    photo = Photo.objects.get()
    assert (photo.alt, photo.caption, photo.credit) == ("A glass wing", "", "Drawing: Ani")
    assert (photo.creator, photo.place, photo.may_be_passed_on) == ("Ani", "Gyumri", False)


def test_without_a_description_in_catalogue_or_file_it_is_rejected(folder):
    make_article(HEADLINE)
    (folder / "photos.toml").write_text(catalogue({name: ENTRY[name] for name in ("file", "headline", "date")}))
    assert "1 rejected" in import_photos(folder)
    assert not Photo.objects.exists()


def test_a_second_import_changes_nothing_and_undoes_no_editors_work(folder):
    article = make_article(HEADLINE)
    import_photos(folder)
    Photo.objects.update(alt="A new wing", focal_x=10)
    PhotoUse.objects.all().delete()
    assert import_photos(folder) == "0 created, 1 unchanged, 0 rejected\n"
    article.refresh_from_db()
    assert (Photo.objects.get().alt, article.lead_photo) == ("A new wing", None)


def test_a_photo_that_an_editor_chose_stays(folder):
    chosen = make_photo(50, 50)
    article = make_article(HEADLINE, photo=chosen)
    assert import_photos(folder).startswith("1 created")
    article.refresh_from_db()
    assert article.lead_photo.photo == chosen


def test_the_day_tells_stories_of_one_headline_apart(folder):
    other = make_article(HEADLINE, minutes=24 * 60)
    late = make_article(HEADLINE, minutes=11 * 60 + 59)  # 23:59 in Yerevan
    import_photos(folder)
    assert [use.article for use in PhotoUse.objects.all()] == [late]
    assert other.lead_photo is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"file": "none.jpg"}, "none.jpg: cannot be opened: No such file or directory"),
        ({"file": "pipe.jpg"}, "pipe.jpg: this is no regular file"),
        ({"file": "device.jpg"}, "device.jpg: this link leads out of the folder"),
        ({"file": "large.jpg"}, "large.jpg: the file has 20,000,001 bytes; 20,000,000 is the most"),
        ({"file": r"a\u001bb.jpg"}, r"a\x1bb.jpg: cannot be opened: No such file"),
        ({"file": "bad.jpg"}, "bad.jpg: This is no picture in JPEG, PNG, WebP, AVIF or GIF."),
        ({"date": "2020-10-03"}, f"wing.jpg: there is no story “{HEADLINE}” of 2020-10-03: import it first"),
        ({"alt": "?"}, "wing.jpg: Say in words what the picture shows."),
    ],
)
def test_what_cannot_be_imported_is_named_with_its_reason_and_the_rest_go_on(folder, change, reason):
    make_article(HEADLINE)
    (folder / "bad.jpg").write_bytes(b"<svg></svg>")
    os.mkfifo(folder / "pipe.jpg")
    (folder / "device.jpg").symlink_to("/dev/zero")
    with open(folder / "large.jpg", "wb") as large:
        large.truncate(20_000_001)
    (folder / "good.jpg").write_bytes(encoded(quarters(40, 60)))
    (folder / "photos.toml").write_text(catalogue(ENTRY | change, ENTRY | {"file": "good.jpg"}))
    printed = import_photos(folder)
    assert printed.startswith(f"rejected {reason}")
    assert printed.endswith("1 created, 0 unchanged, 1 rejected\n")
    assert Photo.objects.count() == 1


def test_two_stories_of_one_headline_and_day_are_too_many(folder):
    make_article(HEADLINE)
    make_article(HEADLINE)
    assert f"there are 2 stories “{HEADLINE}” of 2020-10-02" in import_photos(folder)


def test_strict_exits_with_1_when_one_was_rejected(folder):
    with pytest.raises(CommandError) as caught:
        import_photos(folder, "--strict")
    assert caught.value.returncode == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "No such file or directory"),
        ("[[photo", "photos.toml: "),
        ("title = 'x'", r"holds no \[\[photo\]\]"),
        ("photo = 3", r"holds no \[\[photo\]\]"),
        (catalogue(ENTRY | {"colour": "red"}), "photo 1: known are file, headline, date, alt, .*'colour'"),
        (catalogue({"file": "wing.jpg"}), "photo 1: .*missing 2 required"),
        (catalogue(ENTRY, ENTRY | {"file": "../wing.jpg"}), "photo 2: .* leads out of the folder"),
        (catalogue(ENTRY | {"focus": [20, 101]}), r"focus = \[20, 101\]: give two numbers from 0 to 100"),
        (catalogue(ENTRY | {"date": 3}), "date is a day such as 2020-09-16"),
        (catalogue(ENTRY | {"headline": r"a\u0000b"}), "photo 1: a text holds NUL"),
        (f"photo = {'[' * 5000}", "photos.toml: "),
        (f"photo = {'9' * 5000}", "photos.toml: "),
    ],
)
def test_a_catalogue_that_cannot_be_used_exits_with_2_and_writes_nothing(folder, text, reason):
    make_article(HEADLINE)
    path = folder / "photos.toml"
    path.unlink() if text is None else path.write_text(text)
    with pytest.raises(CommandError, match=reason) as caught:
        import_photos(folder)
    assert caught.value.returncode == 2
    assert not Photo.objects.exists()


def test_each_demo_picture_is_small_and_has_a_story_among_the_seeds():
    seeds = [parse(path.read_text()) for path in (settings.BASE_DIR / "fixtures" / "seeds").glob("*.txt")]
    for seed in seeds:
        make_article(seed.headline, published_at=seed.at)
    assert import_photos(DEMO, "--strict") == "12 created, 0 unchanged, 0 rejected\n"
    assert PhotoUse.objects.count() == 12
    assert max(path.stat().st_size for path in DEMO.glob("*.jpg")) < 60_000
