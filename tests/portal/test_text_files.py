"""/ads.txt and /trust.txt: files that whoever runs the site writes, shown as they are."""

import pytest

from tests.support import servers

SHOW = """
from django.test import Client
answer = Client(headers={"host": "127.0.0.1"}).get("/%s")
print(answer.status_code, answer.headers["Content-Type"], answer.text)
"""


@pytest.mark.parametrize(("name", "variable"), [("ads.txt", "ADS_TXT"), ("trust.txt", "TRUST_TXT")])
def test_the_file_is_shown_as_it_is(tmp_path, name, variable):
    file = tmp_path / "written.txt"
    file.write_text("member=https://journalists.example/\n# <Ereván>\n")
    environment = servers.environment(tmp_path, f"sqlite:///{tmp_path}/site.sqlite3") | {variable: str(file)}
    assert servers.run(environment, SHOW % name) == f"200 text/plain; charset=utf-8 {file.read_text()}\n"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["ads.txt", "trust.txt"])
def test_without_one_there_is_no_such_address(client, name):
    assert client.get(f"/{name}").status_code == 404
