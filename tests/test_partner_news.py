from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from portal.partners.models import Partner, PartnerStory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return Partner.objects.create(name="Ararat Weekly", site_url="https://ararat.example/")


def story(of, **fields):
    fields = {"partner": of.pk, "title": "Grapes are late", "url": "ararat.example/grapes"} | fields
    return {"published_at_0": "2020-10-02", "published_at_1": "12:00"} | fields


def test_a_partner_and_its_story_are_entered_by_hand(admin_client, client):
    answer = admin_client.post(
        "/admin/partners/partner/add/", {"name": "Ararat Weekly", "site_url": "ararat.example", "active": "on"}
    )
    assert answer.status_code == 302
    partner = Partner.objects.get()
    assert partner.site_url == "https://ararat.example"
    assert admin_client.post("/admin/partners/partnerstory/add/", story(partner)).status_code == 302
    page = client.get("/").text
    assert '<a href="https://ararat.example/grapes"' in page
    assert "Grapes are late" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://ararat.example/", "data:text/html,x", "//"])
def test_only_web_addresses_are_taken(admin_client, partner, url):
    answer = admin_client.post("/admin/partners/partnerstory/add/", story(partner, url=url))
    assert answer.status_code == 200
    assert not PartnerStory.objects.exists()


def test_one_address_is_one_story_of_a_partner(admin_client, partner):
    for _ in range(2):
        answer = admin_client.post("/admin/partners/partnerstory/add/", story(partner))
    assert answer.status_code == 200
    assert PartnerStory.objects.count() == 1


def test_lists_of_partners_and_stories_open(admin_client, partner):
    PartnerStory.objects.create(partner=partner, title="Grapes", url="https://ararat.example/1")
    for path in ("partner/", "partnerstory/", f"partner/{partner.pk}/change/"):
        assert admin_client.get(f"/admin/partners/{path}").status_code == 200


def errors(answer) -> list[str]:
    """The fields of the form that came back which hold errors."""
    assert answer.status_code == 200
    return list(answer.context["adminform"].form.errors)


@pytest.mark.parametrize("clock", ["00:00", "23:59"])
@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2200-01-02", "9999-12-31"])
def test_a_story_appears_in_our_time(admin_client, partner, day, clock):
    data = story(partner, published_at_0=day, published_at_1=clock)
    assert errors(admin_client.post("/admin/partners/partnerstory/add/", data)) == ["published_at"]


def test_the_database_takes_no_other_time(partner):
    with pytest.raises(IntegrityError):
        PartnerStory.objects.create(
            partner=partner, title="Old", url="https://x.am/", published_at=datetime(1, 1, 2, tzinfo=UTC)
        )


@pytest.mark.parametrize("words", ["\u200b\u200b", "\u202e", "—"], ids=ascii)
def test_names_and_titles_can_be_read(admin_client, partner, words):
    answer = admin_client.post("/admin/partners/partner/add/", {"name": words, "site_url": "ararat.example"})
    assert errors(answer) == ["name"]
    assert errors(admin_client.post("/admin/partners/partnerstory/add/", story(partner, title=words))) == ["title"]


def test_a_title_holds_nothing_invisible(admin_client, partner):
    admin_client.post("/admin/partners/partnerstory/add/", story(partner, title="\u202eGrapes\u200b  are late"))
    assert PartnerStory.objects.get().title == "Grapes are late"


@pytest.mark.parametrize("number", ["x", "9" * 30])
def test_what_is_no_partner_is_no_choice(admin_client, partner, number):
    assert errors(admin_client.post("/admin/partners/partnerstory/add/", story(partner, partner=number))) == ["partner"]
    assert admin_client.get(f"/admin/partners/partnerstory/add/?partner={number}").status_code == 200


@pytest.mark.parametrize(
    "query", ["published_at__year=1", "published_at__year=9999", "published_at__gte=0001-01-01 00:00%2B04:00"]
)
def test_a_filter_that_cannot_be_is_no_error(admin_client, partner, query):
    assert admin_client.get(f"/admin/partners/partnerstory/?{query}", follow=True).status_code == 200
