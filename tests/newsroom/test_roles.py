"""What a reporter, an editor, a chief editor and a stranger may do in the newsroom: a table, and its edges."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.admin.replacing.candidates import stories_of
from articles.admin.replacing.finding import read_row
from articles.admin.replacing.rows import KINDS
from articles.front import curation
from articles.models import (
    Article,
    Assignment,
    Author,
    Breaking,
    DeletedStory,
    Embed,
    FrontSlot,
    Language,
    MediaFile,
    Photo,
    Replacement,
    Section,
    Tag,
    TopicPage,
    TopStory,
)
from articles.models.handover.handing_over import take_step
from articles.models.handover.note import Step
from articles.models.preview_link import make_link
from articles.text.replacing.wanted import Wanted
from portal.contact.models import Message
from portal.newsroom.roles import ROLES, ensure_roles
from portal.partners.models import Partner, PartnerStory
from tests.support.accounts import address_of, change, new_fields
from tests.support.factories import NOON, make_article, make_breaking, make_section
from tests.support.files import make_file
from tests.support.files import upload as upload_of_file
from tests.support.newsroom import CHANGE, LIST, save, take
from tests.support.pictures import upload

pytestmark = pytest.mark.django_db
NOBODY, EVERYBODY = "", "Reporter, Editor, Chief editor"
EDITORS, CHIEF = "Editor, Chief editor", "Chief editor"
MEMBERS = ["Reporter", "Editor", "Chief editor", "stranger"]


def member(role: str, name: str = "") -> User:
    """An account with the role; a stranger has an account, and no key to the newsroom."""
    account = User.objects.create_user(name or role, is_staff=role != "stranger")
    account.groups.set(Group.objects.filter(name=role))
    return account


def draft_of(account: User | None, headline="Rain", **fields) -> Article:
    """A draft that the account began."""
    article = make_article(headline, published_at=None, **fields)
    article.history.update(history_user=account)
    return article


def add(client, account):
    fields = {"headline": "Snow", "body": "<p>It snows.</p>", "section": make_section().pk}
    save(client, None, **fields)
    return Article.objects.filter(headline="Snow", published_at=None).exists()


def change_story(article, client):
    save(client, article, headline="Snow")
    return article.headline == "Snow"


def publish_by_button(client, account):
    article = draft_of(account)
    save(client, article, "_publish")
    return article.is_public


def publish_by_action(client, account):
    article = draft_of(account)
    take(client, "publish", article)
    return Article.objects.published().exists()


def schedule(client, account):
    article = draft_of(account)
    save(client, article, "_schedule", published_at=timezone.now() + timedelta(hours=1))
    return article.state == "scheduled"


def withdraw(client, account):
    article = make_article()
    save(client, article, "_withdraw", withdrawn_because="Wrong person.")
    return article.state == "withdrawn"


def move(client, account):
    section = make_section("Roads")
    take(client, "move", draft_of(account), make_article(), answer=section.pk)
    return Article.objects.in_section(section).count() == 2


def delete(article, client):
    client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    return not Article.objects.exists()


def curate(client, account):
    client.post(reverse("admin:articles_topstory_add"), {"article": make_article().pk, "position": 1})
    return TopStory.objects.exists()


def opens(client, page):
    return client.get(f"/admin/articles/front/{page}").status_code == 200


def arrange(client, account):
    fields = {"token": curation.stored().token, "row-0-article": make_article().pk, "row-0-place": "0"}
    client.post("/admin/articles/front/", fields)
    return FrontSlot.objects.exists()


def correct(client, account):
    article = make_article()
    rows = {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0}
    save(client, article, **rows, **{"corrections-0-kind": "update", "corrections-0-text": "It rains."})
    return article.corrections.exists()


def keep_copy(client, story):
    return client.post(
        reverse("admin:articles_article_keep"), {"_story": story, "_fields": "headline=Snow"}
    ).status_code


def suggest_tags(client, account):
    return client.post(reverse("admin:articles_article_suggest"), {"headline": "Rain"}).status_code == 200


def pick(client, kind: str, **query) -> bool:
    return client.get(reverse(f"admin:articles_article_pick_{kind}"), query).status_code == 200


def make_tag_while_picking(client, account):
    client.post(reverse("admin:articles_article_pick_tags"), {"names": "Rain"})
    return Tag.objects.exists()


def make_author_while_picking(client, account):
    client.post(reverse("admin:articles_article_pick_authors"), {"name": "Ani Petrosyan"})
    return Author.objects.exists()


def add_photo_while_picking(client, account):
    client.post(reverse("admin:articles_article_pick_photos"), {"image": upload(), "alt": "Rain"})
    return Photo.objects.filter(added_by=account).exists()


def press_link(client, article, **pressed):
    client.post(reverse("admin:articles_article_preview_links", args=[article.pk]), pressed)
    return article.preview_links.count(), article.preview_links.filter(revoked_at=None).count()


def make_link_to(article, client):
    return press_link(client, article, make="1") == (1, 1)


def end_link(client, article, maker):
    link = make_link(article, maker)
    return press_link(client, article, end=link.pk) == (1, 0)


def upload_photo(client, account):
    client.post(reverse("admin:articles_photo_add"), {"image": upload(), "alt": "Rain", "focal_x": 50, "focal_y": 50})
    return Photo.objects.exists()


def embed():
    make_article(body="<p>https://t.me/telegram/83</p>")
    return reverse("admin:articles_embed_change", args=[Embed.objects.get().pk])


def name_embed(client, account):
    client.post(embed(), {"own_title": "Rain in pictures"})
    return Embed.objects.get().own_title == "Rain in pictures"


def edit_section(client, account):
    section = make_section()
    fields = {"name": "Roads", "position": section.position, "slug": section.slug}
    client.post(reverse("admin:articles_section_change", args=[section.pk]), fields)
    return Section.objects.filter(name="Roads").exists()


def merge_tags(client, account):
    tags = [Tag.objects.create(name=name) for name in ("Rain", "Rains")]
    take(client, "merge", *tags, model="tag", stays=tags[0].pk, merge="Merge")
    return Tag.objects.count() == 1


def remove_unused_tags(client, account):
    take(client, "remove_unused", Tag.objects.create(name="Idle"), model="tag")
    return not Tag.objects.exists()


def write_topic_page(client, account):
    make_article(tags=["Rain"])
    tag = Tag.objects.get()
    row = {"language": "en", "introduction": "<p>Of rain.</p>", "facts": "", "photo": "", "lead": "", "id": ""}
    fields = {"pages-TOTAL_FORMS": 1, "pages-INITIAL_FORMS": 0} | {f"pages-0-{name}": row[name] for name in row}
    client.post(
        reverse("admin:articles_tag_change", args=[tag.pk]),
        {"name": "Rain", "slug": "rain", "pages-0-tag": tag.pk, **fields},
    )
    return TopicPage.objects.exists()


def add_language(client, account):
    client.post(reverse("admin:articles_language_add"), {"tag": "ru", "site_name": "", "tagline": "", "position": ""})
    return Language.objects.filter(tag="ru", opened_at=None).exists()


def open_language(client, account):
    language = Language.objects.create(tag="ru")
    client.post(reverse("admin:articles_language_open", args=[language.pk]))
    return Language.objects.opened().exists()


def close_language(client, account):
    language = Language.objects.create(tag="ru")
    language.open()
    client.post(reverse("admin:articles_language_close", args=[language.pk]))
    return not Language.objects.opened().exists()


def delete_open_language(client, account):
    language = Language.objects.create(tag="ru")
    language.open()
    client.post(reverse("admin:articles_language_delete", args=[language.pk]), {"post": "yes"})
    return not Language.objects.exists()


def edit_partner(client, account):
    fields = {"name": "Radio", "feed_url": "https://radio.example/feed", "site_url": "https://radio.example/"}
    client.post(reverse("admin:partners_partner_add"), {**fields, "shows": 5, "interval": 15})
    return Partner.objects.exists()


def try_feed(client, account):
    return client.post(reverse("admin:partners_partner_test"), {"feed_url": ""}).status_code == 200


def import_partners(client, account):
    return client.get(reverse("admin:partners_partner_import")).status_code == 200


def export_partners(client, account):
    return client.get(reverse("admin:partners_partner_export")).status_code == 200


def hide_partner_story(client, account):
    partner = Partner.objects.create(name="Radio", site_url="https://radio.example/")
    story = PartnerStory.objects.create(partner=partner, title="Rain", url="https://radio.example/1")
    take(client, "hide", story, app="partners", model="partnerstory")
    return PartnerStory.objects.filter(hidden=True).exists()


def edit_user(client, account):
    client.post(reverse("admin:auth_user_add"), new_fields(username="gor"))
    return User.objects.filter(username="gor").exists()


def message_page(client, action, **fields):
    """Open or post a page of a reader's message; return the message and the response."""
    message = Message.objects.create(text="Where is the bridge?")
    address = reverse(f"admin:contact_message_{action}", args=[message.pk])
    return message, client.post(address, fields) if fields else client.get(address)


