import re

import pytest
from django.test import RequestFactory

from portal.serving.public_handler import PublicHandler
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db


def test_a_readers_page_may_load_only_what_is_ours(client):
    policy = client.get(make_article().get_absolute_url())["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy


@pytest.mark.django_db(transaction=True)  # a real request closes the connection of a test's transaction
def test_a_page_made_for_everybody_has_the_same_policy(client):
    sent = {}
    PublicHandler()(RequestFactory().get("/").environ, lambda status, headers: sent.update(headers))
    policies = [response["Content-Security-Policy"].split("; ") for response in (client.get("/"), sent)]
    assert sorted(policies[0]) == sorted(policies[1])


def test_a_readers_page_holds_no_inline_style_or_script_but_data(client):
    for path in ("/", "/latest/", make_article(tags=["Roads"]).get_absolute_url(), "/nothing/"):
        page = client.get(path).text
        assert not re.search(r"<style|<script(?! type=\"application/ld\+json\">|[^>]* src=)| style=| on\w+=", page), (
            path
        )


def test_the_newsroom_may_run_the_editor_by_a_nonce_of_each_answer(client, admin_client):
    first = admin_client.get("/admin/articles/article/add/")["Content-Security-Policy"]
    second = admin_client.get("/admin/articles/article/add/")["Content-Security-Policy"]
    assert re.search(r"script-src 'self' 'nonce-[^']+'", first)
    assert "unsafe" not in first
    assert first != second
