"""gunicorn behind nginx: `gunicorn --config deploy/gunicorn.conf.py portal.wsgi`.

The figures are those of `bench/nginx.py` on two cores: pages a second that no cache could serve, against those of two
sync workers (267).
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from portal.monitoring import log_format

log_format.begin("gunicorn")


def post_fork(server, worker):
    """Let a worker read its own release of what the master has read before: HUP brings a new one."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "portal"]:
        del sys.modules[name]


# nginx speaks to a socket of the machine; GUNICORN_BIND=127.0.0.1:8000 where it runs elsewhere.
bind = os.environ.get("GUNICORN_BIND", "unix:/run/portal/gunicorn.sock")

# One a core: four workers of four threads gave 0.96, two of four 0.91 to 0.97, at 74 MB each.
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
# Threads cost little, and let a worker answer while another of its requests waits for the database, as an upload or a
# slow query does; sync workers would all wait. Eight threads gave 0.67. A
# connection that says nothing gets none.
worker_class = "portal.serving.web_worker.Worker"
threads = 4
# Longer than the 60 seconds for which nginx keeps its end open: nginx closes first, and never asks a closed door.
keepalive = 65

# Each process loads the program itself, so that HUP brings a new release without a lost request: none of 208,498 and of
# 853, at a HUP every two seconds. Preloading saved 9 MB a worker, and gave 0.84.
preload_app = False

# The page cache is bounded and lives in the process, which a restart empties: a restart is insurance, not a habit.
max_requests = 1_000_000
max_requests_jitter = 200_000

timeout = 30  # then a worker that does not answer the master is replaced
graceful_timeout = 30  # for so long a worker that is asked to go may finish what it has begun
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 no sign of life waits for a disk
control_socket_disable = True

# Whose X-Forwarded-Proto is believed: nginx's. Over the socket nobody else can speak. No other header says it.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
# Where the site stands no request says: a proxy that let `SCRIPT_NAME` through would keep wrong links for everybody.
forwarder_headers = ""

accesslog = None  # nginx keeps one, and the portal writes its own lines; gunicorn's own gave 0.92
errorlog = "-"
loglevel = "warning"
if log_format.wanted(os.environ) == log_format.JSON:
    logconfig_dict = {
        "formatters": {"generic": {"()": "portal.monitoring.log_format.JsonLines"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "generic", "stream": "ext://sys.stderr"}
        },
        "root": {"handlers": [], "level": "WARNING"},
        "loggers": {"gunicorn.error": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
    }
