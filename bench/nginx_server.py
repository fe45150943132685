"""nginx with deploy/nginx.conf on the loopback address; only names, ports and folders are replaced."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import NamedTuple

CONF = Path(__file__).parent.parent / "deploy" / "nginx.conf"
HOST = "news.example.org"
PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


class Nginx(NamedTuple):
    """A running nginx: its ports on 127.0.0.1, its master process and its log."""

    http: int
    https: int
    process: subprocess.Popen
    log: Path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


def configuration(home: Path, backend: str, media: Path, http: int, https: int, tls: bool) -> str:
    """Return a complete nginx.conf; `backend` is gunicorn's address, or the upstream's `server` lines.

    Without `tls` the site uses plain HTTP.
    """
    replaced = {
        r"server unix:/run/portal/gunicorn.sock max_fails=0;": backend
        if backend.startswith("server ")
        else f"server {backend} max_fails=0;",
        r"listen 80\b": f"listen 127.0.0.1:{http}",
        r"listen 443 ssl http2\b": f"listen 127.0.0.1:{https}{' ssl http2' if tls else ''}",
        r"/var/cache/nginx-portal": str(home / "cache"),
        r"/etc/ssl/portal/": f"{home}/",
        r"/srv/portal/var": str(media),
        r"/var/log/nginx/portal.log": str(home / "access.log"),
    }
    text = CONF.read_text(encoding="utf-8")
    for there, here in replaced.items():
        text, count = re.subn(there, here, text)
        if not count:
            raise SystemExit(f"{CONF.name} no longer says {there}")
    folders = "".join(
        f"{kind}_temp_path {home}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"user {getuser()};\nworker_processes 2;\npid {home}/pid;\nerror_log {home}/error.log;\ndaemon off;\n"
        "events { worker_connections 4096; }\nworker_rlimit_nofile 16384;\n"
        f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\ntcp_nopush on;\n{folders}\n{text}}}\n"
    )


@contextmanager
def nginx(home: Path, backend: str, media: Path, tls: bool = True):
    """Run an Nginx in front of `backend` ("127.0.0.1:8000") while the block runs; its files are in `home`."""
    if PROGRAM is None:
        raise SystemExit("This needs nginx. Install it (Debian, Ubuntu: apt-get install nginx-light).")
    certificate = ["-keyout", str(home / "privkey.pem"), "-out", str(home / "fullchain.pem")]
    openssl = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
    subprocess.run([*openssl, *certificate], check=True, capture_output=True)  # noqa: S603
    http, https = free_port(), free_port()
    conf = home / "nginx.conf"
    conf.write_text(configuration(home, backend, media, http, https, tls), encoding="utf-8")
    process = subprocess.Popen([PROGRAM, "-c", str(conf), "-p", str(home), "-e", str(home / "error.log")])  # noqa: S603
    try:
        _wait_for(https, process, home)
        yield Nginx(http, https, process, home / "access.log")
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port, process, home):
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nginx did not start: {(home / 'error.log').read_text()}")
