"""Paths and absolute addresses are those that `reverse` and `urljoin` give."""

from urllib.parse import urljoin

import pytest
from django.templatetags.static import static
from django.test import override_settings
from django.urls import reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from articles.web.addresses import absolute, page_path, static_path, story_file_path, story_path

PATHS = st.text(alphabet="/a.é ;?#%:\t\N{NO-BREAK SPACE}", max_size=12).map("/{}".format)


@given(PATHS)
@pytest.mark.parametrize("site", ["https://news.example.org", "http://127.0.0.1:8000", "HTTPS://Example.org/portal"])
def test_an_absolute_address_is_that_of_urljoin(site, path):
    with override_settings(SITE_URL=site):
        assert absolute(path) == urljoin(f"{site}/", path)


@pytest.mark.parametrize("address", ["https://elsewhere.example/a/../b", "mailto:desk@example.org"])
def test_an_absolute_address_stays(address):
    assert absolute(address) == address


@pytest.mark.parametrize("prefix", ["/", "/portal/"])
def test_a_path_is_that_of_reverse(prefix):
    set_script_prefix(prefix)
    try:
        assert page_path("articles:section", "world") == reverse("articles:section", args=["world"])
        assert page_path("articles:month", 2020, 10) == reverse("articles:month", args=[2020, 10])
        assert story_path(12, "сад") == reverse("articles:article", args=[12, "сад"])
        assert [story_file_path(12, form) for form in ("txt", "md", "json")] == [
            reverse(f"articles:article_{form}", args=[12]) for form in ("txt", "md", "json")
        ]
    finally:
        set_script_prefix("/")


def test_the_path_of_a_static_file_follows_the_settings():
    assert static_path("css/site.css") == static("css/site.css")
    with override_settings(
        STATIC_URL="/elsewhere/",
        STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
    ):
        assert static_path("css/site.css") == static("css/site.css") == "/elsewhere/css/site.css"
