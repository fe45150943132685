"""gunicorn behind nginx: `gunicorn --config deploy/gunicorn.conf.py portal.wsgi`.

The figures below come from `bench/nginx.py` on two cores: uncached pages a second, as a factor of what two sync
workers reach (267).
"""

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from portal.monitoring import log_format

log_format.start("gunicorn")


def post_fork(server, worker):
    """Make the worker import `portal` again, so that HUP brings a new release instead of the master's modules."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "portal"]:
        del sys.modules[name]


# nginx connects to a unix socket; set GUNICORN_BIND (such as 127.0.0.1:8000) if it runs elsewhere.
bind = os.environ.get("GUNICORN_BIND", "unix:/run/portal/gunicorn.sock")

# One worker for each core: four workers of four threads gave 0.96, two of four 0.91 to 0.97, at 74 MB each.
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
# Threads cost little, and let a worker answer while another of its requests waits for the database, as an upload or a
# slow query does; sync workers would all wait. Eight threads gave 0.67. A silent connection gets no thread.
worker_class = "portal.serving.web_worker.Worker"
threads = 4
# Longer than the 60 seconds for which nginx keeps its end open: nginx closes first, and never uses a closed connection.
keepalive = 65

# Each process loads the program itself, so that HUP brings a new release without a lost request: none of 208,498 and of
# 853 were lost, with a HUP every two seconds. Preloading (with gc.freeze) saved 37 MB of 131 for two workers that had
# just started, but nothing after 3,000 pages: every use of an object writes to its memory (`bench/memory.py`).
preload_app = False

# The threads of a process share one pool of malloc (M_ARENA_MAX is -8). With a pool each, which is glibc's way, two
# workers kept 12 MB more after 3,000 pages.
with suppress(OSError, AttributeError):
    ctypes.CDLL(None).mallopt(-8, 1)

# A process that is new finds the pages of the others, but has no fragments yet: restart seldom, only as insurance.
max_requests = 1_000_000
max_requests_jitter = 200_000

timeout = 30  # seconds, after which a worker that does not answer the master is replaced
graceful_timeout = 30  # seconds in which a worker that shuts down may finish its requests
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 the heartbeat must not wait for a disk
control_socket_disable = True

# Believe X-Forwarded-Proto only from nginx. Over the socket nobody else can connect. No other header is read for it.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
# No request may set the site's prefix: a proxy that passed `SCRIPT_NAME` on would cache wrong links for everybody.
forwarder_headers = ""

accesslog = None  # nginx writes one, and the portal writes its own lines; gunicorn's gave 0.92
errorlog = "-"
loglevel = "warning"
if log_format.chosen_format(os.environ) == log_format.JSON:
    logconfig_dict = {
        "formatters": {"generic": {"()": "portal.monitoring.log_format.JsonLines"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "generic", "stream": "ext://sys.stderr"}
        },
        "root": {"handlers": [], "level": "WARNING"},
        "loggers": {"gunicorn.error": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
    }
