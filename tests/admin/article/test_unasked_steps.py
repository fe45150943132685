"""Save keeps text: it brings a story onto the site, or off its way there, only after a button that says so."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Article
from tests.support.factories import make_article, make_section
from tests.support.newsroom import save

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)
PAST, AHEAD, LATER = NOW - timedelta(hours=1), NOW + timedelta(hours=1), NOW + timedelta(hours=2)
STORY = {"headline": "Rain", "summary": "It rains.", "body": "<p>It rains.</p>"}
PUBLISHES = (
    "You pressed Save, but the time of publication, October 2, 2020 - 18:13 AMT, has passed: "
    "the story would be on the site at once."
)
SCHEDULES = (
    "You pressed Save, and the time of publication lies ahead: "
    "the story would appear by itself on October 2, 2020 - 20:13 AMT."
)
UNSCHEDULES = (
    "You pressed Save, and the time of publication is gone: "
    "the story would not appear on October 2, 2020 - 20:13 AMT as scheduled."
)


@pytest.fixture(autouse=True)
def _stopped_clock(time_machine):
    time_machine.move_to(NOW, tick=False)


def story(at=None) -> Article:
    return make_article("Rain", published_at=at, summary="It rains.")


CASES = [
    (None, PAST, PUBLISHES, "Publish it", "published"),
    (None, AHEAD, SCHEDULES, "Schedule it", "scheduled"),
    (AHEAD, PAST, PUBLISHES, "Publish it", "published"),
    (AHEAD, None, UNSCHEDULES, "Make it a draft", "draft"),
]
NAMES = ["a draft gets a past time", "a draft gets a time ahead", "a scheduled story a past one", "its time goes"]


@pytest.mark.parametrize("button", ["_save", "_continue"])
@pytest.mark.parametrize(("before", "at", "said", "label", "state"), CASES, ids=NAMES)
def test_save_asks_first_and_its_button_says_what_it_does(admin_client, button, before, at, said, label, state):
    article = story(before)
    stored = Article.objects.values().get()
    page = save(admin_client, article, button, published_at=at)
    assert [warning.text for warning in page.context["warnings"]] == [said]
    assert f'<button type="submit" name="{button}" value="{page.context["answer"]}">{label}</button>' in page.text
    assert Article.objects.values().get() == stored
    answer = {button: page.context["answer"], "published_at": at}
    assert save(admin_client, article, "_", **answer).status_code == 302
    assert (article.state, article.published_at) == (state, at)


@pytest.mark.parametrize(("before", "at", "said", "label", "state"), CASES, ids=NAMES)
def test_the_heading_says_whether_the_story_goes_onto_the_site(admin_client, before, at, said, label, state):
    page = save(admin_client, story(before), published_at=at).text
    assert ("Before this goes onto the site" in page) == (at is not None)
    assert ("Before this is saved" in page) == (at is None)


def test_a_new_story_is_not_published_by_save_alone(admin_client):
    page = save(admin_client, None, **STORY, section=make_section().pk, published_at=PAST)
    assert [warning.text for warning in page.context["warnings"]] == [PUBLISHES]
    assert not Article.objects.exists()


@pytest.mark.parametrize("at", [PAST, AHEAD], ids=["past", "ahead"])
def test_a_draft_can_be_saved_without_the_time_instead(admin_client, at):
    article = story()
    page = save(admin_client, article, published_at=at, summary="Wet.").text
    assert '<button type="submit" name="_save" value="draft">Save it as a draft, without the time</button>' in page
    save(admin_client, article, "_", published_at=at, summary="Wet.", _save="draft")
    assert (article.state, article.summary) == ("draft", "Wet.")


def test_a_story_that_is_no_draft_does_not_become_one_by_that_button(admin_client):
    article = story(AHEAD)
    assert "without the time" not in save(admin_client, article, published_at=PAST).text
    save(admin_client, article, "_", published_at=AHEAD, _save="draft")
    assert article.published_at == AHEAD


def test_publish_and_schedule_are_asked_for_already(admin_client):
    first, second = story(), make_article("A quiet day in Meghri", published_at=None, summary="Quiet.")
    assert save(admin_client, first, "_publish", published_at=PAST).status_code == 302
    assert save(admin_client, second, "_schedule", published_at=AHEAD).status_code == 302
    assert (first.state, second.state) == ("published", "scheduled")


@pytest.mark.parametrize(("before", "at"), [(None, None), (AHEAD, AHEAD), (AHEAD, LATER), (PAST, PAST)])
def test_save_asks_nothing_if_the_state_stays(admin_client, before, at):
    assert save(admin_client, story(before), published_at=at, headline="Snow").status_code == 302


@pytest.mark.parametrize("at", [None, AHEAD], ids=["no time", "a time ahead"])
@pytest.mark.parametrize("state", ["published", "withdrawn", "retracted"])
def test_save_takes_nothing_off_the_site(admin_client, state, at):
    gone = {"withdrawn": {"withdrawn_at": PAST}, "retracted": {"retracted_at": PAST}}.get(state, {})
    article = make_article("Rain", published_at=PAST, **gone)
    assert "Withdraw it instead" in save(admin_client, article, published_at=at).text
    assert (article.state, article.published_at) == (state, PAST)


def test_the_answer_does_not_hold_for_another_time(admin_client):
    article = story()
    answer = save(admin_client, article, published_at=AHEAD).context["answer"]
    page = save(admin_client, article, "_", published_at=LATER, _save=answer)
    assert (len(page.context["warnings"]), article.state) == (1, "draft")
