import pytest

from portal.partners.models import Partner, PartnerStory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return Partner.objects.create(name="Ararat Weekly", site_url="https://ararat.example/")


def story(partner, **fields):
    fields = {"partner": partner.pk, "title": "Grapes are late", "url": "ararat.example/grapes"} | fields
    return fields | {"published_at_0": "2020-10-02", "published_at_1": "12:00"}


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
