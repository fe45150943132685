"""The processes of a machine share their finished pages: files, which stay right whatever happens to a process."""

import errno
import os
import stat
from multiprocessing import get_context
from pathlib import Path

import pytest

from portal.serving import shared_pages
from portal.serving.cache_key import PageKey
from portal.serving.finished_page import FinishedPage
from portal.serving.shared_pages import BLOCK, PAUSE, SharedPages
from tests.support.pagecache import TEXT, ManualClock, Site, ask, make_page_cache

KEY = PageKey("127.0.0.1", False, "", "/", "")
SPAWN = get_context("spawn")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "pages"


@pytest.fixture
def process(folder):
    """Make the page cache of one more process; it has the edition, clock and site of the others unless given others."""
    clock = ManualClock()

    def make(site, read=lambda: "one", identity="release", capacity=2**20):
        return make_page_cache(site, read, clock, shared=SharedPages(folder, capacity, identity, clock))

    make.clock = clock
    return make


def pages_in(folder):
    return sorted(path for path in folder.iterdir() if path.name not in ("locks", "written"))


def test_a_page_that_one_process_rendered_is_the_others_too(process):
    site = Site()
    one, other = process(site), process(site)
    answers = [ask(cache) for cache in (one, other, other, one)]
    assert [answer.x_cache for answer in answers] == ["miss", "hit", "hit", "hit"]
    assert {answer.body for answer in answers} == {b"rendering number 1"}


@pytest.mark.parametrize("status", ["200 OK", "301 Moved Permanently", "410 Gone"])
@pytest.mark.parametrize("coding", ["", "gzip", "br", "gzip;q=0.5"])
def test_it_is_the_same_to_the_byte(process, status, coding):
    own = [("Location", "/news/1/ա/"), ("Last-Modified", "Tue, 24 Nov 2026 12:00:00 GMT"), ("ETag", 'W/"own"')]
    site = Site("Ա".encode() * 2_000, status=status, headers=own)
    one, other = process(site), process(site)
    known = ask(one, Accept_Encoding=coding).headers.get("ETag", "none")
    for headers in ({"Accept_Encoding": coding}, {"If_None_Match": known}, {"If_Modified_Since": own[1][1]}):
        for method in ("GET", "HEAD"):
            assert ask(other, method=method, **headers) == ask(one, method=method, **headers)
    assert len(site.asked) == 1


def test_a_coding_is_made_once_for_all(process, monkeypatch):
    made = []
    monkeypatch.setattr("portal.serving.encodings.encode", lambda body, coding: made.append(coding) or b"coded")
    site = Site(b"The front page" * 100)
    for coding in ("br", "gzip", "br", ""):
        ask(process(site), Accept_Encoding=coding)
    assert made == ["br", "gzip"]


def test_a_page_that_comes_out_the_same_in_the_next_edition_keeps_the_codings_of_another_process(process, monkeypatch):
    made = []
    monkeypatch.setattr("portal.serving.encodings.encode", lambda body, coding: made.append(coding) or b"coded")
    site = Site(b"The front page" * 100)
    ask(process(site), Accept_Encoding="br")
    assert ask(process(site, lambda: "two"), Accept_Encoding="br").x_cache == "miss"
    assert made == ["br"]


def test_a_process_that_has_not_seen_a_change_yet_sends_the_newer_page_of_another_one(process):
    site = Site()
    late = process(site)
    ask(late)
    process.clock.advance(0.05)
    assert ask(process(site, lambda: "two")).x_cache == "miss"
    late.store._kept.clear()
    answer = ask(late)
    assert (answer.x_cache, answer.body) == ("hit", b"rendering number 2")


@pytest.mark.parametrize("other", [{"identity": "next release"}, {"read": lambda: "two"}])
def test_another_release_or_edition_has_pages_of_its_own(process, other):
    site = Site()
    ask(process(site))
    assert ask(process(site, **other)).body == b"rendering number 2"


def test_a_page_of_another_address_is_never_sent_whatever_its_files_name(process, folder):
    site = Site()
    cache = process(site)
    ask(cache, "/latest/")
    [latest] = pages_in(folder)
    latest.rename(cache.store._shared._path(KEY))
    assert ask(process(site), "/").body == b"rendering number 2"


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:5], lambda data: b"", lambda data: data[:-1] + b"?"]
)
def test_a_damaged_file_is_no_page(process, folder, damage):
    site = Site()
    ask(process(site))
    [file] = pages_in(folder)
    file.write_bytes(damage(file.read_bytes()))
    assert ask(process(site)).body == b"rendering number 2"
    assert ask(process(site)).body == b"rendering number 2"


def test_nobody_else_on_the_machine_may_read_them(process, folder):
    ask(process(Site()))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_a_folder_that_others_may_write_to_is_refused(process, folder, caplog):
    folder.mkdir()
    folder.chmod(0o777)
    cache = process(Site())
    assert [ask(cache).x_cache for _ in range(2)] == ["miss", "hit"]
    assert list(folder.iterdir()) == []
    assert "not a folder of this user alone" in caplog.text


# --- Where there is no room ---------------------------------------------------------------


