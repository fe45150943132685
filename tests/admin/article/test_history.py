"""Every saved version of a story in the newsroom: who, when, why, what it changed; and the way back to it."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from articles.admin.article.history import PAGE_LENGTH
from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Correction, Section, Tag
from articles.text.diff import DEL, INS, SAME
from tests.support.factories import make_article, make_section, seed_text, write_seeds
from tests.support.newsroom import messages_of, save

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)


def history(client, article, **query):
    return client.get(reverse("admin:articles_article_history", args=[article.pk]), query)


def address(article, version) -> str:
    return reverse("admin:articles_article_version", args=[article.pk, version.history_id])


def restore(client, article, version, start=None):
    return client.post(address(article, version), {"version": article.version if start is None else start}, follow=True)


def first_version(article):
    return article.history.order_by("history_id").first()


def imported(tmp_path):
    import_seeds([write_seeds(tmp_path, a=seed_text())], Vocabulary.load(settings.SEED_VOCABULARY))
    return Article.objects.get(headline="Museum opens new wing in Gyumri")


def may(client, *names):
    user = User.objects.create_user("reporter", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def test_a_version_says_who_saved_it_when_and_what_it_changed(admin_client, time_machine):
    article = make_article("Rain in Gyumri", body="<p>One.</p><p>Two.</p><p>It rains.</p>")
    time_machine.move_to(NOW, tick=False)
    save(admin_client, article, headline="Snow in Gyumri", body="<p>One.</p><p>Two.</p><p>It snows.</p>")
    response = history(admin_client, article)
    newest = response.context["revisions"][0]
    assert newest.who == "admin"
    assert [(one.name, one.changed) for one in newest.differences] == [
        ("Headline", [[("Rain", DEL), ("Snow", INS), ("in Gyumri", SAME)]]),
        ("Text", [[], [("It", SAME), ("rains.", DEL), ("snows.", INS)]]),
    ]
    assert "October 2, 2020 - 19:13 AMT" in response.text
    assert "<del>Rain</del> <ins>Snow</ins> in Gyumri" in response.text


def test_section_tags_source_and_publication_are_told_too(admin_client, time_machine):
    time_machine.move_to(NOW, tick=False)
    article = make_article("Rain", tags=["Weather"], published_at=None)
    article.keep_tags_and_photos()
    tag = Tag.objects.create(name="Alps")
    save(admin_client, article, "_publish", section=make_section("Sport").pk, tags=[tag.pk], source="Reuters")
    newest = history(admin_client, article).context["revisions"][0]
    assert newest.facts == [
        ("Section", "Region", "Sport"),
        ("Tags", "Weather", "Alps"),
        ("Publication", "", "October 2, 2020 - 19:13 AMT"),
    ]
    assert [one.name for one in newest.differences] == ["Source"]


@pytest.mark.parametrize(
    ("button", "reason"), [("_withdraw", "withdrawn"), ("_restore", "put back on the site"), ("_publish", "published")]
)
def test_a_step_is_the_reason_of_its_version(admin_client, button, reason):
    fields = {"_publish": {"published_at": None}, "_restore": {"withdrawn_at": NOW}}.get(button, {})
    article = make_article("Rain", **fields)
    given = {"withdrawn_because": "It was wrong."} if button == "_withdraw" else {}
    save(admin_client, article, button, **given)
    assert article.history.first().history_change_reason == reason


def test_a_correction_is_the_reason_of_its_version():
    article = make_article("Rain")
    Correction.objects.create(article=article, text="It was two.")
    assert article.history.first().history_change_reason == "correction"


def test_a_version_keeps_the_tags_that_were_set_with_it(admin_client):
    article = make_article("Rain", tags=["Weather", "Alps"])
    save(admin_client, article, headline="Snow")
    assert article.history.first().tag_list == ["Alps", "Weather"]


def test_a_version_that_changes_no_tags_keeps_those_that_there_are():
    article = make_article("Rain", tags=["Weather", "Alps"])
    article.withdraw()
    assert article.history.first().tag_list == ["Alps", "Weather"]


def test_an_import_keeps_the_tags_of_its_versions(tmp_path):
    article = imported(tmp_path)
    text = seed_text(paragraphs=["PanARMENIAN.Net - The museum opened two wings in Turkey."])
    import_seeds([write_seeds(tmp_path, a=text)], Vocabulary.load(settings.SEED_VOCABULARY))
    newest, first = article.history.order_by("-history_id")
    assert (first.tag_list, newest.tag_list) == (["Gyumri", "Museums"], ["Gyumri", "Museums", "Turkey"])


def test_what_an_import_wrote_in_bulk_is_a_version_once_an_editor_changes_it(admin_client, tmp_path):
    article = imported(tmp_path)
    save(admin_client, article, body="<p>Another text.</p>")
    newest, first = history(admin_client, article).context["revisions"]
    assert first.version.body == "<p>The museum opened a new wing.</p>\n<p>It is free on Sundays.</p>"
    assert (first.version.history_change_reason, first.who, newest.who) == ("as imported", "", "admin")


def test_an_imported_story_that_nobody_changed_says_so(admin_client, tmp_path):
    assert "This story stands as it was imported" in history(admin_client, imported(tmp_path)).text


def test_an_old_version_comes_back_as_a_new_one(admin_client):
    article = make_article("Rain", body="<p>It rains.</p>", summary="Wet.", tags=["Weather"], dateline_place="GORIS")
    article.keep_tags_and_photos()
    others = {"summary": "Cold.", "source": "Reuters", "dateline_place": "ROME", "tags": []}
    save(admin_client, article, headline="Snow", body="<p>It snows.</p>", **others)
    section = article.section
    save(admin_client, article, section=make_section("Sport").pk)
    response = restore(admin_client, article, first_version(article))
    article = Article.objects.get()
    assert (article.headline, article.body, article.summary) == ("Rain", "<p>It rains.</p>", "Wet.")
    assert (article.source, article.dateline_place, article.section) == ("PanARMENIAN.Net", "GORIS", section)
    assert [tag.name for tag in article.tags.all()] == ["Weather"]
    newest = article.history.first()
    assert (article.history.count(), newest.tag_list, newest.history_user.username) == (4, ["Weather"], "admin")
    assert newest.history_change_reason.startswith("restored the version of ")
    assert messages_of(response)[-1].startswith("“Rain” says again what the version of ")


def test_a_restored_text_leaves_the_story_where_it_stands(admin_client):
    article = make_article("Rain", published_at=None)
    save(admin_client, article, "_publish", headline="Snow")
    published_at = article.published_at
    restore(admin_client, article, first_version(article))
    article.refresh_from_db()
    assert (article.headline, article.published_at, article.slug) == ("Rain", published_at, "snow")


def test_a_restored_text_of_a_public_story_is_an_update(admin_client, time_machine):
    article = make_article("Rain")
    save(admin_client, article, headline="Snow")
    Article.objects.update(updated_at=None)
    time_machine.move_to(NOW, tick=False)
    restore(admin_client, article, first_version(article))
    article.refresh_from_db()
    assert article.updated_at == NOW


def test_a_section_and_a_tag_that_are_gone_do_not_come_back(admin_client):
    article = make_article("Rain", section=make_section("Sport"), tags=["Weather"])
    article.keep_tags_and_photos()
    save(admin_client, article, section=make_section("Region").pk, tags=[])
    Section.objects.get(name="Sport").delete()
    Tag.objects.all().delete()
    restore(admin_client, article, first_version(article))
    article.refresh_from_db()
    assert (article.section.name, article.tags.count()) == ("Region", 0)
    assert "a deleted section" in history(admin_client, article).text


def test_a_restore_that_starts_from_an_older_version_changes_nothing(admin_client):
    article = make_article("Rain")
    save(admin_client, article, headline="Snow")
    start = article.version
    save(admin_client, article, headline="Hail")
    response = restore(admin_client, article, first_version(article), start)
    told = "The story was changed meanwhile; nothing was restored. Look at its newest version first."
    assert messages_of(response)[-1] == told
    article.refresh_from_db()
    assert article.headline == "Hail"


def test_a_version_of_another_story_is_not_restored(admin_client):
    article, other = make_article("Rain"), make_article("Snow")
    assert restore(admin_client, article, first_version(other)).status_code == 404


def test_a_version_can_be_read_whole_before_it_is_restored(admin_client):
    article = make_article("Rain", body="<p>It rains &lt;b&gt;.</p><p>Two.</p>", source="Reuters", tags=["Weather"])
    article.keep_tags_and_photos()
    save(admin_client, article, headline="Snow", body="", tags=[])
    response = admin_client.get(address(article, first_version(article)))
    assert response.context["revision"].words == {
        "Headline": ["Rain"],
        "Text": ["It rains <b>.", "Two."],
        "Source": ["Reuters"],
    }
    for shown in ("<p>It rains &lt;b&gt;.</p>", "<p>Weather</p>", "Restore this version"):
        assert shown in response.text
    article.refresh_from_db()
    assert article.headline == "Snow"


def test_a_version_says_whether_it_is_the_first_or_the_newest(admin_client):
    article = make_article("Rain")
    save(admin_client, article, headline="Hail")
    save(admin_client, article, headline="Snow")
    pages = [admin_client.get(address(article, one)).text for one in article.history.order_by("history_id")]
    assert [", the first" in page for page in pages] == [True, False, False]
    assert [", the newest" in page for page in pages] == [False, False, True]


def test_the_newest_version_is_not_offered_for_restoring(admin_client):
    article = make_article("Rain")
    assert "Restore this version" not in admin_client.get(address(article, first_version(article))).text


def test_who_may_only_look_reads_the_versions_and_restores_none(client):
    article = make_article("Rain")
    article.headline = "Snow"
    article.save()
    client = may(client, "view_article")
    assert history(client, article).status_code == 200
    page = client.get(address(article, first_version(article)))
    assert (page.status_code, "Restore this version" in page.text) == (200, False)
    assert restore(client, article, first_version(article)).status_code == 403
    article.refresh_from_db()
    assert article.headline == "Snow"


def test_who_may_see_no_stories_sees_no_versions(client):
    article = make_article("Rain")
    client = may(client, "view_section")
    assert history(client, article).status_code == 403
    assert client.get(address(article, first_version(article))).status_code == 403
    assert restore(client, article, first_version(article)).status_code == 403


def test_a_story_that_does_not_exist_has_no_versions(admin_client):
    assert admin_client.get("/admin/articles/article/99/history/", follow=True).redirect_chain[0][0] == "/admin/"


def test_the_texts_of_versions_are_text(admin_client):
    article = make_article("Rain")
    article.headline = "<img src=x>"
    article.save()
    page = history(admin_client, article).text
    assert "&lt;img src=x&gt;" in page
    assert "<img src=x>" not in page


def test_older_versions_stand_on_a_second_page_compared_with_the_one_below(admin_client, django_assert_max_num_queries):
    article = make_article("Rain 0")
    for number in range(1, PAGE_LENGTH + 3):
        article.headline = f"Rain {number}"
        article.save()
    with django_assert_max_num_queries(12):
        revisions = history(admin_client, article).context["revisions"]
    assert revisions[-1].differences[0].changed == [[("Rain", SAME), ("2", DEL), ("3", INS)]]
    revisions = history(admin_client, article, page=2).context["revisions"]
    assert [one.version.headline for one in revisions] == ["Rain 2", "Rain 1", "Rain 0"]
    assert revisions[-1].first
