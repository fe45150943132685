import pytest
from django.http import HttpResponse, StreamingHttpResponse

from portal.http.middleware import send_no_body_on_head


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_a_probe_needs_neither_the_sites_host_nor_https(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["news.example.org"]
    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 200


def test_another_host_is_refused(client, settings):
    settings.ALLOWED_HOSTS = ["news.example.org"]
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(("method", "body"), [("GET", b"A story"), ("HEAD", b"")])
def test_head_has_the_headers_of_get_and_no_body(rf, method, body):
    answer = send_no_body_on_head(lambda request: HttpResponse("A story"))(rf.generic(method, "/"))
    assert answer.content == body
    assert answer.headers.get("Content-Length", "7") == "7"


def test_an_answer_that_streams_is_left_alone(rf):
    answer = send_no_body_on_head(lambda request: StreamingHttpResponse(["a"]))(rf.head("/"))
    assert answer.streaming
