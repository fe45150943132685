"""What the audit log says of what was done: by whom, with what, in which words."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from tests.factories import make_article
from tests.newsroom import save

pytestmark = pytest.mark.django_db


def said() -> list[str]:
    """What the log says, oldest first."""
    return [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]


def test_the_steps_of_the_form_stand_in_it_by_name(admin_client, admin_user):
    article = make_article("Rain", published_at=None)
    ahead = timezone.now().replace(microsecond=0) + timedelta(days=1)
    save(admin_client, article, "_schedule", published_at=ahead)
    save(admin_client, article, "_publish", published_at=None)
    save(admin_client, article, "_withdraw", withdrawn_because="Wrong person.")
    save(admin_client, article, "_restore")
    steps = [one for one in said() if not one.startswith(("Changed", "No fields"))]
    assert steps[0].startswith("Schedule: ")
    assert steps[1:] == ["Publish now.", "Withdraw: Wrong person.", "Restore."]
    assert set(LogEntry.objects.values_list("user_id", "object_repr")) == {(admin_user.pk, "Rain")}


def test_a_plain_save_is_no_step(admin_client):
    save(admin_client, make_article("Rain"), headline="Snow")
    assert said() == ["Changed Headline."]
