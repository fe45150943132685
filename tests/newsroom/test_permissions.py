"""What each permission lets an account do with stories."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Author, FrontSlot
from tests.support.factories import make_article, make_section, make_top_story
from tests.support.newsroom import ADD, CHANGE, LIST, save, take
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
BUTTONS = ["_save", "_schedule", "_publish", "_withdraw", "_restore"]


@pytest.fixture
def enter(client):
    """Logs an account in that has the named permissions for the model alone; returns its browser."""

    def enter(*permissions, model="article"):
        account = User.objects.create_user("account", is_staff=True)
        codenames = [f"{permission}_{model}" for permission in permissions]
        account.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client.force_login(account)
        return client

    return enter


def buttons(page) -> list[str]:
    """The buttons of the form that save it or take a step."""
    return [button for button in BUTTONS if f'name="{button}"' in page.content.decode()]


def in_each_state() -> dict[str, Article]:
    now = timezone.now()
    return {
        "draft": make_article(published_at=None),
        "scheduled": make_article(published_at=now + timedelta(days=1)),
        "published": make_article(),
        "withdrawn": make_article(withdrawn_at=now),
    }


def states() -> list[str]:
    return [article.state for article in Article.objects.order_by("id")]


def actions(page) -> list[str]:
    """The names of the list's actions."""
    form = page.context["action_form"]
    return [name for name, _ in form.fields["action"].choices if name] if form else []


@pytest.mark.parametrize("permissions", [("view",), ("view", "add")], ids="+".join)
def test_who_may_not_change_gets_neither_buttons_nor_actions(enter, permissions):
    stories = in_each_state()
    client = enter(*permissions)
    assert actions(client.get(reverse(LIST))) == []
    for article in stories.values():
        assert buttons(client.get(reverse(CHANGE, args=[article.pk]))) == []


@pytest.mark.parametrize("permissions", [("view",), ("view", "add"), ("add",)], ids="+".join)
def test_who_may_not_change_takes_no_step_by_asking_for_it(enter, permissions):
    stories = in_each_state()
    client = enter(*permissions)
    for article in stories.values():
        for button in BUTTONS:
            assert save(client, article, button, published_at=timezone.now()).status_code == 403
        for action in ("publish", "withdraw", "restore", "delete_selected"):
            take(client, action, article, answer="Wrong person.")
    assert states() == list(stories)


def test_who_may_only_add_sees_no_list_and_no_form_but_an_empty_one(enter):
    article = make_article()
    client = enter("add")
    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(reverse(CHANGE, args=[article.pk])).status_code == 403
    assert buttons(client.get(reverse(ADD))) == ["_save"]


@pytest.mark.parametrize("permissions", [("add",), ("view", "add")], ids="+".join)
@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("ahead", [None, timedelta(hours=-1), timedelta(hours=1)], ids=["no time", "past", "ahead"])
def test_who_may_add_but_not_change_makes_drafts_whatever_is_asked_for(enter, permissions, button, ahead):
    client = enter(*permissions)
    fields = {"headline": "Rain", "body": "<p>It rains.</p>", "section": make_section().pk}
    assert save(client, None, button, published_at=ahead and timezone.now() + ahead, **fields).status_code == 302
    assert states() == ["draft"]


def test_who_may_add_but_not_change_is_asked_for_no_time(enter):
    form = enter("add").get(reverse(ADD)).context["adminform"].form
    assert "published_at" not in form.fields


def test_who_may_only_look_makes_nothing(enter):
    client = enter("view")
    assert client.get(reverse(ADD)).status_code == 403
    assert save(client, None, "_publish", headline="Rain", section=make_section().pk).status_code == 403
    assert states() == []


def test_who_may_change_and_not_publish_saves_the_text_alone(enter):
    stories = in_each_state()
    client = enter("change")
    assert actions(client.get(reverse(LIST))) == ["move", "add_tag", "remove_tag"]
    for article in stories.values():
        assert buttons(client.get(reverse(CHANGE, args=[article.pk]))) == ["_save"]
        for button in BUTTONS:
            assert save(client, article, button, headline="Snow", published_at=timezone.now()).status_code == 302
            assert article.headline == "Snow"
        for action in ("publish", "withdraw", "restore"):
            take(client, action, article, answer="Wrong person.")
    assert states() == list(stories)


def test_who_may_change_and_publish_gets_the_steps_that_the_state_allows(enter):
    stories = in_each_state()
    client = enter("change", "publish")
    assert {name: buttons(client.get(reverse(CHANGE, args=[story.pk]))) for name, story in stories.items()} == {
        "draft": ["_save", "_schedule", "_publish"],
        "scheduled": ["_save", "_schedule", "_publish"],
        "published": ["_save", "_withdraw"],
        "withdrawn": ["_save", "_restore"],
    }
    assert actions(client.get(reverse(LIST))) == ["publish", "withdraw", "restore", "move", "add_tag", "remove_tag"]


