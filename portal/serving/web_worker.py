"""gunicorn's threaded worker, whose threads do not wait for silent connections.

Browsers open connections in advance. gunicorn's own worker keeps one of its threads for a new connection until five
seconds have passed without a byte: with twelve of them open, a reader waited 15 seconds for a page. And when a response
closes the connection, its main loop blocks for up to two seconds until the client has also closed its end. Here
both kinds wait in the poller, as kept-alive connections do, also while the worker is shutting down.

gunicorn's master loads this module, so it imports nothing of the portal.
"""

import socket
import time
from functools import partial
from selectors import EVENT_READ

from gunicorn import util
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, ThreadWorker

LINGER = 2.0  # seconds that a client may take to close its end, as in gunicorn's own worker


class Worker(ThreadWorker):
    """A ThreadWorker whose threads and main loop never wait for a silent client."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._closing: dict[socket.socket, float] = {}  # closed at our end: until when we wait for the client

    def enqueue_req(self, conn):
        """Give the connection a thread; a new connection gets one only when there is something to read."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.close = partial(self._close, conn)
        conn.sock.setblocking(False)
        conn.set_timeout()
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _close(self, conn, graceful=False):
        """Close the connection; if `graceful`, shut down our end and read until the client closes its own.

        If it were closed at once while bytes are unread, the system would send RST, which cuts the response short.
        """
        try:
            if not graceful:
                raise OSError
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
            self.poller.register(conn.sock, EVENT_READ, self._drain)
        except (OSError, ValueError, KeyError):
            util.close(conn.sock)
        else:
            self._closing[conn.sock] = time.monotonic() + LINGER

    def _drain(self, sock):
        try:
            if sock.recv(65_536):
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self._forget(sock)

    def _forget(self, sock):
        del self._closing[sock]
        self.poller.unregister(sock)
        util.close(sock)

    def murder_pending(self):
        """Close connections that have been silent for too long."""
        super().murder_pending()
        now = time.monotonic()
        for sock in [sock for sock, until in self._closing.items() if until <= now]:
            self._forget(sock)

    def _cap_keepalive(self, deadline):
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def wait_for_and_dispatch_events(self, timeout):
        if not self.alive:  # silent connections shorten the wait as kept-alive ones do
            timeout = min(timeout, STOP_KEEPALIVE_LINGER / 10)
        super().wait_for_and_dispatch_events(timeout)