def read_message(client, account):
    return message_page(client, "change")[1].status_code == 200


def mark_message(client, account):
    message, _ = message_page(client, "change", _done="1")
    message.refresh_from_db()
    return message.done_by == account


def delete_message(client, account):
    message_page(client, "delete", post="yes")
    return not Message.objects.exists()


def upload_file(client, account):
    rows = {"captions-TOTAL_FORMS": 0, "captions-INITIAL_FORMS": 0}
    client.post(reverse("admin:articles_mediafile_add"), {"file": upload_of_file(), "title": "The tone", **rows})
    return MediaFile.objects.exists()


def name_file(client, account):
    rows = {"captions-TOTAL_FORMS": 0, "captions-INITIAL_FORMS": 0}
    client.post(reverse("admin:articles_mediafile_change", args=[make_file().pk]), {"title": "The tone", **rows})
    return MediaFile.objects.get().title == "The tone"


def delete_file(client, account):
    client.post(reverse("admin:articles_mediafile_delete", args=[make_file().pk]), {"post": "yes"})
    return not MediaFile.objects.exists()


def see_most_read(client, account):
    return client.get(reverse("admin:readership_storyreads_changelist")).status_code == 200


def replace_in(client, article, tell="minor", **fields):
    """Press Replace as if the page had been seen."""
    [story] = stories_of([article.pk])
    found = read_row(KINDS["story"], story, Wanted.of("Rain", "Snow"))
    sent = {"chosen": [f"{found.name}:headline:0"], "seen": f"{found.name}={found.seen}", "tell": tell, **fields}
    client.post(f"{reverse('admin:articles_replacement_changelist')}?find=Rain&by=Snow", sent)
    article.refresh_from_db()
    return article.headline == "Snow"


