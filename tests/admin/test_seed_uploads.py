"""Importing seeds in the newsroom: who may, what is shown before and after, and that nothing is imported twice."""

import re
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.admin import seed_uploads
from articles.imports.seeds import importer
from articles.imports.seeds.uploads import trial, unpacking
from articles.models import Article, ImportRun, SeedUpload
from articles.models.seed_upload import INTERRUPTED_AFTER, UPLOADS_KEPT, UPLOADS_MAX
from tests.support.accounts import make_account
from tests.support.factories import make_article, seed_text
from tests.support.newsroom import messages_of

pytestmark = pytest.mark.django_db
FORM, LIST = "admin:articles_importrun_add", "admin:articles_importrun_changelist"


@pytest.fixture
def chief(client):
    """The browser of a chief editor."""
    client.force_login(make_account("sona", "Chief editor"))
    return client


def zip_of(**texts: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, text in texts.items():
            archive.writestr(f"{name}.txt", text)
    return made.getvalue()


def zip_with(name: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr(name, "content")
    return made.getvalue()


SEEDS = zip_of(good=seed_text(latest=["Library lends tools since May Readers bring back 300 drills."]), bad="no seed")


def upload(client, data: bytes = SEEDS, name: str = "seeds.zip"):
    return client.post(reverse(FORM), {"file": SimpleUploadedFile(name, data)}, follow=True)


def address() -> str:
    return reverse("admin:articles_importrun_upload", args=[SeedUpload.objects.latest("pk").token])


def press(client, button: str, to: str = ""):
    return client.post(to or address(), {f"_{button}": "1"}, follow=True)


def shown(page) -> dict[str, str]:
    """The outcome of each file that the page shows."""
    return {file["name"]: file["outcome"] for file in page.context["page"]}


def test_a_trial_shows_each_file_and_its_story_and_saves_nothing(chief):
    page = upload(chief)
    assert shown(page) == {"bad.txt": "rejected", "good.txt": "created"}
    for text in (
        "What an import of seeds.zip would do",
        "line 1: the first line must read",
        "Museum opens new wing in Gyumri",
        "October 2, 2020 - 12:00 AMT",
        "PanARMENIAN.Net",
        "The museum opened a new wing.",
        "It is free on Sundays.",
        "1 brief from the sidebars",
        "Library lends tools since May",
    ):
        assert text in page.text
    assert [file["story"] and file["story"]["section"] for file in page.context["page"]] == [None, "Culture"]
    assert (Article.objects.count(), ImportRun.objects.count(), LogEntry.objects.count()) == (0, 0, 0)


def test_the_import_does_what_the_trial_showed_and_leads_to_its_report(chief):
    before = upload(chief).context["outcome"]
    page = press(chief, "import")
    assert messages_of(page) == ["The import is done: 1 created, 1 rejected."]
    story = Article.objects.get(headline="Museum opens new wing in Gyumri")
    assert reverse("admin:articles_article_change", args=[story.pk]) in page.text
    assert reverse("admin:articles_article_change", args=[story.pk]) not in str(before)
    assert shown(page) == {"bad.txt": "rejected", "good.txt": "created"}
    assert page.context["outcome"]["briefs"] == before["briefs"] == ["Library lends tools since May"]
    assert ImportRun.objects.get().counts["created"] == 1
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.change_message) == ("sona", "Imported: 1 created, 1 rejected.")
    assert bytes(SeedUpload.objects.get().data) == b""


def test_the_first_line_that_the_form_gives_as_an_example_can_be_read(chief):
    example = re.search("first line reads “(.+?)”", chief.get(reverse(FORM)).text)[1]
    page = upload(chief, f"{example}\nThe ferry crosses the lake.\n".encode(), "ferry.txt")
    assert shown(page) == {"ferry.txt": "created"}
    assert page.context["page"][0]["story"]["headline"] == "Headline"


def test_a_text_alone_is_an_upload_in_any_encoding_that_the_import_reads(chief):
    text = seed_text("Музей открыл новый зал", paragraphs=["Вход свободный по воскресеньям, сообщает музей города."])
    page = upload(chief, text.encode("cp1251"), "лист.txt")
    assert shown(page) == {"лист.txt": "created"}
    assert "the file is Windows-1251" in page.text
    assert "1 file in another encoding than UTF-8" in page.text


def test_a_warning_that_names_a_file_names_it_as_it_was_uploaded(chief, monkeypatch):
    real = importer.write

    def write(plan, *args):
        for file in plan.survey.found:
            file.outcome.warnings.append(f"nearly the same text as the story of {plan.survey.found[0].outcome.path}")
        return real(plan, *args)

    monkeypatch.setattr(importer, "write", write)
    page = upload(chief, zip_of(**{"first of May": short("Rain"), "second": short("Snow")}))
    warnings = [warning for file in page.context["page"] for warning in file["warnings"]]
    assert warnings == ["nearly the same text as the story of first of May.txt"] * 2


def test_a_known_story_is_shown_as_it_would_be_after_the_import(chief):
    upload(chief, seed_text().encode(), "a.txt")
    press(chief, "import")
    page = upload(chief, seed_text(paragraphs=["The museum opened two new wings on Friday."]).encode(), "a.txt")
    assert shown(page) == {"a.txt": "updated"}
    assert "two new wings" in page.text
    assert "two new wings" not in Article.objects.get().body
    assert shown(upload(chief, seed_text().encode(), "b.txt")) == {"b.txt": "unchanged"}


def test_a_double_submit_imports_once(chief):
    upload(chief)
    press(chief, "import")
    page = press(chief, "import")
    assert messages_of(page) == ["This upload was imported already. Nothing was imported twice."]
    assert (ImportRun.objects.count(), shown(page)["good.txt"]) == (1, "created")


def test_the_second_of_two_submits_at_once_waits_for_nothing_and_imports_nothing(chief):
    upload(chief)
    assert SeedUpload.objects.get().begin()
    page = press(chief, "import")
    assert messages_of(page) == ["This upload is being imported just now. Reload this page to see what it did."]
    assert not ImportRun.objects.exists()
    assert 'name="_import"' not in page.text


def test_an_import_that_was_cut_off_can_be_completed(chief):
    upload(chief)
    SeedUpload.objects.update(begun_at=timezone.now() - INTERRUPTED_AFTER - timedelta(seconds=1))
    page = chief.get(address())
    assert "interrupted" in page.text
    assert 'name="_discard"' not in page.text
    assert shown(press(chief, "import")) == {"bad.txt": "rejected", "good.txt": "created"}


def test_a_reload_shows_the_same_and_repeats_nothing(chief):
    upload(chief)
    pages = [chief.get(address()).context["outcome"] for _ in range(2)]
    assert pages[0] == pages[1]
    press(chief, "import")
    assert [shown(chief.get(address()))["good.txt"] for _ in range(2)] == ["created", "created"]
    assert ImportRun.objects.count() == 1


def test_the_same_file_uploaded_twice_leads_to_one_page(chief):
    addresses = [upload(chief).redirect_chain[-1][0] for _ in range(2)]
    assert addresses[0] == addresses[1]
    assert SeedUpload.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [(zip_of(bad="no seed"), seed_uploads.ALL_REJECTED), (SEEDS, seed_uploads.ALL_KNOWN)],
    ids=["rejected", "known"],
)
def test_where_nothing_would_change_there_is_no_button_to_import(chief, data, said):
    if data is SEEDS:
        assert said not in upload(chief).text
        press(chief, "import")
    page = upload(chief, data)
    assert said in page.text
    assert 'name="_import"' not in page.text
    assert "Nothing is on the site yet." not in page.text


