"""What a request says of its body's type never makes an error of ours, whatever it says."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler

from portal.http.content_type import PlainContentType, plain
from tests.support.factories import make_site_page

HOSTILE = [
    "text/plain; charset=rot13",
    "text/plain; charset=undefined",
    "text/plain; charset=idna",
    "text/plain; charset*=a'b'c'd",
    "text/plain; charset*=utf-8''undefined",
    "multipart/form-data; charset=hex; boundary=x",
    "; ;=;*",
]


def status_of(client, method, path, content_type, body=b""):
    """Return the status with which the program answers over WSGI, as gunicorn asks it."""
    about = {"QUERY_STRING": path.partition("?")[2], "CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(body))}
    environ = client._base_environ(PATH_INFO=path.partition("?")[0], REQUEST_METHOD=method, **about)
    answered = []
    application = PlainContentType(WSGIHandler())
    application(environ | {"wsgi.input": BytesIO(body)}, lambda status, headers: answered.append(int(status[:3])))
    return answered[0]


@pytest.mark.django_db(transaction=True)  # a request from outside of the test client closes the connection
def test_a_strange_type_of_the_body_is_no_error(client):
    make_site_page("contact")
    asked = [("GET", "/search/?q=armenia", b""), ("GET", "/nothing/", b""), ("POST", "/contact/write/", b"--x\r\n")]
    answers = {one: [status_of(client, method, path, one, body) for method, path, body in asked] for one in HOSTILE}
    assert [one for one, (found, missing, sent) in answers.items() if (found, missing) != (200, 404)] == []
    assert {sent for _, _, sent in answers.values()} <= {400, 403}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (
            "multipart/form-data; boundary=----WebKitFormBoundaryAbc123",
            'multipart/form-data; boundary="----WebKitFormBoundaryAbc123"',
        ),
        (
            'multipart/form-data; charset=utf-8; boundary="a\'b+c=:?/,()"',
            'multipart/form-data; boundary="a\'b+c=:?/,()"',
        ),
        ("application/x-www-form-urlencoded; charset=UTF-8", "application/x-www-form-urlencoded"),
        ("multipart/form-data; boundary*=utf-8''x", "multipart/form-data"),
    ],
)
def test_the_boundary_of_a_form_is_kept(given, kept):
    assert plain(given) == kept
