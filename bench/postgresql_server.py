"""A temporary PostgreSQL server on its own port, which can be stopped and started."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.nginx_server import free_port


class Postgres:
    """A server that runs while the block does; then its files are deleted. Root runs it as the user postgres.

    With `primary` it is a hot standby of that server, and replicates everything written there.
    """

    def __init__(self, primary: "Postgres | None" = None):
        self._primary = primary

    def __enter__(self):
        programs = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *os.get_exec_path()]
        found = shutil.which("initdb", path=os.pathsep.join(map(str, programs)))
        if found is None:
            raise SystemExit("This needs PostgreSQL. Install it (Debian, Ubuntu: apt-get install postgresql).")
        self._programs, self._port = Path(found).parent, free_port()
        self._room = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
        self._as_owner = []
        if os.geteuid() == 0:
            shutil.chown(self._room, "postgres")
            self._as_owner = ["runuser", "-u", "postgres", "--"]
        if self._primary:
            whom = ["-h", "127.0.0.1", "-p", str(self._primary._port), "-U", "portal"]
            self._do("pg_basebackup", "-D", self._data, *whom, "--write-recovery-conf", "--checkpoint=fast")
        else:
            self._do(
                *("initdb", "-D", self._data, "-U", "portal", "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8"),
            )
        self.start()
        return self

    @property
    def _data(self):
        return str(self._room / "data")

    @property
    def address(self) -> str:
        return f"postgres://portal@127.0.0.1:{self._port}/postgres"

    def start(self):
        options = f"-p {self._port} -k {self._room} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._do("pg_ctl", "-D", self._data, "-l", str(self._room / "log"), "-w", "start", "-o", options)

    def stop(self):
        """Stop at once, as a crash would, without waiting for running queries."""
        self._do("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def _do(self, program, *arguments):
        command = [*self._as_owner, str(self._programs / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603

    def __exit__(self, *_):
        self._do("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._room)