def replace_and_correct(client, account):
    article = make_article("Rain")
    replace_in(client, article, "correction", text="It snows.")
    return article.corrections.exists()


def undo_replacement(client, account):
    article, browser = make_article("Rain"), Client()
    browser.force_login(member("Editor", "x"))
    replace_in(browser, article)
    client.post(reverse("admin:articles_replacement_change", args=[Replacement.objects.get().pk]))
    article.refresh_from_db()
    return article.headline == "Rain"


def bring_back(article, client):
    number = article.pk
    DeletedStory.objects.keep([article], by=None)
    article.delete()
    client.post(reverse("admin:articles_article_bin"), {"bring_back": DeletedStory.objects.get().pk})
    return Article.objects.filter(pk=number).exists()


def step(client, article, button, **fields):
    """Press a button of the part of the form that hands a draft over; return whether a step was taken."""
    before = article.newsroom_notes.exclude(step="").count()
    save(client, article, button, **{f"handover-{name}": value for name, value in fields.items()})
    return article.newsroom_notes.exclude(step="").count() > before


def handed_over(by: User, to: User | None = None) -> Article:
    """A draft of the account that it has handed over, to the desk or to another account."""
    article = draft_of(by)
    take_step(article, by, Step.READY, to=to)
    return article


def alone(article: Article) -> Article:
    """The story, on a site on which there is somebody to hand it to."""
    member("Editor", "colleague")
    return article