@pytest.mark.parametrize("call", ["mkdir", "open", "write", "rename"])
def test_without_room_each_process_keeps_its_pages_and_says_so_once(process, folder, monkeypatch, caplog, call):
    def fail(*args, **kwargs):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    site = Site(b"x" * 7_000)
    cache = process(site, capacity=2**20)
    with monkeypatch.context() as patch:
        patch.setattr(shared_pages.Path if call == "mkdir" else shared_pages.os, call, fail)
        for _ in range(3):
            assert {ask(cache, f"/tag/{name}/").x_cache for name in "abc"} <= {"miss", "hit"}
            process.clock.advance(PAUSE + 1)
        assert [ask(cache, f"/tag/{name}/").x_cache for name in "abc"] == ["hit"] * 3
    [record] = caplog.records
    assert "No space left on device" in record.getMessage()
    process.clock.advance(PAUSE + 1)
    assert ask(cache, "/tag/d/").x_cache == "miss"
    assert caplog.records[-1].getMessage() == f"{folder} can be used again"
    assert ask(process(site), "/tag/d/").x_cache == "hit"
    assert len(pages_in(folder)) == 1


def test_a_folder_that_was_removed_is_made_again(process, folder):
    cache = process(Site())
    ask(cache)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    assert ask(cache, "/latest/").x_cache == "miss"
    process.clock.advance(PAUSE + 1)
    ask(cache, "/archive/")
    assert len(pages_in(folder)) == 1


# --- Its size -----------------------------------------------------------------------------


def size_of(folder):
    return sum(-(-file.stat().st_size // BLOCK) * BLOCK for file in pages_in(folder))


def test_all_processes_together_hold_as_many_pages_as_their_bytes_allow(process, folder):
    capacity = 64 * 4 * BLOCK
    caches = [process(Site(b"x" * 3 * BLOCK), capacity=capacity) for _ in range(3)]
    for number in range(200):
        ask(caches[number % 3], f"/tag/{number}/")
        assert size_of(folder) <= capacity
    assert size_of(folder) > capacity * 0.8


def test_those_that_were_not_used_for_the_longest_go_first(process, folder):
    cache = process(Site(b"x" * 3 * BLOCK), capacity=64 * 4 * BLOCK)
    for number in range(50):
        ask(cache, f"/tag/{number}/")
    used, unused = (Path(cache.store._shared._path(KEY._replace(path=path))) for path in ("/tag/48/", "/tag/49/"))
    for file in (used, unused):
        os.utime(file, (1, 1))
    assert ask(process(Site(), capacity=64 * 4 * BLOCK), "/tag/48/").x_cache == "hit"  # a process that has to read it
    for number in range(50, 66):
        ask(cache, f"/tag/{number}/")
    assert (used.exists(), unused.exists()) == (True, False)


def test_a_file_that_gets_its_final_name_while_old_pages_are_removed_disturbs_nothing(process, monkeypatch, caplog):
    listed = os.listdir
    monkeypatch.setattr(shared_pages.os, "listdir", lambda folder: [*listed(folder), "begun.1-1"])
    cache = process(Site(b"x" * 3 * BLOCK), capacity=64 * 4 * BLOCK)
    for number in range(70):
        ask(cache, f"/tag/{number}/")
    assert caplog.records == []


def test_a_smaller_size_holds_from_the_next_start_on(process, folder):
    for name in "abcdefgh":
        ask(process(Site(b"x" * 3 * BLOCK)), f"/tag/{name}/")
    ask(process(Site(), capacity=16 * BLOCK), "/tag/a/")
    assert size_of(folder) <= 16 * BLOCK


def test_a_page_of_more_than_a_quarter_of_the_whole_is_not_kept(process, folder):
    site = Site(b"x" * 2**18)
    ask(process(site))
    assert pages_in(folder) == []


# --- Several processes --------------------------------------------------------------------


def hold(folder, begun, end):
    """Take the turn to render KEY, as a process in the middle of it."""
    pages = SharedPages(folder, 2**20, "release")
    assert pages.take_turn(KEY)
    (folder / "begun.1-1").write_bytes(b"half a page")
    begun.set()
    end.wait()


@pytest.fixture
def renderer(folder):
    """Another process that renders KEY."""
    begun, end = SPAWN.Event(), SPAWN.Event()
    running = SPAWN.Process(target=hold, args=(folder, begun, end))
    running.start()
    assert begun.wait(60)
    yield running
    running.kill()
    running.join()


def test_while_another_process_renders_a_page_readers_get_the_previous_one(process, renderer):
    editions = ["two"]
    site = Site()
    cache = process(site, lambda: editions[-1])
    page = FinishedPage("200 OK", TEXT, b"The page before")
    page.edition = "releasetwo"
    page.right_at = page.renew_at = process.clock() + 100
    cache.store._shared.keep(KEY, page)
    assert ask(cache).x_cache == "hit"
    editions.append("three")
    process.clock.advance(101)
    cache._clock._seen = (cache._clock._seen[0]._replace(at=process.clock() - 1), cache._clock._seen[1])
    answer = ask(cache)
    assert (answer.x_cache, answer.body) == ("stale", b"The page before")


def test_nobody_waits_for_a_process_that_was_killed(process, renderer, folder):
    cache = process(Site())
    assert not cache.store._shared.take_turn(KEY)
    renderer.kill()
    renderer.join()
    assert ask(cache).body == b"rendering number 1"
    assert cache.store._shared.take_turn(KEY)


def test_nobody_waits_long_for_a_process_that_hangs(process, renderer, monkeypatch):
    monkeypatch.setattr("portal.serving.page_cache.GRACE", 0.05)
    assert ask(process(Site())).body == b"rendering number 1"
