"""In a story's form: the photos after the first one, in order, with the story's words; their places in the text."""

import pytest
from django.urls import reverse

from articles.models import Article, PhotoUse, ShownPhoto
from tests.support.factories import make_article, show
from tests.support.newsroom import CHANGE, article_fields, save
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def photos():
    return [make_photo(alt=alt) for alt in ("A bridge", "A tunnel", "A tower", "A mill")]


@pytest.fixture
def article(photos):
    article = make_article()
    show(article, *photos[:3])
    return article


def rows(article, *photos, start=None, **changes) -> dict:
    """The posted rows: those that are saved, then new ones with `photos`; `changes` such as `row0_caption`."""
    saved = list(PhotoUse.objects.filter(article=article, position__gt=1).order_by("position")) if article else []
    fields = {}
    for number, use in enumerate([*saved, *photos]):
        is_saved = number < len(saved)
        values = {"id": use.pk if is_saved else "", "article": article.pk if article else ""}
        values |= {"photo": use.photo_id if is_saved else use.pk, "position": use.position if is_saved else ""}
        values |= {name: getattr(use, name) if is_saved else "" for name in ("caption", "credit", "alt")}
        fields |= {f"photo_uses-{number}-{name}": value for name, value in values.items()}
    fields |= {f"photo_uses-{name[3]}-{name[5:]}": value for name, value in changes.items()}
    counts = {"TOTAL_FORMS": len(saved) + len(photos), "INITIAL_FORMS": len(saved)}
    return fields | {f"photo_uses-{name}": value for name, value in counts.items()}


def alts(article) -> list[str]:
    return list(PhotoUse.objects.filter(article=article).order_by("position").values_list("photo__alt", flat=True))


def submit(client, article, posted, **changes):
    lead = PhotoUse.objects.filter(article=article, position=1).values_list("photo", flat=True).first() or ""
    return save(client, article, **({"photo": lead} | posted | changes))


def test_the_form_shows_them_in_order_with_their_numbers(admin_client, article, photos):
    page = admin_client.get(reverse(CHANGE, args=[article.pk]))
    [formset] = [one.formset for one in page.context["inline_admin_formsets"] if one.formset.prefix == "photo_uses"]
    assert [form.instance.photo for form in formset.initial_forms] == photos[1:3]
    assert [f"[photo {photo.pk}]" in page.text for photo in photos] == [True, True, True, False]


def test_saving_the_form_as_it_is_changes_nothing(admin_client, article):
    before = PhotoUse.objects.shown_in(article.pk)
    versions = article.history.count()
    submit(admin_client, article, rows(article))
    assert PhotoUse.objects.shown_in(article.pk) == before
    assert article.history.count() <= versions + 1


def test_a_form_without_the_rows_leaves_them(admin_client, article):
    submit(admin_client, article, {})
    assert alts(article) == ["A bridge", "A tunnel", "A tower"]


def test_one_is_added_at_the_end_or_where_it_is_wanted(admin_client, article, photos):
    submit(admin_client, article, rows(article, photos[3]))
    assert alts(article) == ["A bridge", "A tunnel", "A tower", "A mill"]
    submit(admin_client, article, rows(article, row2_position="2"))
    assert alts(article) == ["A bridge", "A mill", "A tunnel", "A tower"]


def test_one_is_removed_and_the_others_close_up(admin_client, article):
    submit(admin_client, article, rows(article, row0_DELETE="on"))
    assert alts(article) == ["A bridge", "A tower"]
    assert [use.position for use in article.photo_uses.order_by("position")] == [1, 2]


def test_two_change_places(admin_client, article):
    submit(admin_client, article, rows(article, row0_position="3"))
    assert alts(article) == ["A bridge", "A tower", "A tunnel"]


def test_the_storys_words_about_each_are_kept_on_one_line(admin_client, article, photos):
    submit(admin_client, article, rows(article, row1_caption=" Old\r\ntower ", row1_credit="Photo: Ani"))
    assert PhotoUse.objects.shown_in(article.pk)[2] == ShownPhoto(photos[2].pk, "Old tower", "Photo: Ani")
    newest = article.history.first()
    assert newest.shown_photos[2].caption == "Old tower"