def test_an_upload_that_cannot_be_read_just_now_can_be_tried_once_more(chief, monkeypatch):
    upload(chief)

    def busy(*args):
        raise seed_uploads.NoSeeds("Other uploads are being read just now.")

    with monkeypatch.context() as patched:
        patched.setattr(seed_uploads, "unpack", busy)
        [said] = messages_of(press(chief, "try"))
    assert "Other uploads are being read just now." in said
    assert 'name="_import"' in press(chief, "try").text


def test_an_upload_is_listed_until_it_is_deleted(chief):
    upload(chief)
    page = chief.get(reverse(FORM))
    assert address() in page.text
    assert "not imported" in page.text
    page = press(chief, "discard")
    assert messages_of(page) == ["“seeds.zip” is deleted. Nothing of it was imported."]
    assert "None. What you upload is kept here for a day" in page.text
    assert (SeedUpload.objects.count(), Article.objects.count()) == (0, 0)


def test_an_imported_upload_is_not_deleted_by_an_old_page(chief):
    upload(chief)
    press(chief, "import")
    assert messages_of(press(chief, "discard")) == ["This upload was imported already. Nothing was imported twice."]
    assert SeedUpload.objects.count() == 1


@contextmanager
def another_import():
    raise importer_running
    yield


importer_running = seed_uploads.ImportRunning("another import is running on this database")


