"""A new release is a new edition: what a program sends is known by the program, too."""

import pytest

from portal.serving import release
from tests.support.pagecache import Site, ask, make_page_cache


@pytest.fixture
def root(tmp_path):
    for name in ("articles/pages/lists.py", "portal/urls.py", "templates/base.html", "static/css/site.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    return tmp_path


def test_the_same_program_has_the_same_digest(root):
    assert release.digest(root) == release.digest(root)
    assert len(release.digest(root)) == 16


@pytest.mark.parametrize(
    "name", ["articles/pages/lists.py", "portal/urls.py", "templates/base.html", "static/css/site.css"]
)
def test_every_file_that_makes_a_page_makes_the_release(root, name):
    before = release.digest(root)
    (root / name).write_text("after")
    assert release.digest(root) != before


def test_a_file_that_only_changed_its_name_makes_a_release(root):
    before = release.digest(root)
    (root / "templates/base.html").rename(root / "templates/root.html")
    assert release.digest(root) != before


def test_what_python_leaves_behind_makes_none(root):
    before = release.digest(root)
    (root / "articles/views.pyc").write_text("compiled")
    assert release.digest(root) == before


def test_a_setting_that_stands_on_the_pages_makes_a_release(root, settings):
    before = release.digest(root)
    settings.SITE_NAME = "Another name"
    assert release.digest(root) != before


def test_the_same_bytes_of_another_release_are_sent_again_since_their_headers_may_differ():
    old, new = (make_page_cache(Site(b"The front page"), release=name) for name in ("old", "new"))
    etag = ask(old).headers["ETag"]
    assert ask(old, If_None_Match=etag).status == "304 Not Modified"
    assert ask(new, If_None_Match=etag).status == "200 OK"


def test_the_edition_of_another_release_is_another():
    assert make_page_cache(Site(), release="old")._clock.current() == "oldedition"