def hand_over_new(client, account):
    member("Editor", "colleague")
    fields = {"headline": "Snow", "body": "<p>It snows.</p>", "section": make_section().pk}
    save(client, None, "_ready", **fields)
    return Assignment.objects.filter(stage="ready").exists()


def return_own(client, account):
    return step(client, handed_over(account, member("Editor", "colleague")), "_return", note="No.")


def return_from_the_desk(client, account):
    return step(client, handed_over(member("Reporter", "colleague")), "_return", note="No.")


def return_what_one_has(client, account):
    return step(client, handed_over(member("Reporter", "colleague"), account), "_return", note="No.")


def take_from_the_desk(client, account):
    return step(client, handed_over(member("Reporter", "colleague")), "_take")


def take_back(client, account):
    return step(client, handed_over(account, member("Editor", "colleague")), "_take")


def assign_own(client, account):
    return step(client, draft_of(account), "_assign", to=member("Editor", "colleague").pk)


def write_note_on(article, client, **sent):
    client.post(reverse("admin:articles_article_notes", args=[article.pk]), sent or {"text": "Who says so?"})
    return article.newsroom_notes.exclude(text="").exists()


def delete_note(client, article, by):
    note = article.newsroom_notes.create(by=by, text="Who says so?")
    return not write_note_on(article, client, delete=note.pk)


def finish_note(client, account):
    article = draft_of(account)
    note = article.newsroom_notes.create(text="Who says so?")
    write_note_on(article, client, done=note.pk)
    return article.newsroom_notes.filter(done_by=account).exists()


def delete_step(client, account):
    article = draft_of(account)
    take_step(article, account, Step.READY, text="Ready.")
    return not write_note_on(article, client, delete=article.newsroom_notes.get().pk)


def rings(client, account):
    return client.get(reverse("admin:articles_article_bell")).status_code == 200


def flash(client, account):
    client.post(reverse("admin:articles_article_flash"), {"headline": "Rain", "section": make_section().pk})
    return Article.objects.published().filter(headline="Rain").exists()


def flash_as_lead(client, account):
    fields = {"headline": "Rain", "section": make_section().pk, "lead": "on", "breaking": "on", "minutes": 60}
    client.post(reverse("admin:articles_article_flash"), fields)
    return FrontSlot.objects.exists() and Breaking.objects.exists()


def set_breaking_news(client, account):
    fields = {"text": "Rain", "language": "en", "minutes": 60}
    client.post(reverse("admin:articles_breaking_changelist"), fields)
    return Breaking.objects.exists()


def end_breaking_news(client, account):
    line = make_breaking()
    client.post(reverse("admin:articles_breaking_changelist"), {"end": line.pk})
    return not Breaking.objects.standing().exists()


