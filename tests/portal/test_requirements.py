"""The lock files: three selections of one set of packages, so that what is tested is what is served."""

import re
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SITE, BUCKET, DEVELOPMENT = "requirements.txt", "deploy/requirements-s3.txt", "requirements-dev.txt"
ENTRY = re.compile(r"^(?P<name>[a-z0-9._-]+)(\[[a-z,]+\])?==(?P<version>[^\s;\\]+)( ; (?P<where>[^\\]+?))? \\\n", re.M)


def locked(name: str) -> dict[str, set[tuple[str, frozenset]]]:
    """Each package's versions, each with the digests of its files."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found: dict[str, set] = {}
    for entry in ENTRY.finditer(text):
        rest = text[entry.end() :]
        digests = re.match(r"(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", rest)
        one = entry["version"], frozenset(re.findall("sha256:([0-9a-f]+)", digests[0]))
        found.setdefault(entry["name"], set()).add(one)
    return found


def test_every_line_of_a_lock_is_understood_here():
    for name in (SITE, BUCKET, DEVELOPMENT):
        entries = re.findall(r"^[a-z].*$", (ROOT / name).read_text(encoding="utf-8"), flags=re.M)
        assert len(entries) == sum(map(len, locked(name).values())) > 30, name


@pytest.mark.parametrize(("one", "other"), [*combinations((SITE, BUCKET, DEVELOPMENT), 2)])
def test_two_locks_agree_on_every_package_that_both_have(one, other):
    ours, theirs = locked(one), locked(other)
    shared = ours.keys() & theirs.keys()
    assert {name: ours[name] for name in shared} == {name: theirs[name] for name in shared}


def test_what_the_site_needs_is_in_every_lock():
    assert locked(SITE).keys() < locked(BUCKET).keys() < locked(DEVELOPMENT).keys()


@pytest.mark.parametrize("name", [SITE, BUCKET, DEVELOPMENT])
def test_no_lock_holds_an_address(name):
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "bound_to"), [(BUCKET, SITE), (DEVELOPMENT, BUCKET)])
def test_a_lock_is_compiled_bound_to_the_one_before(name, bound_to):
    """So that they agree after the next `make lock`, too; the second line of a lock is the command that made it."""
    command = (ROOT / name).read_text(encoding="utf-8").splitlines()[1]
    assert f"--constraints {bound_to} --output-file {name}" in command
