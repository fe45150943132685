import pytest

from articles.models import Article
from tests.support.factories import NOON, make_article, make_brief

pytestmark = pytest.mark.django_db


def test_the_page_carries_headline_stamp_dateline_text_and_tags(client):
    article = make_article("Bridge opens", body="<p>The bridge opened.</p><p>Cars came.</p>", tags=["Roads"])
    page = client.get(article.get_absolute_url()).text
    assert ">Bridge opens</h1>" in page
    assert '<time datetime="2020-10-02T12:00:00+04:00">October 2, 2020 - 12:00 AMT</time>' in page
    assert page.partition("</head>")[2].count("PanARMENIAN.Net") == 1
    assert '<span class="source">PanARMENIAN.Net</span>\N{NO-BREAK SPACE}– The bridge opened.</p>' in page
    assert '<a href="/tag/roads/" rel="tag">Roads</a>' in page


def test_the_dateline_is_escaped(client):
    article = make_article(source="<b>Agency</b>")
    assert "&lt;b&gt;Agency&lt;/b&gt;" in client.get(article.get_absolute_url()).text


def test_without_a_source_there_is_no_dateline(client):
    article = make_article(source="")
    assert 'class="source"' not in client.get(article.get_absolute_url()).text


@pytest.mark.parametrize(
    ("place", "source", "shown"),
    [
        ("YEREVAN", "Reuters", "YEREVAN (Reuters)"),
        ("BUFFALO, N.Y.", "", "BUFFALO, N.Y."),
        ("<i>Գյումրի</i>", "", "&lt;i&gt;Գյումրի&lt;/i&gt;"),
    ],
)
def test_the_place_stands_before_the_agency_as_the_agency_prints_it(client, place, source, shown):
    article = make_article(body="<p>The bridge opened.</p>", dateline_place=place, source=source)
    page = client.get(article.get_absolute_url()).text
    assert f'<span class="source">{shown}</span>\N{NO-BREAK SPACE}– The bridge opened.</p>' in page


def test_a_story_whose_time_is_not_known_shows_its_day_alone(client):
    article = make_article(time_known=False)
    page = client.get(article.get_absolute_url()).text
    assert '<time datetime="2020-10-02">October 2, 2020</time>' in page


def test_a_wrong_slug_is_one_permanent_redirect(client):
    article = make_article("Bridge opens")
    for wrong in ("other", "Мост", ""):
        answer = client.get(f"/news/{article.pk}/{wrong}/".replace("//", "/"))
        assert (answer.status_code, answer["Location"]) == (301, f"/news/{article.pk}/bridge-opens/")


@pytest.mark.parametrize("number", ["999999", "9" * 30])
def test_an_unknown_number_is_404(client, number):
    assert client.get(f"/news/{number}/story/").status_code == 404


def test_a_brief_shows_headline_and_summary_no_date_and_is_not_indexed(client):
    brief = make_brief("Ski lift opens", summary="Dogs pay half fare.")
    page = client.get(brief.get_absolute_url()).text
    main = page[page.index("<main") : page.index("</main>")]
    assert "Ski lift opens" in main
    assert "Dogs pay half fare." in main
    assert "<time" not in main
    assert '<meta name="robots" content="noindex">' in page


def test_a_briefs_page_goes_on_with_the_latest_news_in_its_own_column(client):
    make_article("Late headline", minutes=9)
    page = client.get(make_brief("Ski lift opens").get_absolute_url()).text
    assert page.count('id="latest-news"') == 1
    assert "Late headline" in page[page.index("<main") : page.index("</main>")]


def test_a_story_known_by_its_blurb_alone_says_it_once(client):
    blurb = "Dogs pay half fare on the lift."
    brief = make_brief(blurb, summary=blurb, headline_known=False)
    page = client.get(brief.get_absolute_url()).text
    assert page[page.index("<main") : page.index("</main>")].count(blurb) == 1


def test_two_equal_headlines_are_two_addresses(client):
    first, second = make_article("Same words"), make_article("Same words")
    assert first.slug == second.slug
    assert client.get(first.get_absolute_url()).status_code == client.get(second.get_absolute_url()).status_code == 200


def test_an_empty_summary_stays_empty_and_the_first_sentence_is_shown():
    article = make_article(body="<p>Mr. Ghukasyan won. He is 12.</p><p>More.</p>", summary="")
    assert (article.summary, article.blurb) == ("", "Mr. Ghukasyan won.")


def test_a_summary_that_somebody_wrote_is_shown():
    article = make_article(body="<p>Mr. Ghukasyan won. He is 12.</p>", summary="Who won?")
    assert (article.opening, article.blurb) == ("", "Who won?")


def test_publishing_withdrawing_and_restoring_move_between_the_states():
    article = make_article(published_at=None)
    article.publish()
    assert article.state == Article.State.PUBLISHED
    article.withdraw()
    assert Article.objects.get().state == Article.State.WITHDRAWN
    article.restore()
    assert Article.objects.get().state == Article.State.PUBLISHED


def test_publishing_twice_keeps_the_first_moment():
    article = make_article()
    article.publish()
    assert article.published_at == NOON


def test_a_summary_that_says_more_stands_between_headline_and_text(client):
    article = make_article(
        "Bridge opens", body="<p>A bridge opened.</p>", summary='Villagers "walk" one kilometer now.'
    )
    page = client.get(article.get_absolute_url()).text
    assert '>Bridge opens</h1>\n<p class="standfirst">Villagers “walk” one kilometer now.</p>\n' in page


@pytest.mark.parametrize("summary", ["A bridge opened.", "Bridge opens", ""])
def test_a_summary_that_repeats_headline_or_text_is_not_printed(client, summary):
    article = make_article("Bridge opens", body="<p>A bridge opened.</p>", summary=summary)
    assert "standfirst" not in client.get(article.get_absolute_url()).text


def test_nothing_that_a_retracted_story_says_stands_above_the_notice(client):
    article = make_article(
        body="<p>A bridge opened.</p>", summary="Villagers walk one kilometer now.", retracted_at=NOON
    )
    assert "standfirst" not in client.get(article.get_absolute_url()).text
