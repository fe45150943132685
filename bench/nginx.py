"""nginx in front of gunicorn, as deploy/ has them: how fast, how fresh, and who suffers from slow readers.

    .venv/bin/python bench/nginx.py [--articles 1000] [--seconds 3] [--rounds 5] [WHAT ...]

WHAT is file, workers, slow, fresh or reload; the default is all of them. It creates a site of its own (SQLite), prints
medians and which goals hold, and stops the processes it started. Needs nginx and wrk.
"""

import argparse
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from threading import Thread
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from gunicorn_server import Load as Cost
from gunicorn_server import children, cpu_seconds, gunicorn, need_wrk
from nginx_server import HOST, nginx
from pages import fetch, make_site

CONFIG = ("--config", "deploy/gunicorn.conf.py")
SLOW = 500
FILE = 0.95  # of the rate of a file
FRESH_MEDIAN, FRESH_MOST = 0.5, 1.2  # seconds
GOALS: dict[str, bool] = {}  # which were met, by name
BYPASS = ("Cookie: sessionid=nobody",)  # with this, nginx asks gunicorn every time
FRESH = """
import sys, time
from articles.models import Article
for word in sys.stdin:
    Article.objects.filter(pk=Article.objects.published().newest_first()[0].pk).update(headline=word.strip())
    print(time.time(), flush=True)
"""


class Load(NamedTuple):
    """The result of wrk: requests, also a second; latency in ms (median, 99th percentile); requests that failed."""

    requests: int
    rate: float
    half: float
    most: float
    lost: int


def wrk(address: str, seconds: int, *headers: str, clients: int = 32) -> Load:
    options = [piece for header in (f"Host: {HOST}", *headers) for piece in ("-H", header)]
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", *options, address]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    half, most = (_milliseconds(re.search(rf"{share}%\s+([\d.]+)(us|ms|s)", output)) for share in (50, 99))
    lost = sum(map(int, re.findall(r"(?:connect|read|write|timeout|responses:) (\d+)", output)))
    requests, rate = re.search(r"(\d+) requests in .*Requests/sec:\s+([\d.]+)", output, re.DOTALL).groups()
    return Load(int(requests), float(rate), half, most, lost)


def _milliseconds(found) -> float:
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]


@contextmanager
def site(home: Path, environment: dict, workers: int = 2, *options: str):
    """Run a site; yield (Gunicorn, nginx's address, nginx's master process).

    It uses plain HTTP, since TLS would cost both sides the same.
    """
    with ExitStack() as stack:
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=home)))
        behind = stack.enter_context(gunicorn("portal.wsgi", environment, workers, *(options or CONFIG)))
        backend = behind.address.removeprefix("http://")
        front = stack.enter_context(nginx(room, backend, home, tls=False))
        yield behind, f"http://127.0.0.1:{front.https}", front.process


def against_a_file(home, environment, seconds, rounds) -> None:
    """Compare a warm front page through nginx with a file of the same bytes from the same nginx, in each coding.

    Compare the processor time, nginx's and gunicorn's together, because the rates are also those of wrk.
    """
    with site(home, environment) as (behind, address, front):
        for coding in ("", "gzip", "br"):
            accept = f"Accept-Encoding: {coding or 'identity'}"
            page, processes = fetch(behind, "/", accept).read(), [*children(front)[:2], *behind.workers]
            (home / "static" / "page.html").write_bytes(page)
            pairs = []
            for _ in range(rounds):
                paths = ("/", "/static/page.html")
                pairs.append([cost(processes, f"{address}{path}", seconds, accept) for path in paths])
            ours, file = (median(pair[n].rate for pair in pairs) for n in (0, 1))
            ratio = median(pair[1].cpu / pair[0].cpu for pair in pairs)
            name = coding or "plain"
            print(f"front page of {len(page):,} bytes, {name}: {ours:,.0f} a second; a file: {file:,.0f};", end=" ")
            print(f"a file's processor time / the page's: {ratio:.2f}", flush=True)
            GOALS[f"{FILE} of a file, {name}"] = ratio >= FILE


def cost(processes: list[str], address: str, seconds: int, header: str) -> Cost:
    """Return what requests of an address cost."""
    before = cpu_seconds(processes)
    load = wrk(address, seconds, header)
    return Cost(load.rate, (cpu_seconds(processes) - before) / load.requests * 1e6, load.requests)


def kinds_of_workers(home, environment, seconds, rounds) -> None:
    """Compare gunicorn's kinds of workers with the first one, in turns; nginx asks gunicorn every time."""
    sync = ("--worker-class", "sync")
    ways = {"2 sync": (2, *sync), "4 sync": (4, *sync)}
    for workers, threads in ((1, 4), (2, 2), (2, 4), (2, 8), (3, 4), (4, 4)):
        options = ("--worker-class", "gthread", "--threads", str(threads), "--keep-alive", "65")
        ways[f"{workers} x {threads} threads"] = (workers, *options)
    ways["2 x 4 threads, access log"] = (*ways["2 x 4 threads"], "--access-logfile", str(home / "access.log"))
    ways["2 x 4 threads, preloaded"] = (*ways["2 x 4 threads"], "--preload")
    with ExitStack() as stack:
        sites = {name: stack.enter_context(site(home, environment, *way)) for name, way in ways.items()}
        rates = {name: [] for name in sites}
        for _ in range(rounds):
            for name, (_, address, _) in sites.items():
                rates[name].append(wrk(f"{address}/", seconds, *BYPASS).rate)
        first = next(iter(rates.values()))
        for name, found in rates.items():
            ratio = median(one / other for one, other in zip(found, first, strict=True))
            print(f"{name:28} {median(found):8,.0f} a second  {ratio:.2f}  {memory(sites[name][0]):.0f} MB a worker")


