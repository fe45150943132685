"""Every story as plain data: `/news/<id>.txt`, `.md` and `.json`."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Author, Correction, Redirect
from tests.support.factories import NOON, make_article, make_brief, make_bylines, make_photo, open_language
from tests.support.languages import page_in

pytestmark = pytest.mark.django_db
KINDS = {"txt": "text/plain", "md": "text/markdown", "json": "application/json"}
SITE = "https://portal.example"

# What the schema of ninjs 3.1 names; it admits no other property.
ITEM = set(
    "uri type representationType profile version firstCreated versionCreated contentCreated embargoedUntil pubStatus"
    " urgency copyrightHolder copyrightNotice usageTerms edNote language descriptions bodies headlines people"
    " organisations places subjects events eventDetails plannedCoverage objects infoSources title by slugline located"
    " renditions associations altIds trustIndicators standard genres expires rightsInfo digitalSourceType".split()
)
PARTS = {
    "standard": {"name", "version", "schema"},
    "headlines": {"role", "contentType", "value"},
    "descriptions": {"role", "contentType", "value"},
    "bodies": {"role", "contentType", "charCount", "wordCount", "value"},
    "people": {"name", "rel", "uri", "literal", "contactInfo"},
    "infoSources": {"name", "role", "uri", "literal", "contactInfo"},
    "subjects": {"name", "rel", "uri", "literal", "creator", "relevance", "confidence"},
    "associations": {*ITEM, "name", "rel"},
    "renditions": set(
        "name href contentType title width height sizeInBytes duration format aspectRatio videoCodec frameRate poi"
        " transportProtocol scanType bitrate".split()
    ),
    "altIds": {"role", "value"},
}


@pytest.fixture(autouse=True)
def portal(settings, monkeypatch, time_machine):
    settings.SITE_NAME, settings.SITE_URL, settings.SITE_TAG_AUTHORITY = "The Portal", SITE, "portal.example,2020"
    monkeypatch.setattr(Author, "get_absolute_url", lambda self: f"/author/{self.slug}/")  # until they have a page
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)


@pytest.fixture
def full():
    """A story with everything."""
    article = make_article(
        "Bridge *opens*",
        summary="Cars came.",
        body='<h2>1. First</h2>\n<p>It <strong>opened</strong>, <a href="/news/3/">at last</a>.</p>',
        tags=["Roads"],
        photo=make_photo(caption="The bridge", credit="Photo: Anahit Sargsyan"),
    )
    make_bylines(article, "Karen Petrosyan", "Anahit Sargsyan", "Levon Aslanyan")
    Correction.objects.create(article=article, text="It is 12 meters long.", made_at=NOON + timedelta(minutes=30))
    return article


# --- who may open it -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_public_story_answers_with_its_type_and_its_page(client, kind):
    article = make_article("Bridge opens")
    answer = client.get(f"/news/{article.pk}.{kind}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == f"{KINDS[kind]}; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Link"] == f'<{SITE}/news/{article.pk}/bridge-opens/>; rel="canonical"'
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_public_is_404_and_what_was_withdrawn_410(client, kind):
    later = timezone.now() + timedelta(hours=1)
    stories = [
        make_article("Hidden", published_at=None),
        make_article("Hidden", published_at=later),
        make_brief("Hidden"),
        make_article("Hidden", withdrawn_at=NOON),
    ]
    answers = [client.get(f"/news/{story.pk}.{kind}") for story in stories]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 410]
    assert not any("Hidden" in answer.text.partition("<main")[0] for answer in answers)
    assert client.get(f"/news/999999.{kind}").status_code == 404
    assert client.get(f"/news/{'9' * 30}.{kind}").status_code == 404


def test_a_text_in_which_there_is_nothing_to_see_is_no_seed(client):
    article = make_article(body="<p>\u200b</p>")
    assert [client.get(f"/news/{article.pk}.{kind}").status_code for kind in KINDS] == [404, 200, 200]


@pytest.mark.parametrize("kind", KINDS)
def test_a_moved_number_redirects(client, kind):
    article = make_article()
    Redirect.objects.create(number=777, article=article)
    answer = client.get(f"/news/777.{kind}")
    assert (answer.status_code, answer["Location"]) == (301, f"/news/{article.pk}.{kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_can_be_sent_to_it(client, kind):
    assert client.post(f"/news/{make_article().pk}.{kind}").status_code == 405


def test_of_a_story_that_was_taken_back_there_is_the_notice_alone(client):
    article = make_article("Bridge opens", body="<p>The bridge is made of gold.</p>")
    Correction.objects.create(article=article, kind="retraction", text="It was made up.", made_at=NOON)
    for kind in ("md", "json"):
        text = client.get(f"/news/{article.pk}.{kind}").text
        assert "It was made up." in text
        assert "gold" not in text
    item = client.get(f"/news/{article.pk}.json").json()
    assert item["pubStatus"] == "canceled"
    assert item["descriptions"] == [
        {
            "role": "retraction",
            "contentType": "text/plain",
            "value": "October 2, 2020 - 12:00 AMT: It was made up.",
        }
    ]
    assert client.get(f"/news/{article.pk}.txt").status_code == 410


# --- conditional requests --------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_it_gets_304(client, kind):
    path = f"/news/{make_article().pk}.{kind}"
    first = client.get(path)
    assert first["Last-Modified"] == "Fri, 02 Oct 2020 09:00:00 GMT"
    for condition in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        again = client.get(path, headers=condition)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get(path, headers={"If-Modified-Since": "Fri, 02 Oct 2020 08:59:59 GMT"}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_moves_both(client, kind, time_machine):
    article = make_article()
    first = client.get(f"/news/{article.pk}.{kind}")
    time_machine.move_to(datetime(2020, 10, 3, 9, 0, tzinfo=UTC), tick=False)
    article.headline = "Another headline"
    article.save()
    second = client.get(f"/news/{article.pk}.{kind}")
    assert second["Last-Modified"] == "Sat, 03 Oct 2020 09:00:00 GMT"
    assert second["ETag"] != first["ETag"]


# --- what it says ----------------------------------------------------------------------------


def test_markdown_holds_the_whole_story(client, full):
    assert client.get(f"/news/{full.pk}.md").text == (
        "# Bridge \\*opens\\*\n\n"
        "October 2, 2020 - 12:00 AMT\n\n"
        "By Karen Petrosyan, Anahit Sargsyan and Levon Aslanyan\n\n"
        f"![A bridge over a gorge](<{SITE}/media/photos/2020/10/bridge-full-1600.jpg>)\\\nThe bridge\\\n"
        "Photo: Anahit Sargsyan\n\n"
        "**PanARMENIAN.Net** –\n\n"
        "## 1\\. First\n\n"
        f"It **opened**, [at last](<{SITE}/news/3/>).\n\n"
        "> **Correction**, October 2, 2020 - 12:30 AMT: It is 12 meters long.\n\n"
        f"Source: <{SITE}/news/{full.pk}/bridge-opens/>\n"
    )


def test_our_own_words_beside_a_story_are_in_its_language(client, full):
    open_language("ru")
    Article.objects.filter(pk=full.pk).update(language="ru", site_language="ru")
    text, item = client.get(f"/news/{full.pk}.md").text, client.get(f"/news/{full.pk}.json").json()
    assert "\n\n2 октября 2020 - 12:00 AMT\n\nАвторы: Karen Petrosyan, Anahit Sargsyan и Levon Aslanyan\n\n" in text
    assert "> **Исправление**, 2 октября 2020 - 12:30 AMT: It is 12 meters long.\n\nИсточник: <http" in text
    assert item["by"] == "Karen Petrosyan, Anahit Sargsyan и Levon Aslanyan"
    assert item["descriptions"][-1]["value"] == "2 октября 2020 - 12:30 AMT: It is 12 meters long."


@pytest.mark.parametrize("language", ["de", "ru"])
def test_beside_a_story_in_a_language_that_is_not_open_they_are_english(client, full, language):
    Article.objects.filter(pk=full.pk).update(language=language)
    with page_in("hy"):
        text = client.get(f"/news/{full.pk}.md").text
    assert "\n\nOctober 2, 2020 - 12:00 AMT\n\nBy Karen Petrosyan, " in text


def test_ninjs_holds_the_whole_story(client, full):
    item = client.get(f"/news/{full.pk}.json").json()
    counts = {"charCount": 29, "wordCount": 6}
    assert item == {
        "standard": {
            "name": "ninjs",
            "version": "3.1",
            "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
        },
        "uri": f"tag:portal.example,2020:news/{full.pk}",
        "type": "text",
        "representationType": "full",
        "firstCreated": "2020-10-02T12:00:00+04:00",
        "versionCreated": "2020-10-02T13:00:00+04:00",
        "contentCreated": "2020-10-02T12:00:00+04:00",
        "pubStatus": "usable",
        "copyrightHolder": "The Portal",
        "copyrightNotice": "© 2020 The Portal",
        "language": "en",
        "headlines": [{"role": "main", "contentType": "text/plain", "value": "Bridge *opens*"}],
        "descriptions": [
            {"role": "summary", "contentType": "text/plain", "value": "Cars came."},
            {
                "role": "correction",
                "contentType": "text/plain",
                "value": "October 2, 2020 - 12:30 AMT: It is 12 meters long.",
            },
        ],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/html",
                **counts,
                "value": full.body.replace("/news/3/", f"{SITE}/news/3/"),
            },
            {"role": "plain", "contentType": "text/plain", **counts, "value": "1. First\n\nIt opened, at last."},
        ],
        "by": "Karen Petrosyan, Anahit Sargsyan and Levon Aslanyan",
        "people": [
            {"name": name, "rel": "author", "uri": f"{SITE}/author/{name.lower().replace(' ', '-')}/"}
            for name in ("Karen Petrosyan", "Anahit Sargsyan", "Levon Aslanyan")
        ],
        "infoSources": [
            {"name": "The Portal", "role": "publisher", "uri": f"{SITE}/"},
            {"name": "PanARMENIAN.Net", "role": "dateline"},
        ],
        "subjects": [
            {"name": "Region", "rel": "section", "uri": f"{SITE}/section/region/"},
            {"name": "Roads", "rel": "about", "uri": f"{SITE}/tag/roads/"},
        ],
        "associations": [
            {
                "name": "photo",
                "rel": "picture",
                "uri": f"tag:portal.example,2020:photo/{full.lead_photo.photo_id}",
                "type": "picture",
                "by": "Photo: Anahit Sargsyan",
                "descriptions": [
                    {"role": "alt", "contentType": "text/plain", "value": "A bridge over a gorge"},
                    {"role": "caption", "contentType": "text/plain", "value": "The bridge"},
                ],
                "renditions": [
                    {
                        "name": "web",
                        "href": f"{SITE}/media/photos/2020/10/bridge-full-1600.jpg",
                        "width": 1600,
                        "height": 900,
                    }
                ],
            }
        ],
        "altIds": [
            {"role": "number", "value": str(full.pk)},
            {"role": "web", "value": f"{SITE}/news/{full.pk}/bridge-opens/"},
        ],
    }


def foreign(item, allowed=frozenset(ITEM)):
    """The properties of an item, and of its parts, that the schema does not name."""
    found = set(item) - allowed
    for name in PARTS.keys() & item.keys():
        for part in item[name] if isinstance(item[name], list) else [item[name]]:
            found |= foreign(part, PARTS[name])
    return found


def test_ninjs_has_only_properties_of_its_schema(client, full):
    assert foreign(client.get(f"/news/{full.pk}.json").json()) == set()
    assert foreign({"headline": "x", "bodies": [{"text": "y"}]}) == {"headline", "text"}


def test_without_authors_the_agency_is_the_author(client):
    item = client.get(f"/news/{make_article(time_known=False).pk}.json").json()
    assert item["by"] == "The Portal"
    assert "people" not in item
    assert "contentCreated" not in item
