"""Gunicorns started for measurements, their processor time, and load from wrk."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
TICK = os.sysconf("SC_CLK_TCK")


class Load(NamedTuple):
    """A run of wrk: requests a second, the workers' processor time in microseconds a request, how many requests."""

    rate: float
    cpu: float
    requests: int


def cpu_seconds(processes: list[str]) -> float:
    """Return the processor seconds that the processes have used so far (Linux)."""
    times = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13] for pid in processes)
    return sum(int(ticks) for pair in times for ticks in pair) / TICK


def children(process: subprocess.Popen) -> list[str]:
    """Return the ids of the processes that `process` has started (Linux); [] if it has ended."""
    try:
        return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    except FileNotFoundError:
        return []


class Gunicorn:
    """A running gunicorn on 127.0.0.1, on a port chosen by the system."""

    def __init__(self, port: int, process: subprocess.Popen, workers: int):
        self.address = f"http://127.0.0.1:{port}"
        self.process = process
        deadline = time.monotonic() + 30
        while len(children(process)) < workers:
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("gunicorn did not start")
            time.sleep(0.1)
        self.workers = children(process)

    def current_workers(self) -> list[str]:
        """Return the ids of the workers that run now, after a reload for example."""
        return children(self.process)

    def cpu_seconds(self) -> float:
        """Return the processor seconds that all workers have used so far."""
        return cpu_seconds(self.workers)

    def load(self, path: str, seconds: int, *headers: str, clients: int = 4) -> Load:
        """Run wrk against `path` for `seconds`. Raises SystemExit if a response is an error."""
        options = [piece for header in headers for piece in ("-H", header)]
        return self._run_wrk(path, seconds, options, clients)

    def load_once_each(self, paths: list[str], seconds: int, *, clients: int = 8) -> Load:
        """Run wrk for `seconds` with requests for `paths` in their order. Raises SystemExit if there are too few."""
        listed = ",".join(f"'{path}'" for path in paths)
        script = "local paths, at = {%s}, 0 request = function() at = at + 1 return wrk.format('GET', paths[at]) end"
        with NamedTemporaryFile("w", suffix=".lua") as file:
            file.write(script % listed)
            file.flush()
            load = self._run_wrk("/", seconds, ["-s", file.name], clients)
        if load.requests > len(paths) - clients:
            raise SystemExit(f"{len(paths)} paths are too few for {seconds} s: give more --stories")
        return load

    def _run_wrk(self, path, seconds, options, clients):
        command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", *options, self.address + path]
        before = self.cpu_seconds()
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
        used = self.cpu_seconds() - before
        if "Non-2xx" in output:
            raise SystemExit(f"{path} was answered with errors:\n{output}")
        requests, took = re.search(r"(\d+) requests in ([\d.]+)s", output).groups()
        if not int(requests):
            raise SystemExit(f"{path} was not answered within {seconds} s: give more --seconds")
        return Load(int(requests) / float(took), used / int(requests) * 1e6, int(requests))


@contextmanager
def gunicorn(application: str, environment: dict[str, str], workers: int, *options: str):
    """Run a Gunicorn that serves `application` while the block runs."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        command = [sys.executable, "-m", "gunicorn", application, "--bind", f"fd://{listener.fileno()}"]
        command += ["--workers", str(workers), "--log-level", "warning", *options]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[listener.fileno()])  # noqa: S603
        try:
            yield Gunicorn(listener.getsockname()[1], process, workers)
        finally:
            process.terminate()
            process.wait(30)


def need_wrk() -> None:
    """Raise SystemExit with the cure if wrk is not installed."""
    if shutil.which("wrk") is None:
        raise SystemExit("The benchmark needs wrk. Install it (Debian, Ubuntu: apt-get install wrk).")
