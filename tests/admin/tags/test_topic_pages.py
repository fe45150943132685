"""The page of a tag in the newsroom: a row for each language below the form of the tag."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from articles.models import Language, Tag, TopicPage
from articles.models.tag_merging import merge_tags
from tests.support.factories import make_article, make_brief, make_topic_page, open_language
from tests.support.newsroom import take
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def roads():
    make_article("A road", tags=["Roads"])
    return Tag.objects.get()


def address(tag) -> str:
    return reverse("admin:articles_tag_change", args=[tag.pk])


def rows(client, tag):
    """The formset of the pages, as the form is served."""
    formsets = client.get(address(tag)).context["inline_admin_formsets"]
    return next(one.formset for one in formsets if one.opts.model is TopicPage)


def post(client, tag, **fields):
    """Save the form with these fields of the English row, as a browser would."""
    formset = rows(client, tag)
    sent = {"name": tag.name, "slug": tag.slug}
    for field in formset.management_form:
        sent[field.html_name] = field.value()
    for form in formset.forms:
        values = {field.html_name: field.value() or "" for field in form if field.name != "related" or field.value()}
        language = form.initial.get("language") or form.instance.language
        if language == "en":
            values |= {form.add_prefix(name): value for name, value in fields.items()}
        sent |= values
    return client.post(address(tag), sent)


def errors(response) -> dict:
    formsets = response.context["inline_admin_formsets"]
    return next(one.formset.errors for one in formsets if one.opts.model is TopicPage)[0]


def test_a_row_stands_there_for_each_language_and_is_saved_if_something_is_in_it(admin_client, roads):
    Language.objects.create(tag="hy")
    open_language("ru")
    assert [form.language_name for form in rows(admin_client, roads).forms] == ["English", "Armenian", "Russian"]
    story = make_article("Another road")
    photo = make_photo()
    post(
        admin_client,
        roads,
        introduction='<p onclick="x()">Of <b>roads</b>.</p><script>x</script>',
        facts="  Length:  7,700 km \r\n\r\nOpen",
        photo=photo.pk,
        lead=story.pk,
    )
    page = TopicPage.objects.get()
    assert (page.language, page.facts, page.photo, page.lead) == ("en", "Length: 7,700 km\nOpen", photo, story)
    assert page.introduction == "<p>Of <strong>roads</strong>.</p>"


def test_a_form_in_which_nothing_is_written_makes_no_page(admin_client, roads):
    assert post(admin_client, roads).status_code == 302
    assert not TopicPage.objects.exists()


def test_a_row_from_which_everything_was_taken_is_deleted(admin_client, roads):
    make_topic_page(facts="Length: 7,700 km")
    post(admin_client, roads, introduction="<p></p>", facts="")
    assert not TopicPage.objects.exists()


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn", "brief"])
def test_a_lead_story_that_readers_do_not_see_is_refused(admin_client, roads, state):
    story = {
        "draft": lambda: make_article(published_at=None),
        "scheduled": lambda: make_article(published_at=timezone.now() + timedelta(hours=1)),
        "withdrawn": lambda: make_article(withdrawn_at=timezone.now()),
        "brief": make_brief,
    }[state]()
    said = errors(post(admin_client, roads, lead=story.pk))["lead"]
    assert said == [
        "This story is not on the site, or it is a brief. Choose a story that is published, or leave this empty."
    ]
    assert not TopicPage.objects.exists()


def test_a_lead_story_of_another_language_is_refused(admin_client, roads):
    open_language("ru")
    story = make_article("Дорога", language="ru")
    said = errors(post(admin_client, roads, lead=story.pk))["lead"]
    assert said == ["“Дорога” stands in the lists of Russian. Choose a story of English here."]


def test_a_lead_story_that_was_taken_back_since_does_not_stop_other_changes(admin_client, roads):
    story = make_article("Another road")
    make_topic_page(lead=story)
    story.withdraw()
    assert post(admin_client, roads, facts="Length: 7,700 km").status_code == 302
    page = TopicPage.objects.get()
    assert (page.facts, page.lead) == ("Length: 7,700 km", story)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("\n".join("abcdefghijk"), "11 lines are too many: leave 10 at the most."),
        ("One\n" + "x" * 201, "Line 2 is 201 characters long: shorten it to 200."),
    ],
)
def test_key_facts_have_a_measure(admin_client, roads, facts, said):
    assert errors(post(admin_client, roads, facts=facts))["facts"] == [said]


def test_a_form_that_was_opened_before_there_were_pages_saves_the_rest(admin_client, roads):
    make_topic_page(facts="Length: 7,700 km")
    admin_client.post(address(roads), {"name": "Streets", "slug": "streets"})
    assert (Tag.objects.get().name, TopicPage.objects.get().facts) == ("Streets", "Length: 7,700 km")


@pytest.mark.parametrize(("role", "may"), [("Reporter", False), ("Editor", True), ("Chief editor", True)])
def test_those_who_may_edit_tags_write_their_pages(client, roads, role, may):
    account = User.objects.create_user("account", is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    assert client.get(address(roads)).status_code == 200
    assert (post(client, roads, facts="Length: 7,700 km").status_code == 302) == may
    assert TopicPage.objects.exists() == may


def test_who_merges_tags_is_told_which_pages_go(admin_client, roads):
    make_article(tags=["Streets"])
    streets = Tag.objects.get(name="Streets")
    make_topic_page("Roads", facts="Of roads")
    make_topic_page("Streets", "ru", facts="Об улицах")
    assert "Several of them" not in take(admin_client, "merge", roads, streets, model="tag").text
    make_topic_page("Streets", facts="Of streets")
    assert (
        "a lead story in English. The page of the tag" in take(admin_client, "merge", roads, streets, model="tag").text
    )


def test_tags_that_are_merged_keep_the_pages_that_the_other_lacks(roads):
    make_article(tags=["Streets"])
    make_topic_page("Roads", facts="Of roads")
    make_topic_page("Streets", facts="Of streets")
    make_topic_page("Streets", "ru", facts="Об улицах")
    merge_tags(roads, [Tag.objects.get(name="Streets")])
    assert sorted(TopicPage.objects.values_list("tag__name", "language", "facts")) == [
        ("Roads", "en", "Of roads"),
        ("Roads", "ru", "Об улицах"),
    ]


def sent_by(client, tag, **fields) -> dict:
    """What a window that is open now would send, with these fields of the English row."""
    formset = rows(client, tag)
    sent = {"name": tag.name, "slug": tag.slug}
    sent |= {field.html_name: field.value() for field in formset.management_form}
    for form in formset.forms:
        for field in form:
            if field.name != "related" or field.value():
                sent[field.html_name] = "" if field.value() is None else field.value()
        if (form.initial.get("language") or form.instance.language) == "en":
            sent |= {form.add_prefix(name): value for name, value in fields.items()}
    return sent


@pytest.mark.parametrize("begun", [True, False])
def test_of_two_windows_the_second_reads_who_was_faster_and_may_save_again(admin_client, roads, begun):
    if begun:
        make_topic_page(facts="Length: 7,000 km")
    first, second = (sent_by(admin_client, roads, facts=f"Length: {n} km") for n in (7700, 7900))
    assert admin_client.post(address(roads), first).status_code == 302
    refused = admin_client.post(address(roads), second)
    assert TopicPage.objects.get().facts == "Length: 7700 km"
    [said] = errors(refused)["__all__"]
    assert said.startswith("Nothing was saved: admin saved this page ")
    assert f'href="/admin/articles/tag/{roads.pk}/versions/en/"' in said
    page = refused.text
    assert "Length: 7900 km" in page
    number = TopicPage.history.first().history_id
    assert f'<input type="hidden" name="pages-0-version" value="{number}"' in page
    assert admin_client.post(address(roads), second | {"pages-0-version": number}).status_code == 302
    assert TopicPage.objects.get().facts == "Length: 7900 km"


def test_a_row_that_nobody_touched_is_no_matter_of_two_windows(admin_client, roads):
    make_topic_page(facts="Length: 7,000 km")
    first, second = sent_by(admin_client, roads), sent_by(admin_client, roads)
    assert admin_client.post(address(roads), first).status_code == 302
    assert admin_client.post(address(roads), second | {"name": "Streets"}).status_code == 302
    assert TopicPage.history.count() == 1


def test_versions_say_what_changed_and_one_is_restored(admin_client, roads):
    rain = Tag.objects.create(name="Rain")
    post(admin_client, roads, introduction="<p>Of roads.</p>", facts="Length: 7,000 km", related=[rain.pk])
    post(admin_client, roads, facts="Length: 7,700 km", related=[])
    older = TopicPage.history.last()
    page = admin_client.get(f"/admin/articles/tag/{roads.pk}/versions/en/").text
    assert "Versions of “Roads (English)”" in page
    assert "<h3>Key facts</h3>" in page
    assert "<h3>Related topics</h3>" in page
    assert "<h3>Text</h3>" not in page
    link = f"{address(roads)}?version={older.history_id}"
    assert f'href="{link}"' in page
    form = next(
        one.formset.forms[0]
        for one in admin_client.get(link).context["inline_admin_formsets"]
        if one.opts.model is TopicPage
    )
    assert (form["facts"].value(), form["related"].value()) == ("Length: 7,000 km", [rain.pk])
    assert form["version"].value() == TopicPage.history.first().history_id


def test_an_emptied_page_keeps_its_versions(admin_client, roads):
    post(admin_client, roads, facts="Length: 7,000 km")
    post(admin_client, roads, facts="")
    assert "emptied" in admin_client.get(f"/admin/articles/tag/{roads.pk}/versions/en/").text
    assert post(admin_client, roads, facts="Length: 8 km").status_code == 302
    assert TopicPage.objects.get().facts == "Length: 8 km"


@pytest.mark.parametrize("asked", ["x", "9" * 30, "0", "-1"])
def test_an_impossible_version_opens_the_form_as_it_is(admin_client, roads, asked):
    assert admin_client.get(f"{address(roads)}?version={asked}").status_code == 200


def test_versions_are_for_those_who_may_see_tags(client, roads):
    account = User.objects.create_user("levon", is_staff=True)
    client.force_login(account)
    assert client.get(f"/admin/articles/tag/{roads.pk}/versions/en/").status_code == 403
    account.is_superuser = True
    account.save()
    assert client.get("/admin/articles/tag/999/versions/en/").status_code == 404


def test_related_topics_keep_the_order_in_which_they_were_chosen(admin_client, roads):
    rain, snow = Tag.objects.create(name="Rain"), Tag.objects.create(name="Snow")
    post(admin_client, roads, related=[snow.pk, rain.pk])
    assert TopicPage.objects.get().related == [snow.pk, rain.pk]
    page = admin_client.get(address(roads)).text
    assert page.index(f'<option value="{snow.pk}" selected') < page.index(f'<option value="{rain.pk}" selected')
    post(admin_client, roads, related=[rain.pk, snow.pk])
    assert TopicPage.objects.get().related == [rain.pk, snow.pk]


def test_related_topics_are_refused_if_they_are_the_tag_itself_too_many_or_none(admin_client, roads):
    many = [Tag.objects.create(name=f"Tag {number}").pk for number in range(9)]
    for related, said in (
        ([roads.pk], "This is the tag itself: take it out."),
        (many, "9 are too many: leave 8 at the most."),
        (["x"], "“x” is not a valid value."),
    ):
        assert errors(post(admin_client, roads, related=related))["related"] == [said]
    assert not TopicPage.objects.exists()


def test_a_merge_moves_versions_and_relations(admin_client, roads):
    rain, snow = Tag.objects.create(name="Rain"), Tag.objects.create(name="Snow")
    make_topic_page(related=[rain.pk, snow.pk])
    make_topic_page("Rain", facts="Wet: yes")
    merge_tags(snow, [rain])
    assert TopicPage.objects.get(tag=roads).related == [snow.pk]
    assert TopicPage.history.filter(tag=snow.pk).get().facts == "Wet: yes"
