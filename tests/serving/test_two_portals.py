"""Our own feeds, fetched as a partner's: two portals on two ports, each with a database of its own."""

import pytest

from tests.support.combinations import sample
from tests.support.servers import environment, run, serve

PUBLISH = """
from tests.support.factories import make_article
from django.utils import timezone
for number in range(3):
    make_article(f"Bridge {number} — «opens» & “closes” 5 < 6", published_at=timezone.now())
"""
FETCH = "from django.core.management import call_command; call_command('fetch_partners', '--strict')"


def portal(home, **variables):
    home.mkdir()
    return environment(home, f"sqlite:///{home / 'db.sqlite3'}") | {"PARTNERS_ALLOW_PRIVATE": "1"} | variables


@pytest.mark.parametrize("form", sample(["rss", "atom", "json"], 3))
def test_what_one_publishes_stands_in_the_others_box_after_one_fetch(tmp_path, form):
    first, second = portal(tmp_path / "a"), portal(tmp_path / "b")
    with serve(first) as a, serve(second) as b:
        assert "Bridge" not in b.get("/").text
        fields = {"name": "Agency A", "site_url": f"http://127.0.0.1:{a.port}/"}
        fields["feed_url"] = f"{fields['site_url']}feeds/latest.{form}"
        run(second, f"from portal.partners.models import Partner; Partner.objects.create(**{fields!r})")
        run(first, PUBLISH)
        printed = run(second, FETCH)
        assert printed.startswith("Agency A: 3 new, 0 changed, 3 in the feed\n")
        for path in ("/partners/", "/404/"):
            page = b.get(path).text
            box = page.partition("Partner news")[2]
            for number in range(3):
                assert f"Bridge {number} — «opens» &amp; “closes” 5 &lt; 6" in box
        assert "/news/3/" in box
