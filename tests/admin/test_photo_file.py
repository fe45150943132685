"""What a picture's own file says (IPTC) in the form of a photo: offered, filled in, never over what somebody typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Photo
from tests.support.embedded import picture_that_says
from tests.support.newsroom import messages_of
from tests.support.pictures import encoded, make_photo, quarters

pytestmark = pytest.mark.django_db
ADD, FILE, CHANGE = (f"admin:articles_photo_{name}" for name in ("add", "file", "change"))
SAYS = (
    "-XMP-iptcCore:AltTextAccessibility=A red bus on a bridge",
    "-XMP-dc:Description=The first bus crosses the Debed.",
    "-XMP-dc:Creator=Anahit Sargsyan",
    "-XMP-photoshop:Credit=Photolure",
    "-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    "-XMP-photoshop:DateCreated=2020:10:02 19:13:00+04:00",
)
OFFERED = {
    "alt": "A red bus on a bridge",
    "caption": "The first bus crosses the Debed.",
    "creator": "Anahit Sargsyan",
    "credit": "Photolure",
    "source_type": "trainedAlgorithmicMedia",
    "taken": "2020-10-02T19:13:00+04:00",
}


def picked(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG 1.JPG", data, content_type="image/jpeg")


def fields(**changes) -> dict:
    empty = dict.fromkeys(("alt", "caption", "credit", "creator", "copyright", "usage_terms", "taken", "place"), "")
    return empty | {"source_type": "", "may_be_passed_on": "on", "focal_x": "50", "focal_y": "50"} | changes


def post(client, says=SAYS, **changes):
    picture = picture_that_says(*says) if says else encoded(quarters(60, 40))
    return client.post(reverse(ADD), fields(image=picked(picture), **changes), follow=True)


def told_of(photo: Photo) -> dict[str, str]:
    return {name: getattr(photo, name) for name in OFFERED}


def test_empty_fields_are_filled_from_the_file_and_the_editor_is_told(admin_client):
    response = post(admin_client)
    photo = Photo.objects.get()
    assert told_of(photo) == OFFERED
    assert photo.may_be_passed_on
    message = next(message for message in messages_of(response) if "file" in message)
    assert message.startswith("Taken from the picture's file: caption, creator, credit, alternative text, taken,")
    assert reverse(CHANGE, args=[photo.pk]) in message


def test_what_the_editor_typed_stays(admin_client):
    post(admin_client, alt="A bus", credit="Photo: Ani")
    photo = Photo.objects.get()
    assert (photo.alt, photo.credit, photo.caption) == ("A bus", "Photo: Ani", OFFERED["caption"])


def test_what_was_offered_and_emptied_stays_empty(admin_client):
    post(admin_client, alt="A bus", _offered="1")
    assert told_of(Photo.objects.get()) == dict.fromkeys(OFFERED, "") | {"alt": "A bus"}


def test_without_a_description_in_form_or_file_nothing_is_saved(admin_client):
    response = post(admin_client, says=SAYS[1:])
    assert response.context["adminform"].form.errors["alt"][0] == "This field is required."
    assert not Photo.objects.exists()


def test_a_picture_that_says_nothing_fills_nothing(admin_client):
    response = post(admin_client, says=(), alt="A bus")
    assert told_of(Photo.objects.get()) == dict.fromkeys(OFFERED, "") | {"alt": "A bus"}
    assert not [message for message in messages_of(response) if "file" in message]


def test_another_picture_fills_what_the_photo_does_not_say_yet(admin_client):
    photo = make_photo(alt="A bus", credit="Photo: Ani")
    again = fields(alt="A bus", credit="Photo: Ani", image=picked(picture_that_says(*SAYS)))
    admin_client.post(reverse(CHANGE, args=[photo.pk]), again)
    photo.refresh_from_db()
    assert told_of(photo) == OFFERED | {"alt": "A bus", "credit": "Photo: Ani"}


def test_saving_other_words_asks_the_file_nothing(admin_client):
    photo = make_photo(alt="A bus")
    admin_client.post(reverse(CHANGE, args=[photo.pk]), fields(alt="A bridge"))
    photo.refresh_from_db()
    assert told_of(photo) == dict.fromkeys(OFFERED, "") | {"alt": "A bridge"}


def test_a_long_caption_is_cut_between_words(admin_client):
    post(admin_client, says=(*SAYS, f"-XMP-dc:Description={'Words and ' * 90}"))
    caption = Photo.objects.get().caption
    assert len(caption) <= 500
    assert caption.endswith((" and…", " Words…"))


def test_a_code_that_nobody_knows_and_a_date_that_is_none_are_left_out(admin_client):
    says = (*SAYS[:4], "-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/x/telepathy", "-IPTC:DateCreated=2020:13:40")
    post(admin_client, says=says)
    assert (Photo.objects.get().source_type, Photo.objects.get().taken) == ("", "")


def test_a_retired_code_is_taken_as_what_replaced_it(admin_client):
    post(admin_client, says=(*SAYS, "-XMP-iptcExt:DigitalSourceType=minorHumanEdits"))
    assert Photo.objects.get().source_type == "humanEdits"


def test_the_script_asks_what_a_file_says(admin_client):
    data = picture_that_says(*SAYS)
    answer = admin_client.post(reverse(FILE), {"image": picked(data)})
    assert answer.json() == OFFERED
    assert not Photo.objects.exists()


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\xff\xd8\xff"], ids=["empty", "svg", "jpeg's name alone"])
def test_of_what_is_no_picture_it_gets_nothing(admin_client, data):
    assert admin_client.post(reverse(FILE), {"image": picked(data)}).json() == {}
    assert admin_client.post(reverse(FILE)).json() == {}


def test_readers_cannot_ask_and_nobody_can_get_it(client, admin_client):
    assert client.post(reverse(FILE), {"image": picked(b"")}).status_code == 302
    assert admin_client.get(reverse(FILE)).status_code == 405


@pytest.mark.parametrize("taken", ["2020", "2020-10", "2020-10-02", "2020-10-02T19:13", "2020-10-02T19:13:00+04:00"])
def test_the_day_can_be_as_exact_as_it_is_known(admin_client, taken):
    post(admin_client, alt="A bus", taken=taken, _offered="1")
    assert Photo.objects.get().taken == taken


@pytest.mark.parametrize("taken", ["yesterday", "02.10.2020", "2020-02-31", "0000", "2020-10-02 19:13"])
def test_anything_else_is_refused(admin_client, taken):
    response = post(admin_client, alt="A bus", taken=taken)
    assert response.context["adminform"].form.errors["taken"][0].startswith("Write a day such as 2020-10-02")
