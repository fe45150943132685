"""What a reporter, an editor, a chief editor and a stranger may do in the newsroom: a table, and its edges."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.front import curation
from articles.models import Article, Embed, FrontSlot, Language, MediaFile, Photo, Section, Tag, TopicPage, TopStory
from articles.models.preview_link import make_link
from portal.contact.models import Message
from portal.newsroom.roles import ROLES, ensure_roles
from portal.partners.models import Partner, PartnerStory
from tests.support.accounts import address_of, change, new_fields
from tests.support.factories import NOON, make_article, make_section
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
    ("delete what is published", lambda client, account: delete(make_article(), client), NOBODY),
    ("curate", curate, EDITORS),
    ("open the front page desk", lambda client, account: opens(client, ""), EDITORS),
    ("arrange the front page", arrange, EDITORS),
    ("preview the front page", lambda client, account: opens(client, "preview/"), EDITORS),
    ("read the front page's record", lambda client, account: opens(client, "record/"), EDITORS),
    ("see the front page as it stood", lambda client, account: opens(client, "2020-10-02T19:13"), EDITORS),
    ("correct", correct, EDITORS),
    ("upload a photo", upload_photo, EVERYBODY),
    ("upload a file", upload_file, EVERYBODY),
    ("name another's file", name_file, EDITORS),
    ("delete a file", delete_file, EDITORS),
    ("be suggested tags", suggest_tags, EVERYBODY),
    ("keep a new story unsaved", lambda client, account: keep_copy(client, "new-abcdefgh") == 200, EVERYBODY),
    ("keep an own draft unsaved", lambda client, account: keep_copy(client, draft_of(account).pk) == 200, EVERYBODY),
    ("keep another's draft unsaved", lambda client, account: keep_copy(client, draft_of(None).pk) == 200, EDITORS),
    ("keep what is published unsaved", lambda client, account: keep_copy(client, make_article().pk) == 200, EDITORS),
    ("link to an own draft", lambda client, account: make_link_to(draft_of(account), client), EVERYBODY),
    ("link to another's draft", lambda client, account: make_link_to(draft_of(None), client), EDITORS),
    ("end an own link", lambda client, account: end_link(client, draft_of(account), account), EVERYBODY),
    ("end another's link", lambda client, account: end_link(client, draft_of(account), member("Editor", "x")), EDITORS),
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
