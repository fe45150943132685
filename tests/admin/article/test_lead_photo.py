"""In a story's form: the photo, and what the story says of it; the photo's own words show in empty fields."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.models import PhotoUse, ShownPhoto, WorkingCopy
from tests.support.factories import make_article, show
from tests.support.newsroom import ADD, CHANGE, article_fields, save
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
OWN = {"caption": "The bridge on its first day", "credit": "Photo: Vahe", "alt": "Cars on a new bridge"}
POSTED = {f"photo_{name}": text for name, text in OWN.items()}


@pytest.fixture
def bridge():
    return make_photo(alt="A bridge", caption="A bridge over a gorge", credit="Photo: Ani")


def form_of(client, article):
    return client.get(reverse(CHANGE, args=[article.pk])).context["adminform"].form


def shown(article) -> list[ShownPhoto]:
    return PhotoUse.objects.shown_in(article.pk)


def test_a_new_story_takes_a_photo_with_words_of_its_own(admin_client, bridge):
    section = make_article().section
    save(admin_client, None, headline="Bridge opens", section=section.pk, photo=bridge.pk, **POSTED)
    use = PhotoUse.objects.get(article__headline="Bridge opens")
    assert (use.photo, use.position, use.caption, use.credit, use.alt) == (bridge, 1, *OWN.values())


def test_the_form_shows_the_storys_words_and_in_gray_the_photos(admin_client, bridge):
    article = make_article(photo=bridge)
    form = form_of(admin_client, article)
    assert form["photo"].value() == bridge.pk
    assert [form[name].value() for name in POSTED] == ["", "", ""]
    placeholders = [form.fields[name].widget.attrs["placeholder"] for name in POSTED]
    assert placeholders == ["A bridge over a gorge", "Photo: Ani", "A bridge"]
    show(article, bridge, **OWN)
    assert [form_of(admin_client, article)[name].value() for name in POSTED] == list(OWN.values())


def test_saving_the_form_as_it_is_changes_nothing(admin_client, bridge):
    article = make_article(photo=bridge)
    show(article, bridge, make_photo(alt="A tunnel"), **OWN)
    before = shown(article)
    save(admin_client, article, photo=bridge.pk, **POSTED)
    assert shown(article) == before


def test_words_can_be_emptied_so_that_the_photos_serve(admin_client, bridge):
    article = make_article()
    show(article, bridge, **OWN)
    save(admin_client, article, photo=bridge.pk)
    assert shown(article) == [ShownPhoto(bridge.pk)]


def test_a_photo_can_be_taken_away_and_the_next_leads(admin_client, bridge):
    article, tunnel = make_article(), make_photo(alt="A tunnel")
    show(article, bridge, tunnel)
    save(admin_client, article, photo="")
    assert shown(article) == [ShownPhoto(tunnel.pk)]
    save(admin_client, article, photo="")
    assert shown(article) == []


def test_the_second_photo_leads_once_the_first_was_deleted_and_the_form_is_saved(admin_client, bridge):
    article, tunnel = make_article(), make_photo(alt="A tunnel")
    show(article, bridge, tunnel)
    bridge.delete()
    save(admin_client, article, photo="")
    assert shown(article) == [ShownPhoto(tunnel.pk)]
    assert article.lead_photo.photo == tunnel


def test_words_about_another_photo_do_not_stay_under_the_new_one(admin_client, bridge):
    article, tunnel = make_article(), make_photo(alt="A tunnel")
    show(article, bridge, **OWN)
    save(admin_client, article, photo=tunnel.pk, **(POSTED | {"photo_credit": "Photo: Gor"}))
    assert shown(article) == [ShownPhoto(tunnel.pk, credit="Photo: Gor")]


def test_words_without_a_photo_are_an_error(admin_client):
    article = make_article()
    page = save(admin_client, article, photo_caption="A bridge")
    assert page.context["adminform"].form.errors["photo"] == ["Choose the photo that these words are about."]
    assert shown(article) == []


def test_pasted_words_become_one_line(admin_client, bridge):
    article = make_article()
    pasted = {
        "photo_caption": "• Rain\r\nin Gyumri",
        "photo_credit": "Photo:\u200b Ani\t",
        "photo_alt": "  A\r\nbridge",
    }
    save(admin_client, article, photo=bridge.pk, **pasted)
    assert shown(article) == [ShownPhoto(bridge.pk, "Rain in Gyumri", "Photo: Ani", "A bridge")]


def test_words_that_are_too_long_are_refused(admin_client, bridge):
    page = save(admin_client, make_article(), photo=bridge.pk, photo_caption="a" * 501)
    assert "photo_caption" in page.context["adminform"].form.errors


def test_a_version_knows_the_photos_and_their_words(admin_client, bridge):
    article = make_article()
    save(admin_client, article, photo=bridge.pk, **POSTED)
    newest, first = article.history.order_by("-history_id")
    assert (newest.shown_photos, first.shown_photos) == ([ShownPhoto(bridge.pk, **OWN)], [])


def test_two_windows_both_words_are_shown_and_none_is_lost(admin_client, bridge):
    article = make_article(photo=bridge)
    opened = article_fields(article, photo=bridge.pk, photo_caption="Mine", _save="1")
    save(admin_client, article, photo=bridge.pk, photo_caption="Theirs")
    page = admin_client.post(reverse(CHANGE, args=[article.pk]), opened)
    assert page.context["conflict"].others == [("Caption", "Theirs", "Mine")]
    assert page.context["adminform"].form["photo_caption"].value() == "Mine"
    assert shown(article) == [ShownPhoto(bridge.pk, "Theirs")]


def test_unsaved_words_come_back_with_the_text(admin_client, bridge):
    article = make_article(photo=bridge)
    name = admin_client.get(reverse(CHANGE, args=[article.pk])).context["form_name"]
    fields = {**article_fields(article, photo=bridge.pk, photo_caption="On its first day"), "_form": name}
    query = "&".join(f"{key}={value}" for key, value in fields.items() if isinstance(value, str | int))
    sent = {"_form": name, "_story": article.pk, "_fields": query}
    assert admin_client.post(reverse("admin:articles_article_keep"), sent).status_code == 200
    assert WorkingCopy.objects.get().article == article
    page = admin_client.post(reverse(CHANGE, args=[article.pk]), {"_take_up": name})
    assert page.context["adminform"].form["photo_caption"].value() == "On its first day"
    assert shown(article) == [ShownPhoto(bridge.pk)]


def test_the_warning_is_about_the_words_that_readers_get(admin_client):
    unnamed = make_photo(alt="IMG_2031")
    article = make_article(published_at=None, summary="Rain.")
    page = save(admin_client, article, "_publish", photo=unnamed.pk)
    assert "“IMG_2031”" in page.context["warnings"][0].text
    page = save(admin_client, article, "_publish", photo=unnamed.pk, photo_alt="photo 1")
    assert "“photo 1”" in page.context["warnings"][0].text
    save(admin_client, article, "_publish", photo=unnamed.pk, photo_alt="A wet street")
    assert article.is_public


def test_a_reporter_reads_the_photo_of_a_public_story(client, bridge):
    reporter = User.objects.create_user("gor", is_staff=True)
    reporter.groups.add(Group.objects.get(name="Reporter"))
    client.force_login(reporter)
    article = make_article()
    show(article, bridge, caption="On its first day")
    page = client.get(reverse(CHANGE, args=[article.pk])).text
    assert "On its first day" in page
    assert bridge.sources("wide")[0].webp in page
    assert 'name="photo"' not in page
    assert 'name="photo_caption"' in client.get(reverse(ADD)).text


def test_the_form_finds_the_words_of_a_photo_that_is_chosen(admin_client, client, bridge):
    address = form_of(admin_client, make_article()).fields["photo"].widget.widget.build_attrs({})["data-texts"]
    found = admin_client.get(address.replace("/0/", f"/{bridge.pk}/")).json()
    source = bridge.sources("wide")[0]
    picture = {"url": source.webp, "width": source.width, "height": source.height}
    assert found == {"caption": "A bridge over a gorge", "credit": "Photo: Ani", "alt": "A bridge", "picture": picture}
    assert admin_client.get(address).status_code == 404
    assert client.get(address.replace("/0/", f"/{bridge.pk}/")).status_code == 302
