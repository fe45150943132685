"""Photos in S3-compatible storage: what the newsroom uploads, readers get from the site's own address.

The bucket here is a small server of the protocol's four verbs and of its copying; what speaks to it is the real client.
"""

import http.server
import threading
import time
from email.utils import formatdate

import pytest

from bench.nginx_server import HOST, nginx
from tests.portal.test_nginx import Readers
from tests.support.servers import environment, run, serve

UPLOAD = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.core.files.storage import default_storage
from django.test import Client
from articles.models import Photo
from tests.support.pictures import encoded, make_photo, quarters, upload

photo = make_photo(image=upload(encoded(quarters(600, 400))))
small = photo.sources()[0].jpeg
print(small)
client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
first = client.get(small)
print(first.status_code, first["Content-Type"], first.getvalue()[:2].hex(), first["Cache-Control"])
print(client.get(small, headers={"if-none-match": first["ETag"]}).status_code)
print(client.get("/media/photos/nothing.jpg").status_code)
from tests.support.factories import make_article
story = make_article("Bridge opens", photo=photo)
default_storage.delete(photo.files()[1])
story.withdraw()
photo = Photo.objects.get()
second = photo.sources("wide")[0].jpeg
print(client.get(small).status_code, client.get(second).status_code, client.get(second)["Content-Type"])
names = photo.files()
del names[1]
print(all(default_storage.exists(name) for name in names))
photo.delete()
print(any(default_storage.exists(name) for name in names))
"""


PLAY = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from tests.support.factories import make_article
from tests.support.files import make_file, sample, show_files

film = make_file("film.webm")
client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
part = client.get(film.file.url, headers={"range": "bytes=1000-1099"})
print(part.status_code, part["Content-Range"], part.getvalue() == sample("film.webm")[1000:1100])
whole = client.get(film.file.url)
print(whole.status_code, whole["Content-Type"], len(whole.getvalue()))
print(client.get(film.file.url, headers={"range": "bytes=99999-"}).status_code)
story, before = make_article(), film.file.url
show_files(story, film)
story.withdraw()
film.refresh_from_db()
print(client.head(before).status_code, client.head(film.file.url).status_code)
film.delete()
"""


@pytest.fixture
def bucket():
    """(address, what lies in it by path)."""
    held = {}

    class Bucket(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def say(self, status, body=b"", length=None):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.send_header("Last-Modified", formatdate(1_600_000_000, usegmt=True))
            self.send_header("ETag", '"0123456789abcdef"')
            self.end_headers()
            self.wfile.write(body)

        def do_PUT(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if source := self.headers["x-amz-copy-source"]:
                if f"/{source}" not in held:
                    return self.say(404)
                held[self.path] = held[f"/{source}"]
                return self.say(200, b"<CopyObjectResult><ETag>x</ETag></CopyObjectResult>")
            held[self.path] = body
            return self.say(200)

        def do_HEAD(self):
            self.say(200, length=len(held[self.path])) if self.path in held else self.say(404)

        def do_GET(self):
            if self.path not in held:
                return self.say(404)
            asked = self.headers["Range"]
            if not asked:
                return self.say(200, held[self.path])
            first, last = map(int, asked.removeprefix("bytes=").split("-"))
            return self.say(206, held[self.path][first : last + 1])

        def do_DELETE(self):
            held.pop(self.path, None)
            self.say(204)

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bucket) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}", held
        server.shutdown()


def settings_of(home, address):
    """Of a process whose photos are in the bucket."""
    return environment(home, f"sqlite:///{home}/db.sqlite3") | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DJANGO_DEBUG": "1",  # no static files collected
        "DJANGO_ALLOWED_HOSTS": f"127.0.0.1,{HOST}",
        "MEDIA_S3_BUCKET": "photos-of-ours",
        "MEDIA_S3_ENDPOINT": address,
        "MEDIA_S3_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
    }


def test_a_photo_goes_into_the_bucket_and_is_read_at_the_sites_own_address(tmp_path, bucket):
    address, held = bucket
    process = settings_of(tmp_path, address)
    small, shown, known, missing, withdrawn, all_there, any_left = run(process, UPLOAD).splitlines()
    assert small.startswith("/media/photos/")
    assert shown == "200 image/jpeg ffd8 public, max-age=86400"
    assert (known, missing, all_there, any_left) == ("304", "404", "True", "False")
    assert withdrawn == "404 200 image/jpeg"
    assert not (tmp_path / "media").exists()
    assert held == {}


def test_a_player_gets_parts_of_a_file_in_the_bucket(tmp_path, bucket):
    address, held = bucket
    part, whole, beyond, withdrawn = run(settings_of(tmp_path, address), PLAY).splitlines()
    assert part == "206 bytes 1000-1099/10319 True"
    assert whole == "200 video/webm 10319"
    assert (beyond, withdrawn) == ("416", "404 200")
    assert held == {}


def test_nginx_shows_photos_from_the_bucket_and_static_files_of_another_machine(tmp_path, bucket):
    """The folder that nginx looks into is empty, as where the portal is another machine."""
    address, held = bucket
    held["/photos-of-ours/photos/bridge.jpg"] = b"\xff\xd8picture"
    home, empty, room = (tmp_path / name for name in ("home", "empty", "nginx"))
    for folder in (home, empty, room):
        folder.mkdir()
    with (
        serve(settings_of(home, address)) as server,
        nginx(room, f"127.0.0.1:{server.port}", empty) as proxy,
    ):
        readers = Readers(proxy.https)
        photo, body = readers.get("/media/photos/bridge.jpg")
        assert (photo.status, body) == (200, b"\xff\xd8picture")
        assert photo.headers["Content-Type"] == "image/jpeg"
        assert photo.headers["X-Content-Type-Options"] == "nosniff"
        style, text = readers.get("/static/css/site.css")
        assert (style.status, style.headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')
        assert b"{" in text
        assert readers.get("/media/photos/none.jpg")[0].status == 404
        assert readers.get("/media/photos/bridge.html")[0].status == 404
        held.clear()
        gone, deadline = 200, time.monotonic() + 20
        while gone == 200:  # nginx keeps it for two seconds, whatever a browser may
            assert time.monotonic() < deadline
            gone = readers.get("/media/photos/bridge.jpg")[0].status
        assert gone == 404
