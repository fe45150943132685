"""X-Cache goes to this machine and to trusted proxies alone: a reader would learn when the newsroom is at work."""

import pytest

from portal.http.client_address import is_internal_request, parse_proxies
from portal.monitoring.request_log import RequestLog
from tests.support.pagecache import ask, make_page_cache


@pytest.mark.parametrize(
    ("proxies", "comes_from", "forwarded", "own"),
    [
        ("0", "127.0.0.1", "", True),
        ("0", "::1", "", True),
        ("0", "", "", True),  # a unix socket
        ("0", "203.0.113.9", "", False),
        ("0", "127.0.0.1", "203.0.113.9", False),  # a proxy that nobody has told us of
        ("0", "127.0.0.1", "127.0.0.1", False),
        ("1", "", "203.0.113.9", False),
        ("1", "", "127.0.0.1", True),  # whoever asks nginx on the machine itself
        ("1", "127.0.0.1", "127.0.0.1, 203.0.113.9", False),  # what a reader says of himself
        ("10.0.0.5", "10.0.0.5", "", True),
        ("10.0.0.5", "10.0.0.5", "203.0.113.9", False),
        ("10.0.0.5", "10.0.0.6", "", False),
        ("10.0.0.5", "203.0.113.9", "127.0.0.1", False),
        ("10.0.0.0/24,10.0.1.7", "10.0.1.7", "10.0.0.9", True),
    ],
)
def test_who_is_of_our_own(proxies, comes_from, forwarded, own):
    meta = {"REMOTE_ADDR": comes_from} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    assert is_internal_request(meta, parse_proxies(proxies)) == own


def test_a_request_that_another_kind_of_proxy_passed_on_is_its_readers():
    assert not is_internal_request({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.9"}, 0)


@pytest.mark.parametrize("path", ["/", "/search/", "/nothing/"])
@pytest.mark.django_db
def test_a_reader_is_told_nothing_and_the_log_everything(path, settings):
    settings.TRUSTED_PROXIES = 1
    counted = []
    log = RequestLog(make_page_cache(), count=lambda *figures: counted.append(figures))
    answers = [ask(log, path, X_Forwarded_For=address) for address in ("203.0.113.9", "127.0.0.1")]
    assert ["X-Cache" in answer.headers for answer in answers] == [False, True]
    assert counted[1][1] == answers[1].headers["X-Cache"]
    assert counted[0][1] in ("miss", "pass")