def test_while_another_import_runs_nothing_is_lost(chief, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(importer, "import_lock", another_import)
        page = upload(chief)
        assert messages_of(page) == [seed_uploads.RUNNING]
        assert 'name="_import"' not in page.text
        assert "It is not known yet" in page.text
    assert shown(press(chief, "try")) == {"bad.txt": "rejected", "good.txt": "created"}
    with monkeypatch.context() as patched:
        patched.setattr(importer, "import_lock", another_import)
        assert messages_of(press(chief, "import")) == [seed_uploads.RUNNING]
    assert not Article.objects.exists()
    assert messages_of(press(chief, "import")) == ["The import is done: 1 created, 1 rejected."]


def test_nobody_imports_what_was_not_shown(chief, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(importer, "import_lock", another_import)
        upload(chief)
    press(chief, "import")
    assert not Article.objects.exists()


def test_a_trial_that_takes_too_long_is_ended(chief, monkeypatch):
    monkeypatch.setattr(trial, "TRIAL_SECONDS", -1)
    assert messages_of(upload(chief)) == [seed_uploads.TOO_LONG]
    assert not Article.objects.exists()


def test_a_trial_is_ended_while_it_writes_too(chief, monkeypatch):
    clock, real = iter(range(1_000)), importer.write
    looks = []

    def write(*args):
        monkeypatch.setattr(trial, "monotonic", lambda: looks.append(1) or trial.TRIAL_SECONDS * next(clock) // 4)
        return real(*args)

    monkeypatch.setattr(trial, "monotonic", lambda: 0)
    monkeypatch.setattr(importer, "write", write)
    texts = {f"f{number:03}": seed_text(f"Story number {number} of the day") for number in range(150)}
    assert messages_of(upload(chief, zip_of(**texts))) == [seed_uploads.TOO_LONG]
    assert len(looks) == 6
    assert not Article.objects.exists()


def test_an_import_that_fails_says_so_and_can_be_repeated(chief, monkeypatch):
    upload(chief)

    def fail(*args):
        raise DatabaseError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(importer, "write", fail)
        [message] = messages_of(press(chief, "import"))
    assert message.startswith("The import ended early: The disk is full. ")
    assert ImportRun.objects.get().failure == "The disk is full."
    assert shown(press(chief, "import"))["good.txt"] == "created"


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "The submitted file is empty."),
        (b"PK\x05\x06" + bytes(18), "a.zip", "This zip holds no .txt file."),
        (b"no zip", "a.zip", "This zip cannot be read"),
        (zip_with("photo.jpg"), "a.zip", "This zip holds no .txt file."),
        (zip_with("word/document.xml"), "Monday.DOCX", "Save it there as plain text (.txt), and upload that."),
        (
            zip_of(**{f"f{number}": "" for number in range(1001)}),
            "a.zip",
            "It holds 1,001 files; 1,000 is the most here.",
        ),
    ],
    ids=["empty", "nothing in it", "no zip", "no text in it", "document", "too many"],
)
def test_what_cannot_be_read_is_refused_in_the_form(chief, data, name, message):
    page = upload(chief, data, name)
    assert message in page.text
    assert not SeedUpload.objects.exists()


