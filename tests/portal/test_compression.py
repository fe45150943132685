"""Answers that no page cache keeps are compressed, too."""

import gzip

import pytest
from django.http import FileResponse, HttpResponse

from portal.http.compression import CompressTextMiddleware
from tests.support.demo import PHOTOS

ANY = "gzip, deflate, br"


def compressed(rf, response, accepted=ANY):
    return CompressTextMiddleware(lambda request: response)(rf.get("/", headers={"accept-encoding": accepted}))


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/csv", "application/json", "application/rss+xml"])
def test_text_is_compressed(rf, kind):
    body = b"<p>The bridge opens.</p>" * 100
    answer = compressed(rf, HttpResponse(body, content_type=kind))
    assert gzip.decompress(answer.content) == body
    assert (answer["Content-Encoding"], answer["Vary"]) == ("gzip", "Accept-Encoding")
    assert int(answer["Content-Length"]) == len(answer.content) < len(body)


def test_who_takes_no_gzip_gets_plain_text(rf):
    assert compressed(rf, HttpResponse("The bridge opens. " * 100), accepted="br").content.startswith(b"The bridge")


def test_a_picture_stays_as_it_is(rf):
    answer = HttpResponse(bytes(5_000), content_type="image/jpeg")
    assert "Content-Encoding" not in compressed(rf, answer)
    with next(PHOTOS.glob("*.jpg")).open("rb") as file:
        assert "Content-Encoding" not in compressed(rf, FileResponse(file))


def test_the_length_does_not_tell_what_a_page_has_in_it(rf):
    assert len({len(compressed(rf, HttpResponse("The bridge opens. " * 100)).content) for _ in range(40)}) > 1


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/search/?q=bridge", "/no/such/page/", "/admin/login/"])
def test_real_pages_are_compressed(client, address):
    answer = client.get(address, headers={"accept-encoding": ANY})
    assert answer["Content-Encoding"] == "gzip"
    assert b"<!doctype html>" in gzip.decompress(answer.content).lower()


@pytest.mark.parametrize("accepted", ["gzip;q=0", "br, GZIP ; q=0.000, deflate"])
def test_who_forbids_gzip_gets_none(rf, accepted):
    assert "Content-Encoding" not in compressed(rf, HttpResponse("The bridge opens. " * 100), accepted)


def test_a_small_wish_for_gzip_is_one(rf):
    assert compressed(rf, HttpResponse("The bridge opens. " * 100), "br, gzip;q=0.5")["Content-Encoding"] == "gzip"