TABLE = [
    ("open the start page", lambda client, account: client.get("/admin/").status_code == 200, EVERYBODY),
    ("list", lambda client, account: client.get(reverse(LIST)).status_code == 200, EVERYBODY),
    ("add", add, EVERYBODY),
    ("change an own draft", lambda client, account: change_story(draft_of(account), client), EVERYBODY),
    ("change another's draft", lambda client, account: change_story(draft_of(None), client), EDITORS),
    ("change what is published", lambda client, account: change_story(make_article(), client), EDITORS),
    ("publish by button", publish_by_button, EDITORS),
    ("publish by action", publish_by_action, EDITORS),
    ("schedule", schedule, EDITORS),
    ("withdraw", withdraw, EDITORS),
    ("move to a section", move, EDITORS),
    ("delete an own draft", lambda client, account: delete(draft_of(account), client), EVERYBODY),
    ("delete another's draft", lambda client, account: delete(draft_of(None), client), EDITORS),
    ("bring an own draft back", lambda client, account: bring_back(draft_of(account), client), EVERYBODY),
    ("bring another's draft back", lambda client, account: bring_back(draft_of(None), client), EDITORS),
    ("delete what is published", lambda client, account: delete(make_article(), client), NOBODY),
    ("curate", curate, EDITORS),
    ("open the front page desk", lambda client, account: opens(client, ""), EDITORS),
    ("arrange the front page", arrange, EDITORS),
    ("preview the front page", lambda client, account: opens(client, "preview/"), EDITORS),
    ("read the front page's record", lambda client, account: opens(client, "record/"), EDITORS),
    ("see the front page as it stood", lambda client, account: opens(client, "2020-10-02T19:13"), EDITORS),
    ("flash", flash, EDITORS),
    ("flash as lead and as breaking news", flash_as_lead, EDITORS),
    ("set breaking news", set_breaking_news, EDITORS),
    ("end breaking news", end_breaking_news, EDITORS),
    ("correct", correct, EDITORS),
    ("search and replace", lambda client, account: replace_in(client, make_article("Rain")), EDITORS),
    ("search and replace in an own draft", lambda client, account: replace_in(client, draft_of(account)), EDITORS),
    ("search and replace with a correction", replace_and_correct, EDITORS),
    ("undo a replacement", undo_replacement, EDITORS),
    ("upload a photo", upload_photo, EVERYBODY),
    ("upload a file", upload_file, EVERYBODY),
    ("name another's file", name_file, EDITORS),
    ("delete a file", delete_file, EDITORS),
    ("be suggested tags", suggest_tags, EVERYBODY),
    ("pick a tag", lambda client, account: pick(client, "tags", q="Rain"), EVERYBODY),
    ("pick an author", lambda client, account: pick(client, "authors"), EVERYBODY),
    ("pick a photo", lambda client, account: pick(client, "photos"), EVERYBODY),
    ("make a tag while picking", make_tag_while_picking, EDITORS),
    ("make an author while picking", make_author_while_picking, EDITORS),
    ("add a photo while picking", add_photo_while_picking, EVERYBODY),
    ("keep a new story unsaved", lambda client, account: keep_copy(client, "new-abcdefgh") == 200, EVERYBODY),
    ("keep an own draft unsaved", lambda client, account: keep_copy(client, draft_of(account).pk) == 200, EVERYBODY),
    ("keep another's draft unsaved", lambda client, account: keep_copy(client, draft_of(None).pk) == 200, EDITORS),
    ("keep what is published unsaved", lambda client, account: keep_copy(client, make_article().pk) == 200, EDITORS),
    ("link to an own draft", lambda client, account: make_link_to(draft_of(account), client), EVERYBODY),
    ("link to another's draft", lambda client, account: make_link_to(draft_of(None), client), EDITORS),
    ("end an own link", lambda client, account: end_link(client, draft_of(account), account), EVERYBODY),
    ("end another's link", lambda client, account: end_link(client, draft_of(account), member("Editor", "x")), EDITORS),
    ("hand over a new story", hand_over_new, EVERYBODY),
    ("hand over an own draft", lambda client, account: step(client, alone(draft_of(account)), "_ready"), EVERYBODY),
    ("hand over another's draft", lambda client, account: step(client, alone(draft_of(None)), "_ready"), EDITORS),
    ("hand over what is published", lambda client, account: step(client, alone(make_article()), "_ready"), NOBODY),
    ("return what one has handed over", return_own, NOBODY),
    ("return a draft from the desk", return_from_the_desk, EDITORS),
    ("return a draft that one was handed", return_what_one_has, EVERYBODY),
    ("take a draft from the desk", take_from_the_desk, EDITORS),
    ("take back what one has handed over", take_back, EVERYBODY),
    ("assign a draft", assign_own, EDITORS),
    ("write a note on an own draft", lambda client, account: write_note_on(draft_of(account), client), EVERYBODY),
    ("write a note on another's draft", lambda client, account: write_note_on(draft_of(None), client), EDITORS),
    ("write a note on what is published", lambda client, account: write_note_on(make_article(), client), EDITORS),
    ("mark a note as done", finish_note, EVERYBODY),
    ("delete an own note", lambda client, account: delete_note(client, draft_of(account), account), EVERYBODY),
    ("delete another's note", lambda client, account: delete_note(client, draft_of(account), None), CHIEF),
    ("delete a step from the thread", delete_step, NOBODY),
    ("be told what is new", rings, EVERYBODY),
    ("merge tags", merge_tags, EDITORS),
    ("remove unused tags", remove_unused_tags, EDITORS),
    ("read a reader's message", read_message, EDITORS),
    ("mark a reader's message as done", mark_message, EDITORS),
    ("delete a reader's message", delete_message, CHIEF),
    ("see what is read most", see_most_read, EVERYBODY),
    ("look at an embed", lambda client, account: client.get(embed()).status_code == 200, EVERYBODY),
    ("give an embed a title", name_embed, EDITORS),
    ("write the page of a tag", write_topic_page, EDITORS),
    ("edit a section", edit_section, CHIEF),
    ("add a language", add_language, CHIEF),
    ("open a language", open_language, CHIEF),
    ("close a language", close_language, CHIEF),
    ("delete an open language", delete_open_language, CHIEF),
    ("edit a partner", edit_partner, CHIEF),
    ("test a partner's feed", try_feed, CHIEF),
    ("import partners from a list", import_partners, CHIEF),
    ("export partners as a list", export_partners, CHIEF),
    ("hide a partner's story", hide_partner_story, CHIEF),
    ("edit a user", edit_user, CHIEF),
    ("read the log", lambda client, account: client.get("/admin/admin/logentry/").status_code == 200, CHIEF),
]


