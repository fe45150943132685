"""What an editor is asked before a story goes onto the site: the first press saves nothing, "anyway" goes on."""

from datetime import timedelta

import pytest
from django.contrib.messages import WARNING, get_messages
from django.urls import reverse
from django.utils import timezone

from articles.admin.article.publishing.dead_links import dead_links
from articles.models import Article, Section
from articles.text.similarity import alike, words_of
from tests.support.factories import make_article, make_brief, make_section
from tests.support.newsroom import CHANGE, save
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
SUMMARY = {"summary": "A wet day."}


def warnings(response) -> list[str]:
    return [warning.text for warning in response.context["warnings"]]


def draft(**fields) -> Article:
    return make_article("Rain in Gyumri", published_at=None, **{**SUMMARY, **fields})


@pytest.mark.parametrize("button", ["_publish", "_schedule", "_save", "_continue"])
def test_the_first_press_saves_nothing_and_loses_nothing(admin_client, button):
    article = draft()
    before = Article.objects.values().get()
    at = timezone.now() + timedelta(hours=1)
    page = save(admin_client, article, button, summary="", source="Typed with care.", published_at=at)
    *before_it, last = warnings(page)
    assert last == "The story has no summary; its first sentence serves."
    assert len(before_it) == (button in ("_save", "_continue"))  # that Save would schedule the story
    assert page.context["adminform"].form["source"].value() == "Typed with care."
    assert (Article.objects.values().get(), article.history.count()) == (before, 1)
    assert "Please correct" not in page.text


@pytest.mark.parametrize(("button", "label"), [("_publish", "Publish anyway"), ("_schedule", "Schedule anyway")])
def test_the_button_goes_on(admin_client, button, label):
    article, fields = draft(), {"summary": "", "published_at": timezone.now() + timedelta(hours=1)}
    page = save(admin_client, article, button, **fields)
    assert f'<button type="submit" name="{button}" value="{page.context["answer"]}">{label}</button>' in page.text
    save(admin_client, article, "_", **{**fields, button: page.context["answer"]})
    assert article.state == ("published" if button == "_publish" else "scheduled")


def test_the_answer_holds_for_what_was_asked_alone(admin_client):
    article = draft()
    answer = save(admin_client, article, "_publish", summary="").context["answer"]
    make_article("Rain in Gyumri", published_at=timezone.now())
    page = save(admin_client, article, "_", summary="", _publish=answer)
    assert len(warnings(page)) == 2
    assert article.state == "draft"


def test_enter_in_a_field_presses_save(admin_client):
    page = save(admin_client, draft(), "_publish", summary="").text
    assert page.index('type="submit" name="_save"') < page.index('name="_publish"')


def test_a_story_without_a_warning_is_published_at_once(admin_client):
    article, photo = draft(), make_photo(alt="A bridge over a gorge")
    assert save(admin_client, article, "_publish", photo=photo.pk).status_code == 302
    assert article.is_public


def test_nothing_is_asked_of_a_draft_or_of_what_is_on_the_site(admin_client):
    for article in (draft(), make_article("Rain in Gyumri", published_at=timezone.now())):
        assert save(admin_client, article, summary="").status_code == 302


def test_nobody_is_asked_about_the_summary_of_a_flash(admin_client):
    article = draft()
    assert save(admin_client, article, "_publish", body="", summary="").status_code == 302
    assert (article.story_type, article.is_public) == ("flash", True)


@pytest.mark.parametrize("alt", ["IMG_2031", "photo", "bridge.jpeg", "Image 4"])
def test_an_alternative_text_that_says_nothing(admin_client, alt):
    page = save(admin_client, draft(), "_publish", photo=make_photo(alt=alt).pk)
    assert warnings(page) == [f"The photo's alternative text, “{alt}”, does not say what it shows."]


# A headline like another one


def test_a_headline_like_one_of_the_last_48_hours_is_shown_with_the_way_to_it(admin_client):
    now = timezone.now()
    twin = make_article("Heavy rain in Gyumri!", published_at=now - timedelta(hours=47))
    ahead = make_brief("Gyumri in the rain", published_at=now + timedelta(hours=1))
    make_article("Rain in Gyumri", published_at=now - timedelta(hours=49))
    make_article("Rain in Gyumri", published_at=now, withdrawn_at=now)
    make_article("Rain in Gyumri", published_at=None)
    make_article("Snow in Vanadzor", published_at=now)
    page = save(admin_client, draft(), "_publish")
    assert warnings(page) == ["A headline of the last 48 hours is nearly the same:"]
    told = page.context["warnings"][0].stories
    assert [story[:2] for story in told] == [
        (ahead.headline, reverse(CHANGE, args=[ahead.pk])),
        (twin.headline, reverse(CHANGE, args=[twin.pk])),
    ]


