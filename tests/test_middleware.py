import pytest

from tests.factories import make_article


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_a_probe_needs_neither_the_sites_host_nor_https(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["news.example.org"]
    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 200


def test_another_host_is_refused(client, settings):
    settings.ALLOWED_HOSTS = ["news.example.org"]
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
def test_head_has_the_headers_of_get_and_no_body(rf):
    from django.core.handlers.wsgi import WSGIHandler

    path = make_article("A story").get_absolute_url()
    sent = {}

    def ask(method):
        environ = rf.generic(method, path).environ
        body = WSGIHandler()(environ, lambda status, headers: sent.update({method: (status, dict(headers))}))
        return b"".join(body)

    page = ask("GET")
    assert b"A story" in page
    assert ask("HEAD") == b""
    assert sent["HEAD"][0] == sent["GET"][0] == "200 OK"
    assert sent["HEAD"][1]["Content-Length"] == str(len(page))
