"""A feed server on loopback whose responses are set by tests: good ones, and all that a hostile server could send."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FeedServer:
    """A server with `pages` by path: bytes, or a function that gets the request's handler and writes the response.

    `asked` has the path and headers of every request, in order of arrival.
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
                pass  # the tests' clients hang up on purpose

        self.http = Server((host, 0), Handler)
        self.host, self.port = host, self.http.server_address[1]
        self.url = f"http://{host}:{self.port}"

    def __getitem__(self, path: str) -> str:
        return f"{self.url}{path}"

    def put(self, path: str, page: bytes | Callable) -> str:
        """Set the page at `path`; return its URL."""
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
    """Send a complete response; `headers` have _ instead of -."""
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
    """Accept the request and never answer."""
    return lambda handler: server.ended.wait(60)


def dripping(server: FeedServer, begin: bytes, *, drop=b" ", pause=0.05) -> Callable:
    """Send raw bytes, then `drop` again and again, each within the time-out, without an end."""

    def drip(handler):
        handler.wfile.write(begin)
        while not server.ended.wait(pause):
            handler.wfile.write(drop)
            handler.wfile.flush()

    return drip


def pouring(begin: bytes, piece: bytes, end: bytes = b"", times: int | None = None, **headers) -> Callable:
    """Send a body without a Content-Length: `piece` for ever, or `times` times."""

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
    """Announce twice the length that is sent."""

    def give_half(handler):
        reply(handler, body, Content_Length=str(len(body) * 2))
        handler.connection.shutdown(socket.SHUT_RDWR)

    return give_half


def item(number=1, title="Grapes are late", **fields) -> str:
    """Return an item of RSS 2.0; `fields` are further elements, None omits one."""
    fields = {"title": title, "link": f"https://ararat.example/{number}", "guid": f"tag:ararat,{number}"} | fields
    return (
        "<item>" + "".join(f"<{name}>{text}</{name}>" for name, text in fields.items() if text is not None) + "</item>"
    )


def feed(*items: str, title="Ararat Weekly") -> bytes:
    body = "".join(items or [item()])
    return f'<rss version="2.0"><channel><title>{title}</title>{body}</channel></rss>'.encode()


def wait_until(condition: Callable[[], bool], seconds=20) -> bool:
    """Wait until the condition is true; return whether that happened within `seconds`."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()
