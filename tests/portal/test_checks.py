"""Each danger in how a copy is configured has a system check with an id of its own."""

import pytest
from django.core.checks import run_checks

from portal.checks import is_local_host

SAFE_SETTINGS = {
    "DEBUG": False,
    "LOCAL": False,
    "INSECURE_HTTP": False,
    "ALLOWED_HOSTS": ["news.example.org"],
    "SITE_URL": "https://news.example.org",
    "SECRET_KEY": "gH4-kq0Zr7_uW2sXy9TbLm1Nv6Ec3Df8Jp5Ka-Qo0Ri7Us2Yt9",
    "MACHINES": 1,
    "MEDIA_S3_BUCKET": "photos",
    "PAGE_CACHE_MB": 64,
    "TRUSTED_PROXIES": 1,
    "FORWARDED_ALLOW_IPS": "10.0.0.5",
}
pytestmark = pytest.mark.django_db  # the database of the tests is looked at, too
SQLITE = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
POSTGRESQL = {"default": {"ENGINE": "django.db.backends.postgresql"}}


@pytest.fixture
def found(settings):
    def found(**changed):
        """The ids of the portal's own checks that speak up."""
        for name, value in (SAFE_SETTINGS | changed).items():
            setattr(settings, name, value)
        return sorted(one.id for one in run_checks(include_deployment_checks=True) if one.id.startswith("portal."))

    return found


def test_a_sound_configuration_passes(found):
    assert found() == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"DEBUG": True}, ["portal.E001"]),
        ({"INSECURE_HTTP": True, "LOCAL": True}, ["portal.E002"]),
        ({"DEBUG": True, "ALLOWED_HOSTS": ["*"], "SITE_URL": "https://x.example"}, ["portal.E001"]),
        ({"DEBUG": True, "ALLOWED_HOSTS": ["127.0.0.1", "[::1]", "localhost"], "SITE_URL": "https://localhost"}, []),
        ({"MACHINES": 2, "DATABASES": SQLITE, "SITE_TAG_AUTHORITY_GIVEN": True}, ["portal.E003"]),
        ({"MACHINES": 2, "DATABASES": POSTGRESQL, "SITE_TAG_AUTHORITY_GIVEN": True}, []),
        ({"MACHINES": 2, "DATABASES": POSTGRESQL, "SITE_TAG_AUTHORITY_GIVEN": False}, ["portal.E004"]),
        (
            {"MACHINES": 2, "DATABASES": POSTGRESQL, "SITE_TAG_AUTHORITY_GIVEN": True, "MEDIA_S3_BUCKET": ""},
            ["portal.W003"],
        ),
        (
            {"MACHINES": 2, "DATABASES": POSTGRESQL, "SITE_TAG_AUTHORITY_GIVEN": True, "FORWARDED_ALLOW_IPS": ""},
            ["portal.W005"],
        ),
        ({"FORWARDED_ALLOW_IPS": ""}, []),
        ({"SITE_URL": "https://www.example.org"}, ["portal.E005"]),
        ({"SITE_URL": "http://news.example.org"}, ["portal.W001"]),
        ({"SECRET_KEY": "short"}, ["portal.E006"]),
        ({"SECRET_KEY": "x" * 60}, ["portal.E006"]),
        ({"SECRET_KEY": "django-insecure-" + SAFE_SETTINGS["SECRET_KEY"]}, ["portal.E006"]),
        ({"PAGE_CACHE_MB": 0}, ["portal.W002"]),
        ({"TRUSTED_PROXIES": 0}, ["portal.W004"]),
        ({"TRUSTED_PROXIES": 0, "LOCAL": True, "ALLOWED_HOSTS": ["news.test"], "SITE_URL": "https://news.test"}, []),
    ],
)
@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
def test_each_danger_is_named_by_its_id(found, changed, expected):
    assert found(**changed) == expected


@pytest.mark.parametrize(
    ("host", "own"),
    [
        *(("127.0.0.1", True), ("[::1]", True), ("localhost", True), ("site.localhost", True), ("portal.test", True)),
        *(("*", False), (".example.org", False), ("192.168.1.5", False), ("localhost.example.org", False)),
    ],
)
def test_a_host_is_of_ones_own_when_nobody_else_reaches_it(host, own):
    assert is_local_host(host) == own
