"""What is read in a process of its own: its limits, its places, and what it cannot see."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from articles.outside.sandbox import Busy, Crashed, Sandbox, TooLong, TooMuch
from tests.support.servers import ROOT

pytestmark = pytest.mark.sandbox
HERE = Path(__file__)


def sandbox(**changes) -> Sandbox:
    given = {"module": "tests.support.sandboxed", "memory": 80_000_000, "seconds": 5, "wait": 0, "locks": (HERE,)}
    return Sandbox(**(given | changes))


def test_the_answer_to_the_bytes_comes_back():
    assert sandbox().run(b"\x00Ani\n" * 100_000, work="echo") == b"\x00Ani\n" * 100_000


def test_memory_has_a_limit():
    with pytest.raises(TooMuch):
        sandbox().run(b"", work="fill")


def test_the_processors_time_has_a_limit():
    with pytest.raises(TooLong):
        sandbox(seconds=1).run(b"", work="loop")


def test_the_time_on_the_wall_has_a_limit():
    with pytest.raises(TooLong):
        sandbox(seconds=0.2).run(b"", work="wait")


@pytest.mark.parametrize("work", ["fault", "error"])
def test_a_crash_is_the_process_s_own(work):
    with pytest.raises(Crashed):
        sandbox().run(b"", work=work)


def test_a_process_that_the_system_ends_for_its_memory_took_too_much():
    with pytest.raises(TooMuch):
        sandbox().run(b"", work="killed")


def test_it_knows_nothing_of_ours(monkeypatch):
    monkeypatch.setenv("DJANGO_SECRET_KEY", "secret")
    seen = sandbox().run(b"", work="look").decode().split()
    assert "PATH" not in seen
    assert not [name for name in seen if "DJANGO" in name or name == "django"]


def test_whoever_finds_every_place_taken_is_told():
    with sandbox().place(), pytest.raises(Busy):
        sandbox().run(b"", work="echo")


def test_there_are_as_many_places_as_locks():
    two = sandbox(locks=(HERE, ROOT / "manage.py"))
    with two.place() as first, two.place() as second:
        with pytest.raises(Busy):
            two.run(b"", work="echo")
        assert first(b"1", work="echo") + second(b"2", work="echo") == b"12"


def test_a_place_is_free_again_after_an_error():
    with pytest.raises(Crashed):
        sandbox().run(b"", work="error")
    with pytest.raises(ZeroDivisionError), sandbox().place():
        raise ZeroDivisionError
    assert sandbox().run(b"2", work="echo") == b"2"


def test_a_killed_holder_leaves_its_place():
    code = "from tests.outside.test_sandbox import sandbox\nwith sandbox().place():\n"
    code += "  print('held', flush=True)\n  input()"
    holder = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Busy):
            sandbox().run(b"", work="echo")
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        assert sandbox(wait=10).run(b"2", work="echo") == b"2"


def test_those_who_wait_have_their_turn_before_those_who_come_again():
    """An import that reads one picture after the other does not keep an editor waiting for its end."""
    alone = sandbox(wait=30)
    with ThreadPoolExecutor() as pool:
        with alone.place() as run:
            waiting = pool.submit(alone.run, b"editor", work="echo")
            while not _waits_for_lock():
                os.sched_yield()
            run(b"import", work="echo")
        alone.run(b"import again", work="echo")
        assert waiting.done()


def _waits_for_lock() -> bool:
    """Whether somebody waits for a lock on this file."""
    return any(
        " -> FLOCK" in line and line.split()[-3].endswith(f":{HERE.stat().st_ino}")
        for line in Path("/proc/locks").read_text().splitlines()
    )


def test_the_reader_of_a_killed_holder_keeps_its_place_to_its_end(tmp_path):
    """Else two would read at once, with the memory of two."""
    os.mkfifo(tmp_path / "begun")
    code = "from tests.outside.test_sandbox import sandbox\n"
    code += f"sandbox().run(b'', work='tell_and_wait', where={str(tmp_path)!r})"
    holder = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)  # noqa: S603
    reader = int((tmp_path / "begun").read_text())  # waits until it is written
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    try:
        with pytest.raises(Busy):
            sandbox().run(b"", work="echo")
    finally:
        os.kill(reader, signal.SIGKILL)
    assert sandbox(wait=10).run(b"2", work="echo") == b"2"


def test_a_system_that_knows_no_such_limit_reads_all_the_same():
    """macOS refuses a limit of the address space."""
    code = (
        "import resource, sys\n"
        "set_limit = resource.setrlimit\n"
        "def refuse(kind, most):\n"
        "    if kind == resource.RLIMIT_AS: raise ValueError('current limit exceeds maximum limit')\n"
        "    set_limit(kind, most)\n"
        "resource.setrlimit = refuse\n"
        "from articles.outside import sandbox\n"
        "sandbox.main()\n"
    )
    command = [sys.executable, "-c", code, "tests.support.sandboxed", "80000000", "5", "0", str(HERE)]
    given = b'{"work": "echo"}\nAni'
    done = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, check=True)  # noqa: S603
    assert done.stdout == b"+Ani"
