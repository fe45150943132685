"""A server of feeds on loopback that does what a test tells it: the good, and all that a hostile one could do."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FeedServer:
    """Paths and what stands there: bytes, or a function that gets the request's handler and answers by itself.

    `asked` holds every request: its path and headers, in the order in which they came.
    """

    def __init__(self, host="127.0.0.1"):
        self.pages, self.asked, self.ended = {}, [], threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                server.asked.append((self.path, dict(self.headers)))
                page = server.pages.get(self.path)
                if page is None:
                    reply(self, b"", 404)
                elif isinstance(page, bytes):
                    reply(self, page)
                else:
                    page(self)

            def log_message(self, *arguments):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads, block_on_close, request_queue_size = True, False, 50

            def handle_error(self, request, address):
                pass  # whoever hangs up on us was meant to

        self.http = Server((host, 0), Handler)
        self.host, self.port = host, self.http.server_address[1]
        self.url = f"http://{host}:{self.port}"

    def __getitem__(self, path: str) -> str:
        return f"{self.url}{path}"

    def put(self, path: str, page: bytes | Callable) -> str:
        """Puts the page there; returns its whole address."""
        self.pages[path] = page
        return self[path]

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def feed_server():
    server = FeedServer()
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.http.shutdown()
        server.http.server_close()


def reply(handler, body: bytes, status=200, **headers) -> None:
    """A whole answer; `headers` with _ for -."""
    handler.send_response(status)
    headers = {"Content_Type": "application/rss+xml", "Content_Length": str(len(body))} | headers
    for name, value in headers.items():
        if value is not None:
            handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    if body:
        handler.wfile.write(body)


def answering(body: bytes = b"", status=200, **headers) -> Callable:
    return lambda handler: reply(handler, body, status, **headers)


def redirecting(to: str, status=302) -> Callable:
    return answering(b"", status, Location=to)


def hanging(server: FeedServer) -> Callable:
    """Takes the request and never says a word."""
    return lambda handler: server.ended.wait(60)


def dripping(server: FeedServer, begin: bytes, *, drop=b" ", pause=0.05) -> Callable:
    """Raw bytes, then `drop` again and again: each in good time, and never an end."""

    def drip(handler):
        handler.wfile.write(begin)
        while not server.ended.wait(pause):
            handler.wfile.write(drop)
            handler.wfile.flush()

    return drip


def pouring(begin: bytes, piece: bytes, end: bytes = b"", times: int | None = None, **headers) -> Callable:
    """A body without a stated length: `piece` for ever, or so many times."""

    def pour(handler):
        reply(handler, begin, Content_Length=None, Connection="close", **headers)
        done = 0
        while times is None or done < times:
            handler.wfile.write(piece)
            done += 1
        handler.wfile.write(end)
        handler.close_connection = True

    return pour


def breaking_off(body: bytes) -> Callable:
    """Promises more than it gives."""

    def give_half(handler):
        reply(handler, body, Content_Length=str(len(body) * 2))
        handler.connection.shutdown(socket.SHUT_RDWR)

    return give_half


def item(number=1, title="Grapes are late", **fields) -> str:
    """An item of RSS 2.0; `fields` besides are its elements, None leaves one out."""
    fields = {"title": title, "link": f"https://ararat.example/{number}", "guid": f"tag:ararat,{number}"} | fields
    return (
        "<item>" + "".join(f"<{name}>{text}</{name}>" for name, text in fields.items() if text is not None) + "</item>"
    )


def feed(*items: str, title="Ararat Weekly") -> bytes:
    body = "".join(items or [item()])
    return f'<rss version="2.0"><channel><title>{title}</title>{body}</channel></rss>'.encode()


def until(condition: Callable[[], bool], seconds=20) -> bool:
    """Whether it comes true in that time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()
