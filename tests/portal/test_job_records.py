"""How the backup and the fetch of partner news fared: kept on the machine, shown in the newsroom and in /metrics."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from portal import job_records
from portal.contact.models import Message
from portal.monitoring import metrics
from portal.partners.models import Partner

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def server(settings, tmp_path, monkeypatch):
    """A public site, whose local state is in a folder of its own."""
    settings.LOCAL, settings.NEWSROOM_SECOND_FACTOR = False, "off"
    monkeypatch.setattr(job_records, "folder", lambda: tmp_path / "jobs")
    return tmp_path


def shown(client) -> dict[str, str]:
    """What is wrong with each job, on the start page."""
    columns = client.get(reverse("admin:index")).context["desk"]
    return {job["title"]: job["trouble"] for column in columns for job in column.get("jobs", [])}


def make_feed():
    return Partner.objects.create(
        name="Ararat", site_url="https://a.example/", feed_url="https://a.example/f", next_fetch=timezone.now() + HOUR
    )


def test_what_is_noted_is_read_again(time_machine):
    time_machine.move_to("2026-11-29T03:20:00Z", tick=False)
    assert job_records.read(job_records.BACKUP) == job_records.Record()
    job_records.succeeded(job_records.BACKUP)
    time_machine.shift(60)
    job_records.failed(job_records.BACKUP, OSError(28, "No space left on device"))
    began = timezone.now() - timedelta(minutes=1)
    assert job_records.read(job_records.BACKUP) == job_records.Record(
        began, timezone.now(), "[Errno 28] No space left on device"
    )
    job_records.succeeded(job_records.BACKUP)
    assert job_records.read(job_records.BACKUP) == job_records.Record(timezone.now())


def test_a_record_is_written_in_its_place_so_that_a_full_disk_has_room_for_it(server):
    job_records.succeeded(job_records.BACKUP)
    path = server / "jobs" / "backup.json"
    before = path.stat()
    job_records.failed(job_records.BACKUP, "x" * 10_000)
    assert (path.stat().st_ino, path.stat().st_size) == (before.st_ino, before.st_size) == (before.st_ino, 4096)
    assert job_records.read(job_records.BACKUP).failure == "x" * 500


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"succeeded_at": "x", "failed_at": null, "failure": ""}', "\0" * 9])
def test_a_spoilt_record_is_none(server, text):
    (server / "jobs").mkdir()
    (server / "jobs" / "backup.json").write_text(text)
    assert job_records.read(job_records.BACKUP) == job_records.Record()


@pytest.mark.django_db
def test_a_missing_backup_shows_and_one_of_last_night_does_not(admin_client, admin_user, time_machine):
    time_machine.move_to("2026-11-29T03:20:00Z", tick=False)
    assert shown(admin_client)["Backup"].startswith("It is not running. Check its timer")
    job_records.succeeded(job_records.BACKUP)
    time_machine.shift(timedelta(hours=30))
    admin_client.force_login(admin_user)  # the session has ended
    assert shown(admin_client) == {}
    time_machine.shift(timedelta(minutes=1))
    assert list(shown(admin_client)) == ["Backup"]
    assert "Last done <time" in admin_client.get(reverse("admin:index")).text


@pytest.mark.django_db(transaction=True)
def test_a_failed_backup_shows_why_until_one_succeeds(admin_client, server, monkeypatch):
    occupied = server / "a file"
    occupied.write_text("")
    with pytest.raises(CommandError):
        call_command("backup", str(occupied))
    assert "File exists" in shown(admin_client)["Backup"] or "Not a directory" in shown(admin_client)["Backup"]
    monkeypatch.setattr("portal.backup.management.commands.backup.make_backup", lambda *given: Made())
    call_command("backup", str(server / "backups"))
    assert shown(admin_client) == {}


class Made:
    path = "backup.zip"

    def report_lines(self):
        return ["made"]


@pytest.mark.django_db
def test_a_fetch_that_never_runs_shows_where_there_is_something_to_fetch(admin_client):
    job_records.succeeded(job_records.BACKUP)
    assert shown(admin_client) == {}
    make_feed()
    assert shown(admin_client)["Fetch of partner news"].startswith("It is not running.")
    call_command("fetch_partners")
    assert shown(admin_client) == {}


@pytest.mark.django_db
def test_jobs_of_every_minute_that_never_run_show_where_readers_have_written(admin_client):
    job_records.succeeded(job_records.BACKUP)
    Message.objects.create(text="Thanks.")
    assert shown(admin_client)["Jobs of every minute"].startswith("It is not running.")
    call_command("run_jobs")
    assert shown(admin_client) == {}


@pytest.mark.django_db
def test_on_ones_own_machine_and_on_the_others_of_several_no_job_is_expected(admin_client, settings):
    settings.LOCAL = True
    assert shown(admin_client) == {}
    settings.LOCAL, settings.MACHINES = False, 2
    assert shown(admin_client) == {}
    job_records.failed(job_records.BACKUP, "The disk is full.")
    assert shown(admin_client) == {"Backup": "The disk is full."}


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "seen"), [("Editor", []), ("Chief editor", ["Backup"])])
def test_who_looks_after_accounts_reads_of_jobs(client, role, seen):
    account = User.objects.create_user("ani", is_staff=True)
    account.groups.set(Group.objects.filter(name=role))
    client.force_login(account)
    assert list(shown(client)) == seen


def test_figures_tell_of_each_job(time_machine):
    time_machine.move_to("2026-11-29T03:20:00Z", tick=False)
    job_records.succeeded(job_records.BACKUP)
    time_machine.shift(90)
    messages = {
        (sample.name, sample.labels["job"]): sample.value
        for family in metrics.JobCollector().collect()
        for sample in family.samples
    }
    assert messages == {
        ("portal_job_age_seconds", "backup"): 90,
        ("portal_job_failing", "backup"): 0,
        ("portal_job_failing", "fetch_partners"): 1,
        ("portal_job_failing", "run_jobs"): 1,
    }