def test_words_about_another_photo_do_not_stay(admin_client, article, photos):
    submit(admin_client, article, rows(article, row0_caption="A long tunnel"))
    submit(admin_client, article, rows(article, row0_photo=photos[3].pk))
    assert PhotoUse.objects.shown_in(article.pk)[1] == ShownPhoto(photos[3].pk)


def test_a_new_story_takes_several(admin_client, photos):
    posted = rows(None, *photos[1:3])
    save(admin_client, None, headline="Bridge opens", section=make_article().section.pk, photo=photos[0].pk, **posted)
    assert alts(Article.objects.get(headline="Bridge opens")) == ["A bridge", "A tunnel", "A tower"]


def test_without_a_lead_photo_the_next_leads(admin_client, article):
    submit(admin_client, article, rows(article), photo="")
    assert alts(article) == ["A tunnel", "A tower"]


def test_a_row_without_a_photo_is_an_error(admin_client, article):
    response = submit(admin_client, article, rows(article, row0_photo=""))
    assert response.status_code == 200
    assert alts(article) == ["A bridge", "A tunnel", "A tower"]


@pytest.mark.parametrize("value", ["99999999999999999999", "x", "-1", "0"])
def test_a_wrong_number_is_an_error_and_nothing_breaks(admin_client, article, value):
    for name in ("photo", "position"):
        response = submit(admin_client, article, rows(article, **{f"row0_{name}": value}))
        assert response.status_code in (200, 302)
    assert alts(article)[0] == "A bridge"
    assert len(alts(article)) == 3


def test_a_stale_form_saves_nothing(admin_client, article, photos):
    opened = article_fields(article) | {"photo": photos[0].pk, "_save": "1"} | rows(article, row0_DELETE="on")
    article.save()
    response = admin_client.post(reverse(CHANGE, args=[article.pk]), opened)
    assert response.context["conflict"]
    assert alts(article) == ["A bridge", "A tunnel", "A tower"]


def test_the_preview_shows_what_the_form_has(admin_client, article, photos):
    address = reverse("admin:articles_article_preview", args=[article.pk])
    posted = article_fields(article) | {"photo": photos[0].pk} | rows(article, photos[3], row0_DELETE="on")
    page = admin_client.post(address, posted).text
    assert [f'alt="{photo.alt}"' in page for photo in photos] == [True, False, True, True]
    assert alts(article) == ["A bridge", "A tunnel", "A tower"]


def test_a_place_in_the_text_comes_through_the_form(admin_client, article, photos):
    body = f"{article.body}<p>[photo {photos[1].pk}]</p>"
    submit(admin_client, article, rows(article), body=body)
    assert article.body == body
    assert not article.updated_at


def test_publishing_asks_about_a_place_of_a_photo_that_the_story_does_not_show(admin_client, article, photos):
    article.published_at, article.summary = None, "A summary."
    article.save()
    tunnel, mill = (f"<p>[photo {photos[number].pk}]</p>" for number in (1, 3))
    body = f"<p>Rain fell in Gyumri.</p>{tunnel}{mill}"
    response = submit(admin_client, article, rows(article), body=body, button="_publish")
    [warning] = response.context["warnings"]
    assert warning.text == f"The text has a place for [photo {photos[3].pk}], which the story does not show."
    assert submit(admin_client, article, rows(article, photos[3]), body=body, button="_publish").status_code == 302
    assert article.is_public


# --- Photo series -----------------------------------------------------------------------------


def test_a_story_becomes_a_series_and_a_story_again(admin_client, article):
    submit(admin_client, article, rows(article), series="on")
    assert article.is_series
    submit(admin_client, article, rows(article), series="on", headline="Another")
    assert article.is_series
    submit(admin_client, article, rows(article))
    assert article.story_type == "story"


def test_a_series_needs_a_text(admin_client, article):
    response = submit(admin_client, article, rows(article), series="on", body="")
    assert response.context["adminform"].form.errors["series"] == [
        "Write a text for the series, if only a sentence: without one, the story is a flash."
    ]
