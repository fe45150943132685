"""Files as the process itself serves them: types that we checked, downloads, and the parts that players ask for."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.support.files import make_file, pdf

DATA = bytes(range(256)) * 1000
SIZE = len(DATA)


@pytest.fixture
def film(db):
    return f"/media/{default_storage.save('files/2026/11/film.mp4', ContentFile(DATA))}"


def body(answer) -> bytes:
    return answer.getvalue()


def test_a_player_learns_that_it_may_ask_for_parts(client, film):
    answer = client.get(film)
    assert (answer.status_code, answer["Accept-Ranges"], answer["Content-Type"]) == (200, "bytes", "video/mp4")
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "public, max-age=86400")
    assert "Content-Disposition" not in answer
    assert body(answer) == DATA


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        *(("0-", 0, SIZE - 1), ("10-19", 10, 19), ("100-", 100, SIZE - 1), ("-5", SIZE - 5, SIZE - 1)),
        *((f"10-{SIZE + 9}", 10, SIZE - 1), (f"-{SIZE + 9}", 0, SIZE - 1), ("0-0", 0, 0)),
    ],
)
def test_a_part_is_exactly_what_was_asked_for(client, film, asked, first, last):
    answer = client.get(film, headers={"range": f"bytes={asked}"})
    assert (answer.status_code, answer["Content-Range"]) == (206, f"bytes {first}-{last}/{SIZE}")
    assert answer["Content-Length"] == str(last - first + 1)
    assert body(answer) == DATA[first : last + 1]


@pytest.mark.parametrize("asked", [f"{SIZE}-", f"{SIZE + 5}-{SIZE + 9}", "-0"])
def test_a_part_beyond_the_end_is_416(client, film, asked):
    answer = client.get(film, headers={"range": f"bytes={asked}"})
    assert (answer.status_code, answer["Content-Range"], answer.content) == (416, f"bytes */{SIZE}", b"")


@pytest.mark.parametrize(
    "asked", ["bytes=9-1", "bytes=a-b", "bytes=-", "items=0-5", "bytes=0-1,5-6", "bytes=" + "9" * 40]
)
def test_what_is_no_range_is_answered_with_the_whole(client, film, asked):
    answer = client.get(film, headers={"range": asked})
    assert (answer.status_code, body(answer)) == (200, DATA)


def test_a_part_of_another_file_than_the_client_has_is_the_whole(client, film):
    etag = client.head(film)["ETag"]
    same = client.get(film, headers={"range": "bytes=0-9", "if-range": etag})
    other = client.get(film, headers={"range": "bytes=0-9", "if-range": '"another"'})
    assert (same.status_code, other.status_code) == (206, 200)
    same.close(), other.close()


def test_who_has_it_gets_no_second_copy(client, film):
    etag = client.head(film)["ETag"]
    assert client.get(film, headers={"if-none-match": etag, "range": "bytes=0-9"}).status_code == 304


@pytest.mark.parametrize(("name", "data"), [("a.pdf", pdf()), ("a.csv", b"a,b\n1,2")])
def test_documents_are_downloads_in_a_sandbox(client, db, name, data):
    answer = client.get(make_file(name, data).file.url)
    assert answer["Content-Disposition"] == "attachment"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert body(answer) == data


def test_captions_are_text_in_utf_8(client, db):
    film = make_file("film.mp4", captions=("en",))
    answer = client.get(film.captions.get().file.url)
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    answer.close()
