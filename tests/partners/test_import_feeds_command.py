"""manage.py import_feeds: partner news from a folder, without a network, for the demo site."""

import os
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.database import edition
from portal.partners.models import Partner, PartnerStory
from tests.support.feedserver import feed, item

pytestmark = pytest.mark.django_db
DEMO = settings.BASE_DIR / "fixtures" / "partners"
WEEKLY = {"name": "Ararat Weekly", "site": "https://ararat.example/", "feed": "weekly.xml"}


def catalogue(*entries: dict) -> str:
    lines = []
    for entry in entries:
        lines += ["[[partner]]", *(f'{name} = "{value}"' for name, value in entry.items())]
    return "\n".join(lines)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "partners.toml").write_text(catalogue(WEEKLY))
    (tmp_path / "weekly.xml").write_bytes(feed(item(1, "Grapes are late"), item(2, "Two choirs")))
    return tmp_path


def import_feeds(folder, *arguments) -> list[str]:
    out = StringIO()
    call_command("import_feeds", str(folder), *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_demo_partners_stand_in_the_box_of_the_front_page(client):
    assert import_feeds(DEMO) == [
        "Ararat Weekly: 8 new, 0 changed, 8 in the feed",
        "Кавказский вестник: 5 new, 0 changed, 5 in the feed",
    ]
    page = client.get("/").text
    assert 'href="https://ararat.example/grapes/" rel="noopener external">' in page
    assert 'href="https://vestnik.example/workshop/" rel="noopener external" lang="ru"' in page


def test_a_second_import_changes_nothing(folder):
    import_feeds(folder)
    before = list(Partner.objects.values()), list(PartnerStory.objects.values()), edition.current()
    assert import_feeds(folder) == ["Ararat Weekly: 0 new, 0 changed, 2 in the feed"]
    assert (list(Partner.objects.values()), list(PartnerStory.objects.values()), edition.current()) == before


def test_what_an_editor_has_changed_stays(folder):
    import_feeds(folder)
    PartnerStory.objects.filter(title="Two choirs").update(hidden=True)
    Partner.objects.update(site_url="https://weekly.example/", shows=1, active=False)
    import_feeds(folder)
    assert PartnerStory.objects.get(hidden=True).title == "Two choirs"
    assert Partner.objects.values_list("site_url", "shows", "active").get() == ("https://weekly.example/", 1, False)


@pytest.mark.parametrize("name", ["ARARAT weekly", "Árarat Weekly"])
def test_a_partner_whose_name_an_editor_writes_otherwise_is_the_same(folder, name):
    import_feeds(folder)
    Partner.objects.update(name=name)
    assert import_feeds(folder) == [f"{name}: 0 new, 0 changed, 2 in the feed"]
    assert Partner.objects.count() == 1


def test_nothing_is_ever_fetched_for_such_a_partner(folder):
    import_feeds(folder)
    assert not Partner.objects.fetchable().exists()
    assert not Partner.objects.in_trouble().exists()


def test_a_partner_that_is_fetched_is_left_alone(folder):
    Partner.objects.create(name="Ararat Weekly", site_url="https://a.example/", feed_url="https://a.example/feed")
    assert import_feeds(folder) == [
        "Ararat Weekly: failed: it has a feed of its own; fetch_partners reads that",
    ]
    assert not PartnerStory.objects.exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"feed": "none.xml"}, "none.xml: cannot be opened: No such file or directory"),
        ({"feed": "pipe.xml"}, "pipe.xml: this is no regular file"),
        ({"feed": "page.xml"}, "page.xml: this is a web page, no feed: give the address of its feed"),
        ({"site": "ararat"}, "site_url: Enter a valid URL."),
        ({"name": "—"}, "name: Write at least one letter or digit."),
    ],
)
def test_a_feed_that_cannot_be_taken_in_is_named_and_the_rest_go_on(folder, change, reason):
    os.mkfifo(folder / "pipe.xml")
    (folder / "page.xml").write_text("<!doctype html><title>Page</title>")
    bad = WEEKLY | {"name": "Sevan Daily"} | change
    (folder / "partners.toml").write_text(catalogue(bad, WEEKLY), encoding="utf-8")
    assert import_feeds(folder) == [
        f"{bad['name']}: failed: {reason}",
        "Ararat Weekly: 2 new, 0 changed, 2 in the feed",
    ]
    assert [partner.name for partner in Partner.objects.all()] == ["Ararat Weekly"]
    with pytest.raises(CommandError) as caught:
        import_feeds(folder, "--strict")
    assert caught.value.returncode == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "partners.toml: cannot be opened: No such file or directory"),
        ("[[partner", "partners.toml: "),
        ("partner = 3", r"holds no \[\[partner\]\]"),
        (catalogue(WEEKLY | {"colour": "red"}), "partner 1: known are name, site, feed, language; .*'colour'"),
        (catalogue(WEEKLY, WEEKLY | {"feed": "../weekly.xml"}), "partner 2: .* leads out of the folder"),
        ("[[partner]]\nname = 1\nsite = 'x'\nfeed = 'y'", "partner 1: every value is text"),
    ],
)
def test_a_catalogue_that_cannot_be_used_exits_with_2_and_writes_nothing(folder, text, reason):
    path = folder / "partners.toml"
    path.unlink() if text is None else path.write_text(text)
    with pytest.raises(CommandError, match=reason) as caught:
        import_feeds(folder)
    assert caught.value.returncode == 2
    assert not Partner.objects.exists()
