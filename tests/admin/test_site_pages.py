"""The pages that say who we are, in the newsroom: begun from a first text, put on the site, versions, two windows."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.admin.site_pages.first_texts import first_texts, gaps
from articles.models import Language, SitePage, SitePageKind
from articles.text.languages.detection import language_of
from tests.support.factories import make_site_page

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_sitepage_changelist")
ADD = reverse("admin:articles_sitepage_add")


def address(name, page):
    return reverse(f"admin:articles_sitepage_{name}", args=[page.pk])


def fields_of(response) -> dict:
    """What the form would send as it was served."""
    form = response.context["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in sent.items() if value not in (None, False)}


def errors_of(response) -> dict:
    return response.context["adminform"].form.errors


def test_the_list_offers_what_is_not_begun(admin_client):
    make_site_page("about")
    page = admin_client.get(LIST)
    ((language, links),) = page.context["missing"]
    assert language == "English"
    assert [label for label, _ in links] == [kind.label for kind in SitePageKind if kind != "about"]
    assert links[0][1] == f"{ADD}?kind=contact&language=en"
    for kind in SitePageKind:
        SitePage.objects.filter(kind=kind).exists() or make_site_page(kind)
    assert "Not begun" not in admin_client.get(LIST).text


def test_a_page_begins_with_a_first_text_whose_gaps_must_be_filled(admin_client):
    form = admin_client.get(f"{ADD}?kind=contact&language=en")
    sent = fields_of(form)
    assert sent["title"] == "Contact"
    refused = admin_client.post(ADD, sent | {"on_site": "on"})
    assert "[e-mail address]" in errors_of(refused)["body"][0]
    assert not SitePage.objects.exists()
    admin_client.post(ADD, sent)
    page = SitePage.objects.get()
    assert page.published_at is None
    admin_client.post(
        address("change", page),
        {**fields_of(admin_client.get(address("change", page))), "body": "<p>Ring.</p>", "on_site": "on"},
    )
    page.refresh_from_db()
    assert page.published_at is not None
    assert page.revised_at is None


def test_first_texts_are_in_their_language_and_complete():
    for language, pages in first_texts().items():
        assert set(pages) == set(SitePageKind.values)
        for text in pages.values():
            assert language_of(text.title + text.body) == language
            assert gaps(text.body) or "corrections" in text.title.lower() or text.body


def test_the_text_is_sanitised(admin_client):
    admin_client.post(
        ADD,
        {"kind": "about", "title": " About \n us ", "body": "<p onclick=x>Six<script>y</script></p>", "on_site": "on"},
    )
    page = SitePage.objects.get()
    assert (page.title, page.body) == ("About us", "<p>Six</p>")


def test_a_second_one_of_a_kind_is_refused_with_a_link(admin_client):
    page = make_site_page("about")
    refused = admin_client.post(ADD, {"kind": "about", "title": "Us", "body": "<p>Six</p>"})
    assert address("change", page) in errors_of(refused)["kind"][0]
    Language.objects.create(tag="ru")
    admin_client.post(ADD, {"kind": "about", "language": "ru", "title": "О нас", "body": "<p>Шесть</p>"})
    assert SitePage.objects.get(language="ru").kind == "about"


@pytest.mark.parametrize(
    "wrong", [{"kind": "blog"}, {"language": "xx"}, {"title": "—"}, {"body": "<p> </p>"}, {"title": "x" * 101}]
)
def test_nonsense_is_refused(admin_client, wrong):
    Language.objects.create(tag="ru")
    sent = {"kind": "about", "language": "en", "title": "Us", "body": "<p>Six</p>"}
    assert next(iter(wrong)) in errors_of(admin_client.post(ADD, sent | wrong))
    assert not SitePage.objects.exists()


def test_a_change_is_dated_once_readers_see_the_page_and_a_version_is_kept(admin_client):
    page = make_site_page("about", body="<p>We are six.</p>")
    form = fields_of(admin_client.get(address("change", page)))
    admin_client.post(address("change", page), form)
    page.refresh_from_db()
    assert (page.revised_at, page.history.count()) == (None, 1)
    admin_client.post(address("change", page), form | {"body": "<p>We are seven.</p>"})
    page.refresh_from_db()
    assert page.revised_at is not None
    versions = admin_client.get(address("history", page))
    assert "<ins>seven" in versions.text
    assert f"{address('change', page)}?version={page.history.last().history_id}" in versions.text
    old = admin_client.get(f"{address('change', page)}?version={page.history.last().history_id}")
    assert fields_of(old)["body"] == "<p>We are six.</p>"


def test_the_form_loads_the_editor_whole(admin_client):
    page = admin_client.get(ADD).text
    assert re.search(r'<script type="importmap" nonce="[^"]+">[^<]*"articles/pasted"', page)
    assert re.search(r"css/newsroom/article[.\w]*\.css", page)


def test_a_page_taken_off_the_site_is_a_draft_again(admin_client):
    page = make_site_page("about")
    form = fields_of(admin_client.get(address("change", page)))
    del form["on_site"]
    admin_client.post(address("change", page), form)
    page.refresh_from_db()
    assert page.published_at is None


def test_who_saves_second_is_told_and_keeps_what_was_typed(admin_client):
    page = make_site_page("about")
    one, two = (fields_of(admin_client.get(address("change", page))) for _ in range(2))
    admin_client.post(address("change", page), one | {"body": "<p>One.</p>"})
    refused = admin_client.post(address("change", page), two | {"body": "<p>Two.</p>"})
    assert "Nothing was saved: admin saved this page" in errors_of(refused)["__all__"][0]
    assert fields_of(refused)["body"] == "<p>Two.</p>"
    page.refresh_from_db()
    assert page.body == "<p>One.</p>"
    admin_client.post(address("change", page), fields_of(refused))
    page.refresh_from_db()
    assert page.body == "<p>Two.</p>"


@pytest.mark.parametrize(("role", "status"), [("Reporter", 403), ("Editor", 403), ("Chief editor", 200)])
def test_only_the_chief_editor_edits_them(client, role, status):
    page = make_site_page("about")
    account = User.objects.create_user("account", is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    for where in (LIST, ADD, address("change", page), address("history", page)):
        assert client.get(where).status_code == status
    client.post(ADD, {"kind": "contact", "title": "Us", "body": "<p>Six</p>", "on_site": "on"})
    assert SitePage.objects.filter(kind="contact").exists() == (status == 200)
