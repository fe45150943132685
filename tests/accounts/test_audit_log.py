"""What the audit log says of what was done: by whom, with what, in which words."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles.history.audit_log import audit
from tests.support.factories import NOON, make_article
from tests.support.newsroom import save

pytestmark = pytest.mark.django_db


def log_messages() -> list[str]:
    """What the log says, oldest first."""
    return [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]


def test_the_steps_of_the_form_stand_in_it_by_name(admin_client, admin_user):
    article = make_article("Rain", published_at=None)
    ahead = timezone.now().replace(microsecond=0) + timedelta(days=1)
    save(admin_client, article, "_schedule", published_at=ahead)
    save(admin_client, article, "_publish", published_at=None)
    save(admin_client, article, "_withdraw", withdrawn_because="Wrong person.")
    save(admin_client, article, "_restore")
    steps = [one for one in log_messages() if not one.startswith(("Changed", "No fields"))]
    assert steps[0].startswith("Schedule: ")
    assert steps[1:] == ["Publish now.", "Withdraw: Wrong person.", "Restore."]
    assert set(LogEntry.objects.values_list("user_id", "object_repr")) == {(admin_user.pk, "Rain")}


def test_a_plain_save_is_no_step(admin_client):
    save(admin_client, make_article("Rain"), headline="Snow")
    assert log_messages() == ["Changed Headline."]


def test_nobody_adds_changes_or_deletes_what_stands_in_it(admin_client, admin_user):
    audit(None, admin_user, "Withdraw: wrong person.", by=admin_user)
    entry, address = LogEntry.objects.get(), reverse("admin:admin_logentry_changelist")
    for path, data in (
        ("add/", {}),
        (f"{entry.pk}/change/", {"change_message": "x"}),
        (f"{entry.pk}/delete/", {"post": "yes"}),
    ):
        assert admin_client.post(f"{address}{path}", data).status_code == 403
    admin_client.post(address, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
    assert log_messages() == ["Withdraw: wrong person."]


@pytest.mark.parametrize(("what", "shown"), [("withdrawn", 1), ("published", 0), ("accounts", 1), ("nonsense", 1)])
def test_it_is_filtered_by_what_was_done(admin_client, admin_user, what, shown):
    audit(None, admin_user, "Withdraw: wrong person.", by=admin_user)
    page = admin_client.get(reverse("admin:admin_logentry_changelist"), {"what": what})
    assert len(page.context["cl"].result_list) == shown


def test_it_says_when_by_the_sites_own_stamp(admin_client, admin_user, time_machine):
    time_machine.move_to(NOON, tick=False)
    audit(None, admin_user, "Withdraw: wrong person.", by=admin_user)
    page = admin_client.get(reverse("admin:admin_logentry_changelist"))
    assert "October 2, 2020 - 12:00 AMT" in page.text
    assert "1 log entry" in page.text