def test_an_upload_that_is_too_large_is_refused_before_it_is_read(chief, monkeypatch):
    monkeypatch.setattr(seed_uploads, "UPLOAD_BYTES_MAX", 100)
    page = upload(chief, b"x" * 101)
    assert "is the most here. For more, use the command import_seeds" in page.text
    assert not SeedUpload.objects.exists()


def test_headlines_and_names_from_outside_are_text(chief):
    nasty = seed_text("<script>alert(1)</script>", paragraphs=["<b>Bold</b> & brave."])
    page = upload(chief, zip_of(**{"<img src=x>": nasty}))
    assert "<script>alert(1)" not in page.text
    assert "<img src=x>" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_many_files_are_shown_page_by_page_and_by_outcome(chief):
    texts = {f"f{number:03}": seed_text(f"Story number {number} of the day") for number in range(60)}
    page = upload(chief, zip_of(**texts, bad="no seed"))
    assert len(shown(page)) == seed_uploads.FILES_A_PAGE
    assert page.context["counts"] == [("rejected", 1), ("created", 60)]
    assert list(shown(chief.get(f"{address()}?outcome=rejected"))) == ["bad.txt"]
    assert len(shown(chief.get(f"{address()}?outcome=created&page=2"))) == 60 - seed_uploads.FILES_A_PAGE
    assert len(shown(chief.get(f"{address()}?outcome=nonsense&page=x"))) == seed_uploads.FILES_A_PAGE


def short(headline: str) -> str:
    return seed_text(headline, paragraphs=[f"Parliament has passed a law, lawmakers said of {headline}."])


def test_each_kind_of_warning_leads_to_its_files(chief):
    page = upload(chief, zip_of(plain=seed_text("Rain"), odd=short("News"), other=short("Sport")))
    [(kind, number)] = page.context["kinds"]
    assert (kind, number) == ("whose headline is too general", 2)
    assert f"{address()}?kind=whose%20headline%20is%20too%20general" in page.text
    assert set(shown(chief.get(address(), {"kind": kind}))) == {"odd.txt", "other.txt"}
    assert shown(chief.get(address(), {"kind": "nonsense"})) == {}


@pytest.mark.parametrize("role", ["Reporter", "Editor"])
def test_who_is_no_chief_editor_gets_403(client, role):
    client.force_login(make_account("gor", role))
    made = SeedUpload.objects.keep(make_account("sona", "Chief editor"), "a.txt", seed_text().encode())
    page = reverse("admin:articles_importrun_upload", args=[made.token])
    for answer in (client.get(reverse(FORM)), upload(client), client.get(page), press(client, "import", page)):
        assert answer.status_code == 403
    assert client.get(reverse(LIST)).status_code == 403
    assert not Article.objects.exists()


def test_an_upload_is_its_accounts_alone(chief):
    made = SeedUpload.objects.keep(make_account("ani", "Chief editor"), "a.txt", seed_text().encode())
    page = reverse("admin:articles_importrun_upload", args=[made.token])
    for answer in (chief.get(page, follow=True), press(chief, "import", page), press(chief, "discard", page)):
        assert messages_of(answer) == [seed_uploads.GONE]
    assert (Article.objects.count(), SeedUpload.objects.count()) == (0, 1)


def test_nobody_imports_without_the_forms_token(chief):
    upload(chief)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = chief.cookies
    for to, data in ((reverse(FORM), {"file": SimpleUploadedFile("a.txt", b"x")}), (address(), {"_import": "1"})):
        assert strict.post(to, data).status_code == 403
    assert not Article.objects.exists()