def test_a_scheduled_story_is_no_twin_of_itself(admin_client):
    article = make_article("Rain in Gyumri", published_at=timezone.now() + timedelta(hours=1), **SUMMARY)
    assert save(admin_client, article, "_publish").status_code == 302


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Museum opens new wing in Gyumri", "New wing of museum opens in Gyumri", True),
        ("Музей в Гюмри открыл новый зал", "Новый зал открыли в музее Гюмри", True),
        ("Գյումրիում բացվեց թանգարան", "Թանգարան է բացվել Գյումրիում", True),
        ("Museum opens in Gyumri", "Museum opens in Vanadzor", False),
        ("Armenia beats Georgia 2:1", "Armenia beats Georgia 3:1", True),
        ("Budget of 2025 adopted", "Budget of 2026 adopted", False),
        ("!", "!", False),
    ],
)
def test_headlines_are_alike_when_most_of_their_words_are(one, other, expected):
    assert alike(words_of(one), words_of(other)) == expected


# Links


def test_a_link_that_readers_cannot_open_is_named(admin_client):
    page = save(admin_client, draft(), "_publish", body='<p><a href="/news/1/x/">Before</a></p>')
    assert warnings(page) == ["The link /news/1/x/ leads to no page that readers can open."]


def test_links_to_our_pages_are_followed(settings):
    settings.SITE_URL = "https://news.example.org"
    public, hidden = make_article(tags=["Chess"]), make_article(published_at=None)
    gone = make_article(withdrawn_at=timezone.now())
    section = Section.objects.get()
    good = [
        *(
            public.get_absolute_url(),
            f"/news/{public.pk}/another-slug/",
            f"/news/{public.pk}",
            section.get_absolute_url(),
        ),
        *("/tag/chess/", "/", "/archive/2020/10/02/", "/search/?q=rain", f"https://news.example.org/news/{public.pk}/"),
        *(f"../../{public.pk}/", "#top", "mailto:desk@example.org", "https://example.org/nothing/", "https://[x"),
    ]
    bad = [
        *(
            hidden.get_absolute_url(),
            gone.get_absolute_url(),
            "/news/987654321/",
            f"//news.example.org/news/{hidden.pk}/",
        ),
        *("/section/none/", "/tag/none/", "/nothing", "/admin/", f"/news/{'9' * 30}/", "/archive/2020/13/01/"),
    ]
    body = "".join(f'<p><a href="{link}">x</a></p>' for link in good + bad)
    assert dead_links(body) == ["https://[x", *bad]


def test_following_a_link_changes_nothing_and_asks_no_more_than_fifty():
    make_section()
    body = "".join(f'<a href="/news/{number}/">x</a>' for number in range(1, 70))
    assert len(dead_links(body)) == 50


def test_a_link_to_a_renamed_section_is_not_dead():
    section = make_section("Sport", slug="sport")
    section.slug = "sports"
    section.save()
    assert dead_links('<p><a href="/section/sport/">Sport</a></p>') == []


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("<p>Rain fell.[^1]</p><p>[^1]: In Lori.</p>", []),
        ("<p>Rain fell.[^2]</p>", ["The text has [^2] without a note: end it with a paragraph “[^2]: …”."]),
        ("<p>Rain fell.</p><p>[^1]: In Lori.</p>", ["Nothing in the text leads to the note [^1]: put its mark there."]),
        (
            "<p>Rain fell.[^1]</p><p>Snow &amp; ice came.[^1]: In Lori.</p>",
            ["In “Snow & ice came.[^1]: …” the note stands within a paragraph: press Enter before “[^1]:”."],
        ),
        ("<p>As was said[^1]: rain.</p><p>[^1]: In Lori.</p>", []),
    ],
)
def test_marks_without_a_note_and_notes_without_a_mark_are_named(admin_client, body, asked):
    page = save(admin_client, draft(), "_publish", body=body)
    assert (warnings(page) if page.status_code == 200 else []) == asked


def test_a_plain_save_is_told_of_broken_footnotes(admin_client):
    page = save(admin_client, draft(), "_continue", body="<p>Rain fell.[^1]</p><p>Snow.[^1]: In Lori.</p>")
    assert [str(one) for one in get_messages(page.wsgi_request) if one.level == WARNING] == [
        "In “Snow.[^1]: …” the note stands within a paragraph: press Enter before “[^1]:”."
    ]
