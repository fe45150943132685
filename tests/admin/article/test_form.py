"""What saving an article's form sets and what it leaves alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from articles.models import Article
from tests.support.factories import NOON, make_article, make_brief, make_flash, make_section
from tests.support.newsroom import CHANGE, save

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _stopped_clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.mark.parametrize(
    "change", [{"headline": "Snow"}, {"summary": "Other words."}, {"body": "<p>Another text.</p>"}], ids=str
)
def test_a_change_of_substance_to_a_public_story_is_dated(admin_client, change):
    article = make_article("Rain")
    save(admin_client, article, **change)
    assert article.updated_at == NOW


def test_other_changes_are_not_of_substance(admin_client):
    article = make_article("Rain")
    save(admin_client, article, source="Reuters", slug="wet", section=make_section("Sport").pk)
    assert (article.source, article.slug, article.section.name) == ("Reuters", "wet", "Sport")
    assert article.updated_at is None


@pytest.mark.parametrize("published_at", [None, NOW + timedelta(hours=1)], ids=["draft", "scheduled"])
def test_a_story_that_no_reader_has_seen_is_never_updated(admin_client, published_at):
    article = make_article("Rain", published_at=published_at)
    save(admin_client, article, headline="Snow", body="<p>Another text.</p>")
    assert (article.headline, article.updated_at) == ("Snow", None)


def test_a_form_saved_untouched_changes_nothing(admin_client):
    article = make_article(
        "Rain", body="<p>One.</p>\n<p>Two.</p>", summary="One.\nTwo.", published_at=NOON + timedelta(microseconds=7)
    )
    before = Article.objects.values().get()
    save(admin_client, article)
    assert Article.objects.values().get() == before


def test_the_text_as_the_editor_writes_it_back_is_no_change(admin_client):
    article = make_article(body="<p>One.</p>\n<p>Two.</p>")
    save(admin_client, article, body="<p>One.</p><p>Two.</p>")
    assert (article.body, article.updated_at) == ("<p>One.</p>\n<p>Two.</p>", None)


def test_the_text_is_sanitised(admin_client):
    article = make_article()
    save(admin_client, article, body='<p onclick="x()">Safe<script>alert(1)</script> <strong>text</strong></p>')
    assert article.body == "<p>Safe <strong>text</strong></p>"


def test_a_combining_stroke_does_not_open_the_tag_before_it(admin_client):
    article = make_article()
    save(admin_client, article, body="<p>\u0338 onmouseover=alert(1) x=</p>")
    assert article.body == "<p>\u0338 onmouseover=alert(1) x=</p>"


def test_an_empty_text_makes_a_flash(admin_client):
    article = make_article(summary="Kept.")
    save(admin_client, article, body="<p></p>")
    assert (article.body, article.story_type) == ("", "flash")


def test_a_text_makes_a_story_of_a_flash(admin_client):
    article = make_flash("Rain")
    save(admin_client, article, body="<p>It rains.</p>")
    assert (article.story_type, article.blurb, article.published_at) == ("story", "It rains.", NOON)


def test_an_empty_summary_stays_empty_and_what_is_shown_follows_the_text(admin_client):
    article = make_article(body="<p>It rains. It pours.</p>")
    save(admin_client, article, body="<p>It snows. It pours.</p>")
    assert (article.summary, article.blurb, article.updated_at) == ("", "It snows.", NOW)


@pytest.mark.parametrize("summary", ["Weather.", "It rains. It pours."])
def test_a_blurb_that_somebody_wrote_stays(admin_client, summary):
    article = make_article(body="<p>It rains. It pours.</p>", summary=summary)
    save(admin_client, article, body="<p>It snows. It pours.</p>")
    assert article.summary == summary


def test_a_blurb_written_along_with_the_text_is_taken(admin_client):
    article = make_article(body="<p>It rains. It pours.</p>")
    save(admin_client, article, summary="Snow.", body="<p>It snows. It pours.</p>")
    assert article.summary == "Snow."


def test_the_address_of_a_draft_follows_its_headline(admin_client):
    article = make_article("Rain", published_at=None)
    save(admin_client, article, headline="Rain and snow")
    assert article.slug == "rain-and-snow"


def test_an_address_written_by_hand_stays(admin_client):
    article = make_article("Rain", slug="weather", published_at=None)
    save(admin_client, article, headline="Rain and snow")
    assert article.slug == "weather"


def test_the_address_of_a_public_story_stays(admin_client):
    article = make_article("Rain")
    save(admin_client, article, headline="Rain and snow")
    assert article.slug == "rain"


def test_an_editor_writes_the_place_of_the_dateline(admin_client):
    article = make_article()
    save(admin_client, article, dateline_place="GYUMRI")
    assert (article.dateline_place, article.updated_at) == ("GYUMRI", None)
    save(admin_client, article, dateline_place="")
    assert article.dateline_place == ""


def test_a_time_that_an_editor_sets_is_known(admin_client):
    article = make_article(time_known=False)
    save(admin_client, article, published_at=NOON + timedelta(hours=1))
    assert (article.time_known, article.published_at) == (True, NOON + timedelta(hours=1))


def test_a_headline_that_an_editor_writes_is_known(admin_client):
    article = make_brief("The blurb that stood for it", headline_known=False)
    save(admin_client, article, headline="A headline")
    assert (article.headline_known, article.updated_at) == (True, NOW)


def test_the_form_names_the_zone_of_its_clock(admin_client):
    page = admin_client.get(reverse("admin:articles_article_add")).content.decode()
    assert "The clock of Asia/Yerevan." in page


def test_the_forms_fields_stand_in_the_order_of_writing(admin_client):
    response = admin_client.get(reverse(CHANGE, args=[make_article(published_at=None).pk]))
    assert list(response.context["adminform"].form.fields) == [
        *("headline", "summary", "body", "section", "tags", "kicker", "dateline_place", "source"),
        *("photo", "photo_caption", "photo_credit", "photo_alt", "series"),
        *("published_at", "slug", "language", "minor"),
    ]
