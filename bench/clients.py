"""Clients of a site under test: readers, an editor, an upload."""

import http.client
import os
import re
import socket
import ssl
import time
from contextlib import closing
from io import BytesIO
from itertools import count
from threading import Event, Thread

from PIL import Image
from urllib3 import encode_multipart_formdata

from bench.nginx_server import HOST

TLS = ssl._create_unverified_context()  # noqa: S323 the certificate is self-signed, made by bench/nginx_server.py


def ask(connection, path, headers):
    try:
        connection.request("GET", path, headers={"Host": HOST, **headers})
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        return 0, repr(error).encode()


def through_nginx(port: int) -> http.client.HTTPSConnection:
    """Return a TLS connection to nginx on `port` that sends the site's name (SNI)."""
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=30, context=TLS)

    def connect():
        client = socket.create_connection(("127.0.0.1", port), timeout=30)
        connection.sock = TLS.wrap_socket(client, server_hostname=HOST)

    connection.connect = connect
    return connection


class Load:
    """Four readers and one editor that send requests through nginx until the block ends.

    `uncached`: readers also request, in each round, a page that neither nginx nor a process can have cached.
    """

    def __init__(self, site, uncached: bool = True):
        self.site, self.uncached, self.enough, self.numbers = site, uncached, Event(), count(1)
        self.served, self.failed, self.longest, self.edited, self.refused, self.unclear = 0, [], 0.0, 0, [], 0
        self.threads = [Thread(target=self._read) for _ in range(4)] + [Thread(target=self._edit)]

    def _read(self):
        with closing(through_nginx(self.site.nginx.https)) as connection:
            self._read_by(connection)

    def _read_by(self, connection):
        while not self.enough.is_set():
            uncached = [f"/latest/?before={next(self.numbers)}-1"] if self.uncached else []
            for page in (*self.site.pages, *uncached):
                start = time.monotonic()
                status, body = ask(connection, page, {})
                self.longest = max(self.longest, time.monotonic() - start)
                if status == 200:
                    self.served += 1
                else:
                    self.failed.append((page, status, body[:200]))
            time.sleep(0.005)

    def _edit(self):
        with closing(through_nginx(self.site.nginx.https)) as connection:
            self._edit_by(connection)

    def _edit_by(self, connection):
        while not self.enough.is_set():
            status, body = ask(connection, "/admin/articles/article/", {"Cookie": self.site.cookie})
            if status == 200:
                self.edited += 1
            else:
                self.refused.append(status)
                self.unclear += status != 503 or b"Back in a moment" not in body
            time.sleep(0.01)

    def __enter__(self):
        for machine in self.site.machines:  # fill both page caches, as on a site with readers
            for page in self.site.pages * 8:
                machine.ask(page, **{"X-Forwarded-Proto": "https"})
        for thread in self.threads:
            thread.start()
        time.sleep(2)
        return self

    def __exit__(self, *_):
        time.sleep(1)
        self.enough.set()
        for thread in self.threads:
            thread.join(60)


def upload(site) -> tuple[int, str]:
    """Upload a new photo as an editor, through nginx; return the status and the form's error messages."""
    connection, address, own = through_nginx(site.nginx.https), "/admin/articles/photo/add/", {"Cookie": site.cookie}
    connection.request("GET", address, headers={"Host": HOST, **own})
    answer = connection.getresponse()
    form = answer.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    cookies = [site.cookie, *(header.partition(";")[0] for header in answer.headers.get_all("Set-Cookie", []))]
    picture = BytesIO()
    Image.frombytes("RGB", (1200, 800), os.urandom(1200 * 800 * 3)).save(picture, "JPEG", quality=95)
    fields = {"csrfmiddlewaretoken": token, "alt": "A", "credit": "B", "focal_x": "50", "focal_y": "50"}
    body, kind = encode_multipart_formdata(fields | {"image": ("a.jpg", picture.getvalue(), "image/jpeg")})
    headers = {"Cookie": "; ".join(cookies), "Content-Type": kind, "Host": HOST}
    connection.request("POST", address, body, {**headers, "Referer": f"https://{HOST}{address}"})
    answer = connection.getresponse()
    errors = re.findall(r"errorlist[^>]*>\s*<li>(.*?)</li>", answer.read().decode(), re.S)
    connection.close()
    return answer.status, " ".join(errors)