def memory(behind) -> float:
    """Return the proportional resident megabytes (PSS) of one worker (Linux)."""
    rollup = Path(f"/proc/{behind.workers[0]}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1]) / 1024


def slow_readers(home, environment, seconds, rounds) -> None:
    """Measure other clients with and without SLOW slow ones: half of these read, half write, a byte at a time."""
    with site(home, environment) as (_, address, _):
        for path, headers in (("/", ()), ("/", BYPASS)):
            without, beside = [], []
            for _ in range(rounds):
                without.append(wrk(address + path, seconds, *headers))
                with slow_clients(int(address.rpartition(":")[2])) as clients:
                    beside.append(wrk(address + path, seconds, *headers))
                    alive = sum(one.fileno() >= 0 for one in clients)
            rate = median(b.rate / a.rate for a, b in zip(without, beside, strict=True))
            print(
                f"{'asking gunicorn' if headers else 'from the cache'}: rate beside {alive} slow clients {rate:.2f} of "
                f"that without; 99 in a hundred within {median(one.most for one in beside):.1f} ms, without "
                f"{median(one.most for one in without):.1f}; lost {sum(one.lost for one in beside)}"
            )


@contextmanager
def slow_clients(port: int):
    """Open SLOW sockets from fifty loopback addresses before the block begins; close them at its end."""
    clients, ended = [], []
    for number in range(SLOW):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        client.bind((f"127.0.1.{1 + number % 50}", 0))
        client.connect(("127.0.0.1", port))
        client.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\n".encode() + (b"\r\n" if number % 2 else b"X-Slow: "))
        clients.append(client)

    def dawdle():
        while not ended:
            for number, client in enumerate(clients):
                try:
                    client.recv(1) if number % 2 else client.sendall(b"a")
                except OSError:
                    client.close()
            time.sleep(1)

    thread = Thread(target=dawdle)
    thread.start()
    try:
        yield clients
    finally:
        ended.append(True)
        thread.join()
        for client in clients:
            client.close()


def how_fresh(home, environment, seconds, rounds) -> None:
    """Measure the seconds from an edit in another process until nginx shows it, while wrk requests the page."""
    with site(home, environment) as (_, address, _):
        command = [sys.executable, "-c", f"import django\ndjango.setup()\n{FRESH}"]
        editor = subprocess.Popen(  # noqa: S603
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        load = Thread(target=wrk, args=(f"{address}/latest/", seconds * rounds * 4))
        load.start()
        took = []
        while load.is_alive():
            time.sleep(random.uniform(0, 1))  # noqa: S311 else each edit would follow the beginning of a second
            word = f"edit{len(took)}end"
            editor.stdin.write(f"{word}\n")
            editor.stdin.flush()
            saved = float(editor.stdout.readline())
            while word not in ask(address, "/latest/"):
                time.sleep(0.002)
            took.append(time.time() - saved)
        editor.stdin.close()
        editor.wait(10)
        print(f"{len(took)} edits under load: shown after {median(took):.2f} s, at the latest after {max(took):.2f} s")
        GOALS[f"shown after {FRESH_MEDIAN} s (median)"] = median(took) <= FRESH_MEDIAN
        GOALS[f"shown after {FRESH_MOST} s (always)"] = max(took) <= FRESH_MOST


def ask(address: str, path: str) -> str:
    from urllib.request import Request, urlopen

    return urlopen(Request(address + path, headers={"Host": HOST})).read().decode()  # noqa: S310


def reloads(home, environment, seconds, rounds) -> None:
    """Count lost requests while gunicorn reloads (HUP), with nginx asking it every time and from nginx's cache."""
    with site(home, environment) as (behind, address, _):
        for told, headers in (("asking gunicorn", BYPASS), ("from the cache", ())):
            found = []
            load = Thread(target=lambda headers=headers, found=found: found.append(
                wrk(f"{address}/latest/", seconds * rounds, *headers)
            ))  # fmt: skip
            load.start()
            while load.is_alive():
                behind.process.send_signal(signal.SIGHUP)
                load.join(seconds)
            print(f"HUP every {seconds} s, {told}: {found[0].requests:,} requests, {found[0].lost} lost")


PARTS = {
    "file": against_a_file,
    "workers": kinds_of_workers,
    "slow": slow_readers,
    "fresh": how_fresh,
    "reload": reloads,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="*", metavar="WHAT", help=f"among {', '.join(PARTS)}; without it: all")
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=3, help="of each run of wrk")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    need_wrk()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = make_site(home, options.articles) | {"DJANGO_ALLOWED_HOSTS": f"{HOST},127.0.0.1"}
        for name in options.what or PARTS:
            PARTS[name](home, environment, options.seconds, options.rounds)
    for name, holds in GOALS.items():
        print(f"goal: {name}: {'holds' if holds else 'does not hold'}")


if __name__ == "__main__":
    main()
