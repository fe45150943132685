"""A picture that readers may no longer see is not at the address that they know, whatever hid it."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Author, Byline, Correction, Photo, PhotoChore
from articles.photos import renaming
from tests.support.factories import NOON, make_article, make_topic_page, show
from tests.support.newsroom import save, take
from tests.support.pictures import encoded, make_photo, quarters, upload

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


@pytest.fixture
def story(media):
    """A public story with a photo, its files on disk."""
    return make_article("Bridge opens", photo=make_photo())


def later(**fields):
    return {"published_at": timezone.now() + HOUR, **fields}


def addresses(photo) -> dict[str, bytes]:
    """What lies at the addresses of all its files, as the row of `photo` names them."""
    return {f"/media/{name}": Path(default_storage.path(name)).read_bytes() for name in photo.files()}


def statuses(client, paths) -> set[int]:
    return {client.head(path).status_code for path in paths}


def change(article, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()


def in_bulk(**fields):
    return lambda story: Article.objects.filter(pk=story.pk).update(**fields)


def by_sql(sql):
    def run(story):
        with connection.cursor() as cursor:
            cursor.execute(sql, [story.pk])
        call_command("tidy_photos", stdout=StringIO())

    return run


def bulk_update(story):
    story.withdrawn_at = NOON
    Article.objects.bulk_update([story], ["withdrawn_at"])


def leave_rolled_back_behind(story):
    """Withdrawn, and rolled back, and withdrawn again."""
    with transaction.atomic():
        story.withdraw()
        transaction.set_rollback(True)
    story.withdraw()


HIDING = {
    "withdraw": lambda story: story.withdraw("A mistake"),
    "withdrawn after a rollback": leave_rolled_back_behind,
    "bulk": in_bulk(withdrawn_at=NOON),
    "bulk_update": bulk_update,
    "draft again": lambda story: change(story, published_at=None),
    "scheduled again": lambda story: change(story, **later()),
    "draft again, in bulk": in_bulk(published_at=None),
    "delete": lambda story: story.delete(),
    "delete, in bulk": lambda story: Article.objects.all().delete(),
    "sql": by_sql("UPDATE articles_article SET withdrawn_at = published_at WHERE id = %s"),
}


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_the_old_addresses_are_gone_and_the_picture_has_new_ones(client, story, hide):
    before = addresses(story.lead_photo.photo)
    assert statuses(client, before) == {200}
    hide(story)
    after = addresses(Photo.objects.get())
    assert statuses(client, before) == {404}
    assert not before.keys() & after.keys()
    assert list(before.values()) == list(after.values())
    assert statuses(client, after) == {200}
    assert not PhotoChore.objects.exists()


def test_the_story_that_is_back_shows_the_picture_at_its_new_address(client, story):
    old = story.lead_photo.photo.sources()[0].jpeg
    story.withdraw()
    story.restore()
    page = client.get(story.get_absolute_url()).text
    new = Photo.objects.get().sources()[0].jpeg
    assert (old in page, new in page, client.head(new).status_code) == (False, True, 200)


def test_a_preview_shows_the_withdrawn_storys_picture_to_the_newsroom(admin_client, story):
    story.withdraw()
    photo = Photo.objects.get()
    form = admin_client.get(reverse("admin:articles_photo_change", args=[photo.pk])).text
    assert admin_client.head(photo.sources()[0].webp).status_code == 200
    assert photo.sources()[0].webp in form


def withdraw_in_the_form(client, story):
    save(client, story, "_withdraw", withdrawn_because="A mistake", photo=story.lead_photo.photo_id)


def take_the_photo_away_and_withdraw(client, story):
    save(client, story, "_withdraw", withdrawn_because="A mistake", photo="")


def withdraw_in_the_list(client, story):
    take(client, "withdraw", story, answer="A mistake")


@pytest.mark.parametrize("hide", [withdraw_in_the_form, withdraw_in_the_list, take_the_photo_away_and_withdraw])
def test_whichever_way_the_newsroom_hides_it(admin_client, client, story, hide):
    before = addresses(story.lead_photo.photo)
    hide(admin_client, story)
    assert not Article.objects.published().exists()
    assert statuses(client, before) == {404}


# --- What stays ------------------------------------------------------------------------------


def another_story(photo):
    make_article("Another", photo=photo)


def a_retracted_story(photo):
    make_article("Another", photo=photo, retracted_at=NOON)


def a_known_author(photo):
    author = Author.objects.create(name="Anahit", photo=photo)
    Byline.objects.create(article=make_article("Another"), author=author)


def a_draft(photo):
    make_article("Another", photo=photo, published_at=None)


def a_scheduled_story(photo):
    make_article("Another", photo=photo, **later())


def an_author_of_drafts(photo):
    author = Author.objects.create(name="Anahit", photo=photo)
    Byline.objects.create(article=make_article("Another", published_at=None), author=author)


@pytest.mark.parametrize("show", [another_story, a_retracted_story, a_known_author])
def test_a_picture_that_another_public_page_shows_stays(client, story, show):
    show(story.lead_photo.photo)
    before = addresses(story.lead_photo.photo)
    story.withdraw()
    assert statuses(client, before) == {200}
    assert Photo.objects.get() == story.lead_photo.photo
    assert Photo.objects.get().image.name == story.lead_photo.photo.image.name
    assert not PhotoChore.objects.exists()


@pytest.mark.parametrize("hold", [a_draft, a_scheduled_story, an_author_of_drafts])
def test_what_is_not_public_keeps_no_old_address(client, story, hold):
    hold(story.lead_photo.photo)
    before = addresses(story.lead_photo.photo)
    story.withdraw()
    assert statuses(client, before) == {404}


def test_the_last_of_two_stories_takes_it_along(client, story):
    other = make_article("Another", photo=story.lead_photo.photo)
    before = addresses(story.lead_photo.photo)
    story.withdraw()
    other.withdraw()
    assert statuses(client, before) == {404}


def test_a_retraction_leaves_the_picture_on_the_page_that_stays(client, story):
    before = addresses(story.lead_photo.photo)
    Correction.objects.create(article=story, kind=Correction.Kind.RETRACTION, text="It was not so.")
    story.refresh_from_db()
    assert client.get(story.get_absolute_url()).status_code == 200
    assert statuses(client, before) == {200}


@pytest.mark.parametrize(
    "change_it",
    [
        lambda story: change(story, headline="Tunnel opens"),
        lambda story: change(story, summary="Another"),
        lambda story: in_bulk(updated_at=NOON)(story),
        lambda story: make_article("A draft", published_at=None, photo=story.lead_photo.photo).delete(),
    ],
)
def test_an_edit_that_hides_nothing_touches_no_file(monkeypatch, story, change_it):
    monkeypatch.setattr(renaming, "copy", pytest.fail)
    change_it(story)
    assert Photo.objects.get().image.name == story.lead_photo.photo.image.name


def test_a_draft_keeps_its_address_until_it_was_public(monkeypatch, media):
    monkeypatch.setattr(renaming, "copy", pytest.fail)
    photo = make_photo()
    draft = make_article("A draft", published_at=None, photo=photo)
    change(draft, **later())
    change(draft, **later(published_at=timezone.now() + 2 * HOUR))
    change(draft, published_at=None)
    draft.withdraw()
    assert Photo.objects.get().image.name == photo.image.name


# --- Pictures that are replaced: pages that are open keep them for an hour --------------------


def in_an_hour(monkeypatch):
    now = timezone.now() + HOUR + timedelta(seconds=5)
    monkeypatch.setattr("articles.photos.renaming.timezone.now", lambda: now)
    renaming.do_chores()


def test_a_photo_that_another_one_replaces_is_renamed_an_hour_later(client, story, monkeypatch):
    before, replaced = addresses(story.lead_photo.photo), story.lead_photo.photo
    show(story, make_photo(90, 60))
    assert statuses(client, before) == {200}
    in_an_hour(monkeypatch)
    assert statuses(client, before) == {404}
    assert Photo.objects.get(pk=replaced.pk).image.name != replaced.image.name


def test_a_photo_that_is_taken_away_without_another_goes_at_once(client, story):
    before = addresses(story.lead_photo.photo)
    show(story)
    assert statuses(client, before) == {404}


def test_cuts_around_another_point_replace_the_old_ones_an_hour_later(client, story, monkeypatch):
    before = addresses(story.lead_photo.photo)
    story.lead_photo.photo.focal_x = 10
    story.lead_photo.photo.save()
    stale = before.keys() - addresses(story.lead_photo.photo).keys()
    assert (len(stale), statuses(client, stale)) == (2, {200})
    in_an_hour(monkeypatch)
    assert statuses(client, stale) == {404}
    assert statuses(client, addresses(Photo.objects.get())) == {200}


def test_what_waits_for_its_hour_goes_at_once_when_the_story_is_withdrawn(client, story):
    before = addresses(story.lead_photo.photo)
    story.lead_photo.photo.focal_x = 10
    story.lead_photo.photo.save()
    story.withdraw()
    assert statuses(client, before) == {404}
    assert not PhotoChore.objects.exists()


def test_a_cut_that_is_the_right_one_again_stays(client, story, monkeypatch):
    before = addresses(story.lead_photo.photo)
    for point in (10, 50):
        story.lead_photo.photo.focal_x = point
        story.lead_photo.photo.save()
    in_an_hour(monkeypatch)
    assert statuses(client, before) == {200}
    assert set(media_files()) == set(Photo.objects.get().files())


def media_files():
    folders = ["photos"]
    while folders:
        below, files = default_storage.listdir(folder := folders.pop())
        folders += [f"{folder}/{name}" for name in below]
        yield from (f"{folder}/{name}" for name in files)


def test_an_old_portrait_goes_an_hour_after_the_new_one(client, media, monkeypatch):
    author = Author.objects.create(name="Anahit", photo=make_photo())
    Byline.objects.create(article=make_article(), author=author)
    before = addresses(author.photo)
    author.photo = make_photo(90, 60)
    author.save()
    assert statuses(client, before) == {200}
    in_an_hour(monkeypatch)
    assert statuses(client, before) == {404}


def test_the_portrait_of_somebody_whom_no_story_names_any_more_goes(client, media):
    author = Author.objects.create(name="Anahit", photo=make_photo())
    article = make_article()
    Byline.objects.create(article=article, author=author)
    before = addresses(author.photo)
    change(article, published_at=None)
    assert statuses(client, before) == {404}


def test_the_picture_of_a_topic_goes_with_it_and_an_hour_after_another_one(client, media, monkeypatch):
    article = make_article(tags=["Roads"])
    page = make_topic_page(photo=make_photo())
    before = addresses(page.photo)
    assert Photo.objects.filter(renaming.shown()).exists()
    page.photo = make_photo(90, 60)
    page.save()
    assert statuses(client, before) == {200}
    in_an_hour(monkeypatch)
    assert statuses(client, before) == {404}
    now = addresses(Photo.objects.get(pk=page.photo_id))
    page.delete()
    assert statuses(client, now) == {404}
    page = make_topic_page(photo=make_photo(120, 80))
    last = addresses(page.photo)
    article.tags.clear()
    change(article, headline="Another")  # the next change in the newsroom does what is due
    assert statuses(client, last) == {404}


# --- Faults ----------------------------------------------------------------------------------


class Killed(BaseException):
    """The process ends here, as by SIGKILL."""


def killed(*args, **kwargs):
    raise Killed


@pytest.mark.parametrize("where", ["articles.photos.renaming.copy", "articles.photos.renaming._remove_files"])
def test_a_process_that_is_killed_leaves_no_dead_picture_and_the_next_one_ends_its_work(
    client, story, monkeypatch, where
):
    before = addresses(story.lead_photo.photo)
    with monkeypatch.context() as patched:
        patched.setattr(where, killed)
        with pytest.raises(Killed):
            story.withdraw()
    assert statuses(client, addresses(Photo.objects.get())) == {200}  # the row names files that are there
    make_article("Somebody else saves something")
    assert statuses(client, before) == {404}
    assert statuses(client, addresses(Photo.objects.get())) == {200}
    assert not PhotoChore.objects.exists()


def test_a_storage_that_fails_lets_the_story_go_and_says_what_is_left(client, story, monkeypatch, caplog):
    before = addresses(story.lead_photo.photo)

    def away(*args):
        raise OSError("No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(renaming, "copy", away)
        story.withdraw()
        assert client.get(story.get_absolute_url()).status_code == 410
        number = story.lead_photo.photo_id
        told = f"The files of photo {number} keep their names: No space left on device. Run: manage.py tidy_"
        assert told in caplog.text
        with pytest.raises(CommandError, match="Some photos still have the names that readers know"):
            call_command("tidy_photos", stdout=StringIO())
    told = StringIO()
    call_command("tidy_photos", stdout=told)
    assert told.getvalue() == f"1 photos renamed, {len(before)} files removed\n"
    assert statuses(client, before) == {404}


def test_one_photo_that_fails_holds_up_no_other(client, story, monkeypatch):
    other = make_article("Another", photo=make_photo(90, 60))
    before, right = addresses(other.lead_photo.photo), renaming.copy

    def copy(storage, source, target):
        if source in story.lead_photo.photo.files():
            raise OSError("Input/output error")
        right(storage, source, target)

    monkeypatch.setattr(renaming, "copy", copy)
    Article.objects.update(withdrawn_at=NOON)
    assert statuses(client, before) == {404}


def test_files_that_are_missing_keep_the_rest_from_nothing(client, story):
    before = addresses(story.lead_photo.photo)
    default_storage.delete(story.lead_photo.photo.files()[1])
    story.withdraw()
    assert statuses(client, before) == {404}


def test_a_disk_without_hard_links_is_copied(client, story, monkeypatch):
    def refuse(*args):
        raise PermissionError("Operation not permitted")

    before = addresses(story.lead_photo.photo)
    monkeypatch.setattr("os.link", refuse)
    story.withdraw()
    assert list(addresses(Photo.objects.get()).values()) == list(before.values())
    assert statuses(client, before) == {404}


def test_a_form_that_was_read_before_the_renaming_does_not_bring_the_old_name_back(client, story):
    read_before = Photo.objects.get()
    story.withdraw()
    read_before.alt = "A bridge in the rain"
    read_before.save()
    photo = Photo.objects.get()
    assert photo.alt == "A bridge in the rain"
    assert statuses(client, addresses(photo)) == {200}


def test_a_story_that_came_back_while_its_files_were_copied_keeps_them(client, story, monkeypatch):
    before, right = addresses(story.lead_photo.photo), renaming.copy

    def copy(*args):
        if Article.objects.filter(withdrawn_at=None).update(headline="Read") == 0:
            Article.objects.update(withdrawn_at=None)
        right(*args)

    monkeypatch.setattr(renaming, "copy", copy)
    Article.objects.update(withdrawn_at=NOON)
    assert statuses(client, before) == {200}
    assert set(media_files()) == set(Photo.objects.get().files())


def test_two_processes_that_do_the_same_chore_leave_one_set_of_files(client, story, monkeypatch):
    before, right, began = addresses(story.lead_photo.photo), renaming.copy, []

    def copy(*args):
        if not began:
            began.append(True)
            renaming.do_chores()  # the other process, from beginning to end
        right(*args)

    monkeypatch.setattr(renaming, "copy", copy)
    story.withdraw()
    assert statuses(client, before) == {404}
    assert set(media_files()) == set(Photo.objects.get().files())
    assert not PhotoChore.objects.exists()


def test_a_commit_of_which_nobody_knows_whether_it_happened_costs_no_picture(client, story, monkeypatch):
    right = renaming._rows

    def rows(model, using):
        found = right(model, using)
        if model == "PhotoChore":
            found.remove = killed
        return found

    with monkeypatch.context() as patched:
        patched.setattr(renaming, "_rows", rows)
        with pytest.raises(Killed):
            story.withdraw()
    assert statuses(client, addresses(Photo.objects.get())) == {200}
    renaming.do_chores()
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    renaming.remove_unnamed_files(at=tomorrow)
    assert set(media_files()) == set(Photo.objects.get().files())


def test_an_editor_waits_no_longer_than_it_may_take(story, monkeypatch):
    monkeypatch.setattr(renaming, "CHORE_SECONDS_MAX", -1.0)
    with transaction.atomic():
        story.withdraw()
        make_article("Another", photo=make_photo(90, 60)).withdraw()
    assert PhotoChore.objects.count() == 2
    done = renaming.do_chores()
    assert (len(done.renamed), PhotoChore.objects.count()) == (2, 0)


# --- What came before ------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "renamed"), [({"published_at": None}, True), ({}, False)], ids=["draft", "public"])
def test_names_that_an_older_release_made_of_the_digest_stay_for_public_pictures_alone(client, media, state, renamed):
    photo = make_photo(image=upload(encoded(quarters(60, 40))))
    old = photo.image.name.rpartition("/")[0] + f"/{photo.digest[:20]}.jpg"
    Photo.objects.update(image=old)
    for source, target in zip(photo.files(), Photo.objects.get().files(), strict=True):
        renaming.copy(default_storage, source, target)
    before = addresses(Photo.objects.get())
    make_article("Bridge opens", photo=photo, **state)
    told = StringIO()
    call_command("tidy_photos", stdout=told)
    assert told.getvalue().startswith(f"{int(renamed)} photos renamed")
    assert statuses(client, before) == ({404} if renamed else {200})
    assert statuses(client, addresses(Photo.objects.get())) == {200}


def test_files_that_no_row_names_go_when_they_are_a_day_old_and_it_is_asked_for(story):
    named = set(media_files())
    left = ["photos/2020/10/abc.jpg", "photos/2020/10/abc-full-320.webp", "photos/2020/10/abc-wide-5-50-60.jpg"]
    for name in left:
        default_storage.save(name, upload())
    assert renaming.remove_unnamed_files() == 0
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    assert renaming.remove_unnamed_files(at=tomorrow) == 3
    assert set(media_files()) == named == set(story.lead_photo.photo.files())
    call_command("tidy_photos", "--unnamed", stdout=(told := StringIO()))
    assert told.getvalue() == "0 photos renamed, 0 files removed\n"


def test_after_a_restore_of_rows_alone_renamed_photos_are_found_again(client, story):
    """As with a bucket: the row has the name of the backup, the files have those of today."""
    kept = Photo.objects.get()
    story.withdraw()
    hidden = addresses(Photo.objects.get())
    known = renaming.names_by_photo()
    story.restore()
    Photo.objects.update(image=kept.image.name, focal_x=20)
    assert (renaming.restore_names(known), renaming.restore_names(known)) == (1, 0)
    photo = Photo.objects.get()
    assert (photo.image.name, photo.focal_x) == (known[photo.pk][1], 20)
    assert statuses(client, addresses(photo)) == {200}
    assert f"/media/{photo.image.name}" in hidden


def test_after_a_restore_every_hidden_photo_gets_another_address(client, story):
    shown = make_photo(90, 60)
    make_article("Another", photo=shown)
    Article.objects.filter(pk=story.pk).update(published_at=None)
    before = addresses(Photo.objects.get(pk=story.lead_photo.photo_id))
    renaming.check_all_hidden()
    assert renaming.do_chores().renamed == [story.lead_photo.photo_id]
    assert statuses(client, before) == {404}
    assert statuses(client, addresses(shown)) == {200}
