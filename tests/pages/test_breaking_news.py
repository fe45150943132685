"""Breaking news: a line at the top of every page of a language, which comes and goes by the clock."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.database import edition
from articles.models import Breaking
from articles.web.shared_rows import ROWS
from tests.support.factories import make_article, make_breaking, make_section, open_language

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LINE = 'class="breaking wrap"'


def page(path="/") -> str:
    return Client().get(path).text


def test_it_stands_on_every_kind_of_page_also_on_those_for_what_is_not_there():
    story = make_article("A story")
    gone = make_article("Gone")
    gone.withdraw()
    make_breaking("Quake shakes Gyumri")
    for path in ("/", "/latest/", "/search/?q=x", "/archive/", story.get_absolute_url(), "/nothing/"):
        assert page(path).count("Quake shakes Gyumri") == 1, path
    answer = Client().get(gone.get_absolute_url())
    assert (answer.status_code, answer.text.count("Quake shakes Gyumri")) == (410, 1)


def test_it_is_named_and_no_alert():
    make_section()
    make_breaking("Quake shakes Gyumri")
    assert '<aside class="breaking wrap" lang="en" aria-labelledby="breaking">' in page()
    assert '<b class="label" id="breaking">Breaking news</b>' in page()
    assert 'role="alert"' not in page()


def test_it_leads_to_its_story_or_to_nothing():
    story = make_article("Quake in Gyumri")
    make_breaking("Quake shakes Gyumri", article=story)
    assert f'<a class="whole" href="{story.get_absolute_url()}">Quake shakes Gyumri</a></p>' in page("/latest/")
    make_breaking("Polls close at eight")
    assert "Polls close at eight</p>" in page("/latest/")
    assert "Quake shakes Gyumri" not in page("/latest/")


def test_a_site_without_sections_has_it_too():
    make_breaking("We begin tomorrow")
    assert "We begin tomorrow" in page()


def test_each_language_has_its_own():
    make_article("A story")
    open_language("ru")
    open_language("hy")
    make_breaking("Quake shakes Gyumri")
    make_breaking("Землетрясение в Гюмри", language="ru")
    assert "Quake shakes Gyumri" in page("/latest/")
    assert "Срочная новость" in page("/ru/latest/")
    assert "Землетрясение в" in page("/ru/latest/")
    assert LINE not in page("/hy/latest/")
    make_breaking("Երկրաշարժ Գյումրիում", language="hy")
    assert "Հրատապ լուր" in page("/hy/nothing/")


def test_it_ends_by_the_clock_and_the_edition_moves_then():
    make_article("A story")
    make_breaking("Quake shakes Gyumri", until=timezone.now() + HOUR)
    before = edition.current()
    with time_machine.travel(timezone.now() + HOUR - timedelta(seconds=2), tick=False):
        assert LINE in page()
        assert edition.current() == before
    with time_machine.travel(timezone.now() + HOUR + timedelta(seconds=2), tick=False):
        assert LINE not in page()
        assert edition.current() != before


def test_a_scheduled_story_brings_it_along():
    make_article("A story")
    story = make_article("Quake in Gyumri", published_at=timezone.now() + HOUR)
    make_breaking("Quake shakes Gyumri", article=story, until=timezone.now() + 2 * HOUR)
    before = edition.current()
    assert LINE not in page()
    with time_machine.travel(timezone.now() + HOUR + timedelta(seconds=2), tick=False):
        assert LINE in page()
        assert edition.current() != before


@pytest.mark.django_db(transaction=True)  # PostgreSQL moves the edition at the end of a transaction
@pytest.mark.parametrize("end", ["withdrawn", "retracted", "deleted"])
def test_a_story_that_goes_takes_it_along(end):
    make_article("A story")
    story = make_article("Quake in Gyumri")
    make_breaking("Quake shakes Gyumri", article=story)
    before = edition.current()
    if end == "withdrawn":
        story.withdraw("It was thunder.")
    elif end == "retracted":
        story.note_correction(timezone.now(), retracts=True)
    else:
        story.delete()
    assert LINE not in page()
    assert edition.current() != before


def test_it_costs_no_query(django_assert_num_queries):
    make_article("A story")
    make_breaking("Quake shakes Gyumri", article=make_article("Quake in Gyumri"))
    with django_assert_num_queries(4):  # as in test_query_counts.py
        assert LINE in page("/latest/")
    rows = {}
    for path in ("/", "/latest/"):
        Client().get(path, **{ROWS: rows})
    with django_assert_num_queries(0):
        assert LINE in Client().get("/nothing/", **{ROWS: rows}).text


def test_feeds_data_and_pages_that_need_no_database_have_nothing_of_it():
    story = make_article("A story")
    make_breaking("Quake shakes Gyumri")
    for path in (
        "/feeds/latest.rss",
        "/feeds/latest.json",
        f"/news/{story.pk}.json",
        f"/news/{story.pk}.md",
        "/offline/",
    ):
        assert "Quake shakes" not in page(path), path


def test_a_new_one_ends_the_one_before_and_who_did_it_is_on_record(django_user_model):
    ani, gor = (django_user_model.objects.create_user(name) for name in ("ani", "gor"))
    ends = timezone.now() + HOUR
    Breaking.objects.announce("en", "First", ends, ani)
    Breaking.objects.announce("ru", "Первая", ends, ani)
    Breaking.objects.announce("en", "Second", ends, gor)
    assert Breaking.objects.end("en", ani)
    assert not Breaking.objects.end("en", gor)
    second, other, first = Breaking.objects.all()
    assert (first.by, first.ended_by, second.by, second.ended_by) == (ani, gor, gor, ani)
    assert other.ended_at is None


def test_one_whose_time_is_over_was_ended_by_nobody(django_user_model):
    ani = django_user_model.objects.create_user("ani")
    over = timezone.now() - HOUR
    make_breaking("First", until=over)
    assert not Breaking.objects.end("en", ani)
    first = Breaking.objects.get()
    assert (first.ended_at, first.ended_by) == (over, None)


def test_markup_in_it_is_text():
    make_section()
    make_breaking("<script>alert(1)</script> & more")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page()


def test_the_front_page_of_an_earlier_moment_has_the_line_of_then(admin_client):
    make_article("A story")
    made = timezone.now() - 3 * HOUR
    make_breaking("Long ago", made_at=made, until=made + HOUR)
    make_breaking("Now")
    then = timezone.localtime(made + timedelta(minutes=5))
    text = admin_client.get(f"/admin/articles/front/{then:%Y-%m-%dT%H:%M:%S}").text
    assert ("Long ago" in text, ">Now" in text) == (True, False)
    before = timezone.localtime(made - timedelta(minutes=5))
    assert LINE not in admin_client.get(f"/admin/articles/front/{before:%Y-%m-%dT%H:%M:%S}").text