def test_an_upload_is_gone_after_a_day(chief):
    upload(chief)
    SeedUpload.objects.update(made_at=timezone.now() - UPLOADS_KEPT)
    assert messages_of(press(chief, "import")) == [seed_uploads.GONE]
    assert (Article.objects.count(), SeedUpload.objects.count()) == (0, 0)  # the form has deleted it


def test_an_account_keeps_few_uploads(chief):
    for number in range(UPLOADS_MAX + 2):
        upload(chief, seed_text(f"Boat {number} is late").encode(), f"{number}.txt")
    kept = SeedUpload.objects.order_by("pk").values_list("name", flat=True)
    assert list(kept) == [f"{number}.txt" for number in range(2, UPLOADS_MAX + 2)]


def test_the_list_of_imports_leads_to_the_form_and_changes_nothing(chief):
    assert "0 imports" in chief.get(reverse(LIST)).text
    upload(chief)
    press(chief, "import")
    page = chief.get(reverse(LIST)).text
    assert reverse(FORM) in page
    assert "1 created, 1 rejected" in page
    run = ImportRun.objects.get()
    assert chief.post(reverse("admin:articles_importrun_change", args=[run.pk]), {}).status_code == 403
    assert chief.post(reverse("admin:articles_importrun_delete", args=[run.pk]), {"post": "yes"}).status_code == 403


def test_the_start_page_leads_chief_editors_to_the_import(chief, client):
    page = chief.get(reverse("admin:index")).text
    assert reverse(FORM) in page
    assert "Nothing has been imported yet." in page
    client.force_login(make_account("gor", "Editor"))
    assert reverse(FORM) not in client.get(reverse("admin:index")).text


def test_a_trial_leaves_curated_rows_alone(chief):
    story = make_article("Bridge opens")
    before = list(Article.objects.values())
    upload(chief, seed_text("Bridge closes").encode(), "a.txt")
    assert list(Article.objects.values()) == before
    assert Article.objects.get() == story


def test_a_trial_that_cannot_be_unpacked_just_now_says_so(chief, monkeypatch):
    upload(chief)

    def busy(*args):
        raise unpacking.NoSeeds(unpacking.STOPPED[unpacking.Busy])

    with monkeypatch.context() as patched:
        patched.setattr(seed_uploads, "unpack", busy)
        [message] = messages_of(press(chief, "try"))
    assert message.startswith("It could not be tried: Other uploads are being read just now.")
    assert shown(press(chief, "try"))["good.txt"] == "created"


def deleted_before(monkeypatch, step):
    """Let the upload be deleted while it is tried or imported, as newer ones in another tab delete it."""
    real = trial.run

    def run(members, vocabulary, *, dry_run):
        if step == ("try" if dry_run else "import"):
            SeedUpload.objects.all().delete()
        return real(members, vocabulary, dry_run=dry_run)

    monkeypatch.setattr(trial, "run", run)


def test_an_upload_that_is_deleted_while_it_is_tried_is_gone(chief, monkeypatch):
    deleted_before(monkeypatch, "try")
    address = chief.post(reverse(FORM), {"file": SimpleUploadedFile("a.zip", SEEDS)}).url
    assert messages_of(chief.get(address, follow=True)) == [seed_uploads.GONE]


def test_an_import_is_done_though_its_upload_is_deleted_meanwhile(chief, monkeypatch):
    upload(chief)
    deleted_before(monkeypatch, "import")
    page = press(chief, "import")
    assert "The import is done: 1 created, 1 rejected." in messages_of(page)
    assert (Article.objects.exclude(body="").count(), SeedUpload.objects.count()) == (1, 0)
    assert LogEntry.objects.count() == 1


def test_an_upload_whose_import_began_meanwhile_is_not_discarded(chief):
    upload(chief)
    read_before = SeedUpload.objects.get()
    assert SeedUpload.objects.get().begin()
    assert not read_before.discard()
    assert SeedUpload.objects.count() == 1
