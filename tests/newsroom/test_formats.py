"""Days and times in the newsroom stand in the site's format, also where Django writes them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone

from articles.text.dates import format_stamp
from portal.partners.models import Partner, PartnerStory

AT = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)


@pytest.mark.parametrize("at", [AT, datetime(2011, 7, 5, 20, 5, tzinfo=UTC)])
def test_django_writes_a_moment_as_the_site_does(at):
    assert Template("{{ at }}").render(Context({"at": at})) == format_stamp(at)


@pytest.mark.django_db
def test_the_list_of_partners_stories_shows_the_sites_stamp(admin_client):
    partner = Partner.objects.create(name="Mediamax", site_url="https://example.org")
    PartnerStory.objects.create(partner=partner, title="Rain", url="https://example.org/1", published_at=AT)
    assert "October 2, 2020 - 19:13 AMT" in admin_client.get(reverse("admin:partners_partnerstory_changelist")).text


@pytest.mark.django_db
def test_the_list_of_partners_shows_when_a_feed_was_fetched_and_will_be(admin_client, time_machine):
    time_machine.move_to(AT, tick=False)
    fetched = {"last_success": AT - timedelta(hours=2), "next_fetch": AT + timedelta(minutes=20)}
    feed = "https://example.org/feed"
    partner = Partner.objects.create(name="Mediamax", site_url="https://example.org", feed_url=feed, **fetched)
    Partner.objects.filter(pk=partner.pk).update(**fetched)
    page = admin_client.get(reverse("admin:partners_partner_changelist")).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "October 2, 2020 - 17:13 AMT, 2 hours ago" in page
    assert "October 2, 2020 - 19:33 AMT, in 20 minutes" in page
    form = admin_client.get(reverse("admin:partners_partner_change", args=[partner.pk])).text
    assert "October 2, 2020 - 17:13 AMT" in form
    assert timezone.now() == AT
