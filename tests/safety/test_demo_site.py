"""The demo site in three languages passes both checks of a whole site, and these meet every kind of page on it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, resolve

from articles.selfcheck.crawler import Visitor, choose_stories
from articles.selfcheck.hidden import HiddenContent
from articles.selfcheck.visibility import find_leaks
from articles.urls import urlpatterns
from tests.support.combinations import EVERY

pytestmark = pytest.mark.usefixtures("site_in_languages")


def test_what_it_sends_is_as_it_should_be():
    output = StringIO()
    call_command("check_output", stories=1000 if EVERY else 60, stdout=output)  # the newest 60 are of all kinds
    assert output.getvalue().splitlines()[:-1] == []


def test_every_kind_of_page_is_asked_in_every_language_and_shows_nothing_hidden():
    seen = {}
    assert find_leaks(Visitor(), HiddenContent(), choose_stories(10)[0], seen) == []
    found = [resolve(path.partition("?")[0]) for path, status in seen.items() if status == 200]
    own = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    [below] = [pattern for pattern in urlpatterns if isinstance(pattern, URLResolver)]
    named = {pattern.name for pattern in below.url_patterns}
    assert own - {None, "preview"} <= {match.url_name for match in found if "language" not in match.kwargs}
    for language in ("ru", "hy"):
        assert named - {None} <= {match.url_name for match in found if match.kwargs.get("language") == language}
