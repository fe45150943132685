"""The stored pictures, as the process itself serves them: kept for a day, and nothing else comes out."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.support.pictures import encoded, make_photo, quarters

pytestmark = pytest.mark.django_db
PICTURE = encoded(quarters(9, 6))
A_DAY = "public, max-age=86400"


@pytest.fixture
def folder(settings, tmp_path):
    """A folder of pictures on disk beside a secret, as the storage of the site."""
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "media"}}
    settings.STORAGES = settings.STORAGES | {"default": on_disk}
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (tmp_path / "media" / "photos" / "folder.jpg").mkdir(parents=True)
    for name in ("a.jpg", "a.webp", "a.png", "a.svg", "a.html", "a.JPG", "a.jpg.html", "noname"):
        default_storage.save(f"photos/{name}", ContentFile(PICTURE))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("ending", "kind"), [("jpg", "image/jpeg"), ("webp", "image/webp"), ("png", "image/png")])
def test_a_picture_comes_with_its_type_and_is_kept_for_a_day(client, ending, kind):
    answer = client.get(f"/media/photos/a.{ending}")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PICTURE)
    sent = {name: answer[name] for name in ("Content-Type", "Cache-Control", "X-Content-Type-Options")}
    assert sent == {"Content-Type": kind, "Cache-Control": A_DAY, "X-Content-Type-Options": "nosniff"}
    assert answer["Content-Length"] == str(len(PICTURE))
    assert not answer.cookies


def test_every_file_of_a_photo_can_be_fetched(client):
    photo = make_photo(400, 300)
    addresses = [address for source in photo.sources("wide") for address in (source.jpeg, source.webp)]
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "name",
    [
        *("photos/a.svg", "photos/a.html", "photos/a.JPG", "photos/a.jpg.html", "photos/noname", "photos/none.jpg"),
        *("photos", "photos/", "photos/folder.jpg", "photos/folder.jpg/", ""),
        *("../secret.jpg", "photos/../../secret.jpg", "%2e%2e/secret.jpg", "..%2fsecret.jpg", "/etc/a.jpg"),
        *("photos/..%5c..%5csecret.jpg", "photos/a%00.jpg", "photos/%0a.jpg", "photos/" + "x" * 300 + ".jpg"),
    ],
)
def test_nothing_else_that_lies_there_or_elsewhere_comes_out(client, name):
    answer = client.get(f"/media/{name}")
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.text
    assert "max-age" not in answer.get("Cache-Control", "")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("header", [("ETag", "if-none-match"), ("Last-Modified", "if-modified-since")], ids=" ".join)
def test_who_has_it_gets_no_second_copy(client, header):
    first = client.get("/media/photos/a.jpg")
    again = client.get("/media/photos/a.jpg", headers={header[1]: first[header[0]]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == A_DAY
    first.close()


@pytest.mark.usefixtures("folder")
def test_what_is_gone_is_404_also_for_who_has_it(client):
    etag = client.head("/media/photos/a.jpg")["ETag"]
    default_storage.delete("photos/a.jpg")
    assert client.get("/media/photos/a.jpg", headers={"if-none-match": etag}).status_code == 404


@pytest.mark.usefixtures("folder")
def test_head_has_the_headers_of_get_and_no_body(client):
    head, get = client.head("/media/photos/a.jpg"), client.get("/media/photos/a.jpg")
    assert head.content == b""
    names = ["Content-Type", "Content-Length", "ETag", "Last-Modified", "Cache-Control"]
    assert [head[name] for name in names] == [get[name] for name in names]
    get.close()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_written_there(client, method):
    client.handler.enforce_csrf_checks = True
    assert getattr(client, method)("/media/photos/a.jpg").status_code == 405