@pytest.mark.parametrize("role", MEMBERS)
@pytest.mark.parametrize(("act", "allowed"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_each_role_does_what_the_table_says_and_no_more(client, act, allowed, role):
    account = member(role)
    client.force_login(account)
    assert act(client, account) == (role in allowed.split(", "))


@pytest.fixture
def reporter(client):
    account = member("Reporter")
    client.force_login(account)
    return account


def test_a_reporter_sees_own_stories_and_what_is_published(client, reporter):
    ahead = timezone.now() + timedelta(days=1)
    mine = [draft_of(reporter), draft_of(reporter, "Mine, scheduled")]
    Article.objects.filter(pk=mine[1].pk).update(published_at=ahead)
    public = make_article()
    for theirs in (draft_of(None), make_article(published_at=ahead), make_article(withdrawn_at=ahead)):
        page = client.get(reverse(CHANGE, args=[theirs.pk]))
        assert (page.status_code, page.url) == (302, "/admin/")
    rows = client.get(reverse(LIST)).context["cl"].result_list
    assert {row.pk for row in rows} == {mine[0].pk, mine[1].pk, public.pk}


def test_a_reporter_goes_on_writing_the_draft_that_the_form_made(client, reporter):
    fields = {"headline": "Rain", "body": "<p>It rains.</p>", "section": make_section().pk}
    response = save(client, None, "_continue", **fields)
    article = Article.objects.get()
    assert response["Location"] == reverse(CHANGE, args=[article.pk])
    assert change_story(article, client)
    assert article.state == "draft"


@pytest.mark.parametrize("way", ["form", "list"])
def test_a_reporter_is_offered_no_step_onto_the_site(client, reporter, way):
    article = draft_of(reporter)
    page = client.get(reverse(CHANGE, args=[article.pk]) if way == "form" else reverse(LIST)).text
    assert 'name="_save"' in page or way == "list"
    for refused in ("_publish", "_schedule", 'name="action"', "published_at_0"):
        assert refused not in page


def test_a_reporter_reads_a_published_story_without_a_button(client, reporter):
    page = client.get(reverse(CHANGE, args=[make_article(body="<p>It &amp; rains.</p>", published_at=NOON).pk]))
    assert page.status_code == 200
    assert "<p>It &amp; rains.</p>" in page.text
    assert "October 2, 2020 - 12:00 AMT" in page.text
    for refused in ('type="submit" value=', "deletelink", 'id="id_headline"'):
        assert refused not in page.text


def test_a_draft_that_was_published_while_its_reporter_had_it_open_stays_as_it_is(client, reporter):
    article = draft_of(reporter, "Rain")
    Article.objects.get().publish()
    assert save(client, article, headline="Snow").status_code == 403
    assert article.headline == "Rain"


def test_an_editor_who_saves_a_draft_does_not_take_it_from_its_reporter(client, reporter):
    article = draft_of(reporter)
    article.save()
    article.history.filter(history_type="~").update(history_user=member("Editor"))
    assert change_story(article, client)


# Accounts


@pytest.fixture
def chief(client):
    account = member("Chief editor")
    client.force_login(account)
    return account


def roles_offered(page) -> list[str]:
    return [label.partition(":")[0] for _, label in page.context["adminform"].form.fields["role"].choices]


def test_a_chief_editor_gives_roles_and_not_more(client, chief):
    Group.objects.create(name="Servers").permissions.set(Permission.objects.filter(codename="delete_session"))
    page = client.get(address_of(member("Reporter")))
    assert roles_offered(page) == ["No role, no access", "Reporter", "Editor", "Chief editor"]
    assert not {"is_superuser", "is_staff", "groups", "user_permissions"} & set(page.context["adminform"].form.fields)


@pytest.mark.parametrize("role", ["administrator", "Servers"])
@pytest.mark.parametrize("way", ["new", "another's"])
def test_a_chief_editor_gives_no_role_above_their_own(client, chief, role, way):
    Group.objects.create(name="Servers").permissions.set(Permission.objects.filter(codename="delete_session"))
    more = {"is_superuser": "on", "is_staff": "on", "user_permissions": [Permission.objects.first().pk]}
    if way == "new":
        response = client.post(reverse("admin:auth_user_add"), new_fields(role, **more))
        assert not User.objects.filter(username="gor").exists()
    else:
        reporter = member("Reporter")
        response = change(client, reporter, role, **more)
        assert [group.name for group in reporter.groups.all()] == ["Reporter"]
        assert not reporter.is_superuser
    assert "role" in response.context["adminform"].form.errors


def test_a_chief_editor_does_not_become_an_administrator(client, chief):
    permission = Permission.objects.get(codename="delete_user").pk
    change(client, chief, "administrator", username="ani", is_superuser="on", user_permissions=[permission])
    assert (chief.username, chief.is_superuser, chief.user_permissions.count()) == ("ani", False, 0)
    assert [group.name for group in chief.groups.all()] == ["Chief editor"]


@pytest.mark.parametrize("active", [True, False], ids=["open", "shut"])
@pytest.mark.parametrize("page", ["change", "password_change"])
def test_a_chief_editor_does_not_change_the_account_of_who_holds_more(client, chief, active, page):
    above = User.objects.create_user("above", is_staff=True, is_active=active)
    above.user_permissions.set(Permission.objects.filter(codename="delete_user"))
    root = User.objects.create_superuser("root", is_active=active)
    for account in (above, root):
        address = reverse(f"admin:auth_user_{page}", args=[account.pk])
        assert client.post(address, {"username": "mine", "password1": "x", "password2": "x"}).status_code == 403


# The groups


def held(role: str) -> set[str]:
    rows = Permission.objects.filter(group__name=role).values_list("content_type__app_label", "codename")
    return {f"{app}.{name}" for app, name in rows}


@pytest.mark.parametrize("role", ROLES)
def test_migrating_makes_the_groups(role):
    assert held(role) == ROLES[role]


def test_making_the_groups_again_keeps_what_was_added_and_brings_back_what_is_missing():
    editor = Group.objects.get(name="Editor")
    editor.permissions.set(Permission.objects.filter(codename="add_partner"))
    Group.objects.get(name="Reporter").delete()
    for _ in range(2):
        ensure_roles("default")
    assert held("Editor") == ROLES["Editor"] | {"partners.add_partner"}
    assert held("Reporter") == ROLES["Reporter"]


def test_the_groups_do_not_wait_for_django_to_make_the_permissions():
    Permission.objects.all().delete()
    ensure_roles("default")
    assert {role: held(role) for role in ROLES} == ROLES


def test_the_groups_are_made_by_every_migrate():
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert {role: held(role) for role in ROLES} == ROLES