def test_who_may_change_and_publish_publishes_schedules_withdraws_and_restores(enter):
    stories = in_each_state()
    client = enter("change", "publish")
    save(client, stories["draft"], "_schedule", published_at=timezone.now() + timedelta(hours=1))
    save(client, stories["scheduled"], "_publish")
    save(client, stories["published"], "_withdraw", withdrawn_because="Wrong person.")
    take(client, "restore", stories["withdrawn"])
    assert states() == ["scheduled", "published", "withdrawn", "published"]


def test_who_may_only_change_neither_adds_nor_deletes(enter):
    draft = make_article(published_at=None)
    client = enter("change")
    assert client.get(reverse(ADD)).status_code == 403
    assert client.post(reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"}).status_code == 403
    assert states() == ["draft"]


@pytest.mark.parametrize("make", [make_section, make_top_story])
def test_who_may_only_look_at_an_arranged_row_sees_it(enter, make):
    row = make()
    name = row._meta.model_name
    page = enter("view", model=name).get(reverse(f"admin:articles_{name}_change", args=[row.pk]))
    assert page.status_code == 200
    assert buttons(page) == []


def of_each_model() -> list:
    """A photo, an author and a slot."""
    slot = FrontSlot.objects.create(place=0, article=make_article())
    return [make_photo(), Author.objects.create(name="Ani"), slot]


def test_photos_authors_and_slots_are_closed_to_who_has_no_permission_for_them(enter):
    client = enter("view", "add", "change", "delete")
    for row in of_each_model():
        name = row._meta.model_name
        for address in (f"{name}_changelist", f"{name}_add"):
            assert client.get(reverse(f"admin:articles_{address}")).status_code == 403
        for address in (f"{name}_change", f"{name}_delete"):
            assert client.post(reverse(f"admin:articles_{address}", args=[row.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("place", range(3), ids=["photo", "author", "slot"])
def test_who_may_only_look_at_one_changes_nothing(enter, place):
    row = of_each_model()[place]
    name = row._meta.model_name
    client = enter("view", model=name)
    page = client.get(reverse(f"admin:articles_{name}_change", args=[row.pk]))
    assert (page.status_code, buttons(page)) == (200, [])
    assert client.post(reverse(f"admin:articles_{name}_change", args=[row.pk]), {}).status_code == 403
    assert client.get(reverse(f"admin:articles_{name}_add")).status_code == 403


def below(page) -> list[str]:
    """The models of the rows below the article's form."""
    return [formset.opts.model.__name__ for formset in page.context["inline_admin_formsets"]]


def permit(*codenames):
    User.objects.get().user_permissions.add(*Permission.objects.filter(codename__in=codenames))


def notes_and_names(article) -> dict:
    """The posted fields that add a correction and a name to the story."""
    author = Author.objects.get_or_create(name="Ani")[0]
    return {
        **{"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0, "corrections-0-text": "It rains."},
        **{"corrections-0-kind": "correction", "bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 0},
        "bylines-0-author": author.pk,
    }


def test_who_may_change_stories_alone_sees_neither_names_nor_corrections_and_adds_none(enter):
    article = make_article()
    client = enter("change")
    assert below(client.get(reverse(CHANGE, args=[article.pk]))) == ["PhotoUse", "FileUse"]
    save(client, article, **notes_and_names(article))
    assert (article.corrections.count(), article.bylines.count()) == (0, 0)


def test_who_may_only_look_at_names_and_corrections_adds_none(enter):
    article = make_article()
    client = enter("change")
    permit("view_byline", "view_correction")
    assert below(client.get(reverse(CHANGE, args=[article.pk]))) == ["Byline", "PhotoUse", "FileUse", "Correction"]
    save(client, article, **notes_and_names(article))
    assert (article.corrections.count(), article.bylines.count()) == (0, 0)


def test_who_may_add_names_and_corrections_adds_them(enter):
    article = make_article()
    client = enter("change")
    permit("add_byline", "add_correction", "view_author")
    save(client, article, **notes_and_names(article))
    assert (article.corrections.count(), article.bylines.count()) == (1, 1)


def test_a_popup_for_a_photo_is_offered_to_who_may_upload_one(enter):
    client = enter("add")
    assert 'id="add_id_photo"' not in client.get(reverse(ADD)).text
    permit("add_photo")
    assert 'id="add_id_photo"' in client.get(reverse(ADD)).text
