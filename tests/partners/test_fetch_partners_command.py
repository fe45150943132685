"""manage.py fetch_partners: what it prints, its exit codes, one at a time, and how it ends when it is told to."""

import signal
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.database.exclusive_lock import exclusive_lock
from portal.partners import importer, sandbox
from portal.partners.models import Partner
from tests.support.feedserver import answering, feed, feed_server, hanging, wait_until
from tests.support.servers import ROOT, environment, run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings):
    settings.PARTNERS_ALLOW_PRIVATE = True
    with feed_server() as server:
        yield server


def add(name, url):
    return Partner.objects.create(name=name, site_url="https://ararat.example/", feed_url=url)


def fetch(*arguments):
    out = StringIO()
    call_command("fetch_partners", *arguments, stdout=out)
    return out.getvalue()


def refused(*arguments):
    with pytest.raises(CommandError) as caught:
        fetch(*arguments)
    return caught.value.returncode, str(caught.value)


def test_it_prints_a_line_for_each_partner_and_the_sum(server):
    add("Ararat Weekly", server.put("/feed", feed()))
    add("Sevan Daily", server.put("/bad", answering(b"", 404)))
    lines = fetch().splitlines()
    assert sorted(lines[:-1]) == [
        "Ararat Weekly: 1 new, 0 changed, 1 in the feed",
        "Sevan Daily: failed: it answers 404 not found",
    ]
    assert lines[-1] == "1 fetched, 0 unchanged, 1 failed, 0 overtaken"
    assert fetch() == "0 fetched, 0 unchanged, 0 failed, 0 overtaken\n"


def test_strict_exits_with_1_when_a_partner_failed(server):
    partner = add("Ararat Weekly", server.put("/feed", feed()))
    fetch("--strict")
    Partner.objects.filter(pk=partner.pk).update(next_fetch=None, feed_url=server["/nothing"])
    assert refused("--strict") == (1, "1 partners failed (--strict)")


def test_a_partner_by_name_is_fetched_due_or_not(server):
    add("Ararat Weekly", server.put("/feed", feed()))
    add("Sevan Daily", server["/feed"])
    for _ in range(2):
        fetch("--partner", "Ararat Weekly")
    assert server.paths() == ["/feed", "/feed"]


def test_arguments_that_cannot_be_used_exit_with_2():
    Partner.objects.create(name="Silent", site_url="https://x.example/")
    add("Ararat Weekly", "https://ararat.example/feed")
    for name in ("Silent", "Nobody"):
        assert refused("--partner", name) == (
            2,
            f"--partner {name}: no active partner with a feed has this name; known are: Ararat Weekly",
        )
    assert refused("--partner", "Ararat Weekly", "--loop")[0] == 2


# Processes of their own, on a database that they share


@pytest.fixture
def elsewhere(tmp_path):
    """The environment of other processes, with a database of their own."""
    database = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    return environment(tmp_path, database) | {"PARTNERS_ALLOW_PRIVATE": "1"}


def begin(given, *arguments):
    command = [sys.executable, "manage.py", "fetch_partners", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env=given, **pipes)  # noqa: S603


def add_elsewhere(given, url, name="Ararat"):
    fields = f"name={name!r}, site_url='https://ararat.example/', feed_url={url!r}"
    run(given, f"from portal.partners.models import Partner; Partner.objects.create({fields})")


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_run_that_is_stopped_ends_at_once(server, elsewhere, number, code):
    add_elsewhere(elsewhere, server.put("/hang", hanging(server)))
    process = begin(elsewhere)
    assert wait_until(lambda: server.asked)
    process.send_signal(getattr(signal, number))
    _, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Stopped." in err
    assert "Traceback" not in err


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("page", ["hang", "feed"])
def test_a_loop_goes_on_until_it_is_told_to_end(server, elsewhere, number, page):
    add_elsewhere(elsewhere, server.put("/a", hanging(server) if page == "hang" else feed()))
    process = begin(elsewhere, "--loop")
    assert wait_until(lambda: server.asked)
    if page == "feed":
        assert process.stdout.readline() == "Ararat: 1 new, 0 changed, 1 in the feed\n"
        assert process.stdout.readline().startswith("1 fetched")
    assert process.poll() is None
    process.send_signal(getattr(signal, number))
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "Stopped.\n", "")


def test_two_never_run_at_once(server, elsewhere):
    add_elsewhere(elsewhere, server.put("/hang", hanging(server)))
    first = begin(elsewhere)
    assert wait_until(lambda: server.asked)
    second = begin(elsewhere)
    _, err = second.communicate(timeout=20)
    assert second.returncode == 1
    assert "another run is fetching partner news for this database" in err
    first.kill()
    first.communicate()
    third = begin(elsewhere)
    assert wait_until(lambda: len(server.asked) == 2)
    third.kill()
    third.communicate()


def test_the_lock_is_not_the_imports():
    with exclusive_lock("import", 0x5EED) as held, exclusive_lock("fetch", importer.FETCH_LOCK) as other:
        assert held
        assert other


def test_memory_stays_below_310_mb_while_bombs_come_in(server, elsewhere):
    """The program's peak, and the address space that the two readers beside it may have at the most."""
    bomb = b'<rss version="2.0"><channel>' + b"<a>" * 1_000_000
    names = [f"bomb{number}" for number in range(6)]
    for name in names:
        server.put(f"/{name}", bomb)
    code = f"""
from pathlib import Path
from django.core.management import call_command
from portal.partners.models import Partner
for name in {names!r}:
    Partner.objects.create(name=name, site_url="https://x.example/", feed_url="{server.url}/" + name)
call_command("fetch_partners")
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""
    ours = int(run(elsewhere, code).split()[-1])  # kilobytes; getrusage would count what the parent had before
    assert ours * 1024 + 2 * sandbox.SANDBOX.memory < 310_000_000


def test_what_came_before_the_stop_is_kept(server, elsewhere):
    given = elsewhere | {"PYTHONUNBUFFERED": "1"}
    add_elsewhere(given, server.put("/feed", feed()))
    add_elsewhere(given, server.put("/hang", hanging(server)), "Hangs")
    process = begin(given)
    assert process.stdout.readline() == "Ararat: 1 new, 0 changed, 1 in the feed\n"
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert run(given, "from portal.partners.models import *; print(PartnerStory.objects.count())") == "1\n"
