"""The W3C's checker (Nu) on every kind of page in every language and on the stylesheets: no error, no warning.

It is a Java program; `make test-browser` fetches it.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.demo import PAGES

JAR = Path(os.environ.get("VNU_JAR") or settings.BASE_DIR / ".venv/vnu/node_modules/vnu-jar/build/dist/vnu.jar")
# Newer than the checker.
UNKNOWN_TO_IT = r".*Property “(scroll-initial-target|field-sizing|animation-timeline|animation-range)” doesn't exist.*"


@pytest.fixture
def pages(site_in_languages, client, tmp_path):
    """A folder with each page, and the stylesheets, as files."""
    for page in PAGES:
        (tmp_path / f"{page}.html").write_bytes(client.get(page.address).content)
    for sheet in (settings.BASE_DIR / "static/css").rglob("*.css"):
        shutil.copy(sheet, tmp_path)
    return tmp_path


def test_the_checker_has_nothing_to_say(pages):
    assert check(pages) == []


def test_the_checker_is_awake(tmp_path):
    (tmp_path / "page.html").write_text("<!doctype html><html lang=en><title>Page</title><p><h1>Text</h1></p>")
    (tmp_path / "page.css").write_text("p { colour: red }")
    assert sorted(line.split(":")[0] for line in check(tmp_path)) == ["page.css", "page.html"]


def check(folder: Path) -> list[str]:
    """What the checker says of the pages and stylesheets in a folder, a line each."""
    java = shutil.which("java")
    if java is None or not JAR.exists():
        pytest.fail("The checker needs Java and vnu.jar: `make test-browser` fetches the latter.", pytrace=False)
    command = [java, "-jar", str(JAR), "--also-check-css", "--format", "json", "--filterpattern", UNKNOWN_TO_IT]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, timeout=120)  # noqa: S603
    said = json.loads(done.stderr)["messages"]
    return [f"{Path(one['url']).name}:{one.get('lastLine')}: {one['message']} {one.get('extract', '')}" for one in said]
