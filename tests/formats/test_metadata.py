"""What a page tells machines of itself, as others read it."""

import json
import re
from datetime import timedelta

import extruct
import pytest

from articles.formats.metadata import Picture
from articles.formats.social_card import site_card
from articles.models import Author, Correction, Photo
from tests.support.factories import NOON, make_article, make_brief, make_bylines, make_photo, make_section

pytestmark = pytest.mark.django_db
SITE = "https://portal.example"


def image(url, width, height, **says):
    return {"@type": "ImageObject", "url": url, "contentUrl": url, "width": width, "height": height, **says}


LOGO = image(f"{SITE}/static/img/touch-icon.png", 180, 180)
AGENCY = {
    "@type": "NewsMediaOrganization",
    "@id": f"{SITE}/#organization",
    "name": "The Portal",
    "url": f"{SITE}/",
    "logo": LOGO,
}
MAKER = {"@type": "NewsMediaOrganization", "@id": f"{SITE}/#organization", "name": "The Portal"}
CARD = image(
    *(f"{SITE}/static/img/social-card.png", 1200, 630),
    caption="The Portal",
    creditText="The Portal",
    creator=MAKER,
    copyrightNotice="© The Portal",
)


@pytest.fixture(autouse=True)
def portal(settings, monkeypatch):
    settings.SITE_NAME, settings.SITE_URL, settings.SITE_TAGLINE = "The Portal", SITE, "News & views"
    monkeypatch.setattr(Author, "get_absolute_url", lambda self: f"/author/{self.slug}/")  # until they have a page


def head(client, path):
    return client.get(path).text.partition("</head>")[0]


def things(client, path):
    """The page's schema.org things by their type, as extruct finds them."""
    found = extruct.extract(client.get(path).text, base_url=SITE, syntaxes=["json-ld"])["json-ld"]
    assert [document["@context"] for document in found] == ["https://schema.org"]
    return {thing["@type"]: thing for thing in found[0]["@graph"]}


def cards(client, path):
    """(property or name, content) of the page's cards."""
    return re.findall(
        r'<meta (?:property|name)="((?:og|article|twitter):[\w:]+)" content="([^"]*)">', head(client, path)
    )


# --- schema.org ------------------------------------------------------------------------------


def test_a_story_is_a_complete_news_article(client):
    article = make_article(
        "Bridge opens", summary="Cars came.", body="<p>The bridge opened.</p><p>Cars came.</p>", tags=["Roads", "Iran"]
    )
    url = f"{SITE}/news/{article.pk}/bridge-opens/"
    assert things(client, article.get_absolute_url())["NewsArticle"] == {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": "Bridge opens",
        "description": "Cars came.",
        "image": [CARD],
        "datePublished": "2020-10-02T12:00:00+04:00",
        "dateModified": "2020-10-02T12:00:00+04:00",
        "dateline": "PanARMENIAN.Net",
        "author": [AGENCY],
        "publisher": AGENCY,
        "articleSection": "Region",
        "keywords": ["Roads", "Iran"],
        "wordCount": 5,
        "inLanguage": "en",
        "isAccessibleForFree": True,
    }


def test_the_place_of_the_dateline_is_where_a_story_was_written(client):
    article = make_article(dateline_place="YEREVAN", source="Reuters")
    says = things(client, article.get_absolute_url())["NewsArticle"]
    assert says["dateline"] == "YEREVAN (Reuters)"
    assert says["locationCreated"] == {"@type": "Place", "name": "YEREVAN"}


def test_its_authors_stand_in_the_order_of_the_bylines(client):
    article = make_article()
    make_bylines(article, "Karen Petrosyan", "Anahit Sargsyan")
    assert things(client, article.get_absolute_url())["NewsArticle"]["author"] == [
        {"@type": "Person", "name": "Karen Petrosyan", "url": f"{SITE}/author/karen-petrosyan/"},
        {"@type": "Person", "name": "Anahit Sargsyan", "url": f"{SITE}/author/anahit-sargsyan/"},
    ]


def images(client, article):
    return things(client, article.get_absolute_url())["NewsArticle"]["image"]


def test_its_photo_is_its_image_in_each_shape(client):
    article = make_article(photo=make_photo(credit="Photo: Anahit Sargsyan"))
    says = {"caption": "A bridge over a gorge", "creditText": "Photo: Anahit Sargsyan"}
    bridge = f"{SITE}/media/photos/2020/10/bridge"
    assert images(client, article) == [
        image(f"{bridge}-full-1600.jpg", 1600, 900, **says),
        image(f"{bridge}-wide-50-50-1280.jpg", 1280, 853, **says),
        image(f"{bridge}-social-50-50-1200.jpg", 1200, 630, **says),
    ]


def test_shapes_that_are_too_small_for_search_engines_are_left_out(client):
    photo = make_photo()
    Photo.objects.filter(pk=photo.pk).update(width=200, height=150)
    assert [one["width"] for one in images(client, make_article(photo=photo))] == [200]


ANAHIT = {"@type": "Person", "name": "Anahit Sargsyan", "url": f"{SITE}/author/anahit-sargsyan/"}
RIGHTS = ("creator", "copyrightNotice", "license", "acquireLicensePage")


@pytest.mark.parametrize(
    ("credit", "rights"),
    [
        ("", {}),
        ("Photo: Reuters", {}),
        ("Photo: Anahit Sargsyan", {"creator": ANAHIT}),
        ("Photo by Anahit Sargsyan", {"creator": ANAHIT}),
        ("Photo: Anahit Sargsyan-Petrosyan", {}),
        ("Photo: The Portal", {"creator": MAKER, "copyrightNotice": "© The Portal"}),
        ("Photo: The Portal of Gyumri", {}),
        ("© 2020 Reuters", {"copyrightNotice": "© 2020 Reuters"}),
    ],
)
def test_only_rights_that_are_known_are_named(client, credit, rights):
    article = make_article(photo=make_photo(credit=credit))
    make_bylines(article, "Anahit Sargsyan")
    for one in images(client, article):
        assert {name: one[name] for name in RIGHTS if name in one} == rights
        assert one.get("creditText", "") == credit


GOOGLE = {  # required and recommended: developers.google.com/search/docs/appearance/structured-data
    "NewsArticle": {"author", "dateModified", "datePublished", "headline", "image"},
    "ImageObject": {"contentUrl", "creator", "creditText", "copyrightNotice"},
    "NewsMediaOrganization": {"name", "url", "logo"},
    "Person": {"name", "url"},
    "ListItem": {"item", "name", "position"},
}


def test_nothing_that_google_asks_for_and_we_know_is_missing(client):
    photo = make_photo(credit="© The Portal / Anahit Sargsyan")
    article = make_article(photo=photo)
    make_bylines(article, "Anahit Sargsyan")
    found = things(client, article.get_absolute_url())
    news = found["NewsArticle"]
    parts = [news, *news["image"], *news["author"], news["publisher"], *found["BreadcrumbList"]["itemListElement"]]
    assert [
        (part["@type"], GOOGLE[part["@type"]] - set(part)) for part in parts if GOOGLE[part["@type"]] - set(part)
    ] == []
    assert min(news["publisher"]["logo"][side] for side in ("width", "height")) >= 112
    assert {one["url"].partition(SITE)[0] for one in news["image"]} == {""}


def test_a_day_without_a_time_is_a_day(client):
    article = make_article(time_known=False)
    found = things(client, article.get_absolute_url())["NewsArticle"]
    assert (found["datePublished"], found["dateModified"]) == ("2020-10-02", "2020-10-02")


def test_a_summer_before_2012_has_the_zones_own_offset(client):
    article = make_article(published_at=NOON.replace(year=2010, month=7))
    found = things(client, article.get_absolute_url())["NewsArticle"]
    assert found["datePublished"] == "2010-07-02T13:00:00+05:00"


def test_a_mistake_is_a_correction_and_an_update_is_none(client):
    article = make_article()
    Correction.objects.create(article=article, kind="update", text="More came.", made_at=NOON + timedelta(hours=1))
    Correction.objects.create(article=article, text="It is 12 meters long.", made_at=NOON + timedelta(hours=2))
    found = things(client, article.get_absolute_url())["NewsArticle"]
    assert found["dateModified"] == "2020-10-02T14:00:00+04:00"
    assert found["correction"] == [
        {
            "@type": "CorrectionComment",
            "name": "Correction",
            "text": "It is 12 meters long.",
            "datePublished": "2020-10-02T14:00:00+04:00",
        }
    ]
    assert "creativeWorkStatus" not in found


def test_a_story_that_was_taken_back_says_so(client):
    article = make_article()
    Correction.objects.create(article=article, kind="retraction", text="It was made up.")
    found = things(client, article.get_absolute_url())["NewsArticle"]
    assert found["creativeWorkStatus"] == "Retracted"
    assert found["correction"][0]["text"] == "It was made up."


def test_breadcrumbs_lead_from_the_front_page_to_the_story(client):
    article = make_article("Bridge opens")
    assert things(client, article.get_absolute_url())["BreadcrumbList"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "The Portal", "item": f"{SITE}/"},
        {"@type": "ListItem", "position": 2, "name": "Region", "item": f"{SITE}/section/region/"},
        {"@type": "ListItem", "position": 3, "name": "Bridge opens", "item": f"{SITE}/news/{article.pk}/bridge-opens/"},
    ]


@pytest.mark.parametrize("path", ["/section/region/", "/tag/roads/"])
def test_a_list_has_breadcrumbs(client, path):
    make_article(tags=["Roads"])
    steps = things(client, path)["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [f"{SITE}/", f"{SITE}{path}"]


def test_the_front_page_names_the_agency_and_its_search(client):
    found = things(client, "/")
    assert found["NewsMediaOrganization"] == AGENCY | {"description": "News & views"}
    assert found["WebSite"] == {
        "@type": "WebSite",
        "@id": f"{SITE}/#website",
        "name": "The Portal",
        "description": "News & views",
        "url": f"{SITE}/",
        "inLanguage": "en",
        "publisher": {"@id": f"{SITE}/#organization"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{SITE}/search/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def test_a_brief_is_no_news_article(client):
    assert set(things(client, make_brief().get_absolute_url())) == {"BreadcrumbList"}


def test_no_text_can_end_the_data_block(client):
    headline = "</script><script>alert(1)</script><!--\u2028 & more"
    article = make_article(headline)
    page = client.get(article.get_absolute_url()).text
    blocks = re.findall(r'<script type="application/ld.*?</script>', page, re.DOTALL)
    assert (len(blocks), page.count("<script")) == (1, 3)  # the others are files of ours
    assert not re.search(
        "[<>&\u2028]", blocks[0].removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    )
    assert json.loads(blocks[0][35:-9])["@graph"][0]["headline"] == headline


# --- cards -----------------------------------------------------------------------------------


def test_a_story_has_its_card(client):
    article = make_article('The "lift" opens', summary="Dogs & men ride.", tags=["Roads", "Iran"])
    make_bylines(article, "Karen Petrosyan")
    article.updated_at = NOON + timedelta(hours=1)
    article.save()
    assert cards(client, article.get_absolute_url()) == [
        ("og:type", "article"),
        ("og:site_name", "The Portal"),
        ("og:locale", "en_US"),
        ("og:image", f"{SITE}/static/img/social-card.png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "The Portal"),
        ("twitter:card", "summary"),
        ("twitter:image", f"{SITE}/static/img/social-card.png"),
        ("twitter:image:alt", "The Portal"),
        ("og:title", "The &#34;lift&#34; opens"),
        ("og:description", "Dogs &amp; men ride."),
        ("og:url", f"{SITE}{article.get_absolute_url()}"),
        ("article:section", "Region"),
        ("article:tag", "Roads"),
        ("article:tag", "Iran"),
        ("article:author", f"{SITE}/author/karen-petrosyan/"),
        ("article:published_time", "2020-10-02T12:00:00+04:00"),
        ("article:modified_time", "2020-10-02T13:00:00+04:00"),
    ]


def test_a_photo_makes_a_large_card(client):
    card = dict(cards(client, make_article(photo=make_photo()).get_absolute_url()))
    assert card["twitter:card"] == "summary_large_image"
    assert card["og:image"] == f"{SITE}/media/photos/2020/10/bridge-social-50-50-1200.jpg"
    assert (card["og:image:width"], card["og:image:height"]) == ("1200", "630")
    assert card["og:image:alt"] == card["twitter:image:alt"] == "A bridge over a gorge"
    assert card["twitter:image"] == card["og:image"]


@pytest.mark.parametrize(("caption", "alt"), [("The bridge.", "The bridge."), ("", "The Portal")])
def test_a_picture_without_words_gets_its_captions_or_the_sites(caption, alt):
    card = dict(site_card(shown=Picture("https://a.example/1.jpg", 1, 1, alt="", caption=caption)))
    assert (card["og:image:alt"], card["twitter:image:alt"]) == (alt, alt)


def test_a_briefs_card_has_no_date(client):
    assert "article:published_time" not in dict(cards(client, make_brief().get_absolute_url()))


@pytest.mark.parametrize("path", ["/", "/latest/", "/section/region/"])
def test_every_other_page_has_the_sites_card(client, path):
    make_section()
    card = dict(cards(client, path))
    assert (card["og:type"], card["og:site_name"], card["twitter:card"]) == ("website", "The Portal", "summary")


def test_a_list_says_what_it_is_about(client):
    make_section("Culture", description="Museums & stages.")
    assert cards(client, "/section/culture/")[-3:] == [
        ("og:title", "Culture"),
        ("og:description", "Museums &amp; stages."),
        ("og:url", f"{SITE}/section/culture/"),
    ]
    make_article(tags=["Roads"])
    assert cards(client, "/tag/roads/")[-3:-1] == [("og:title", "Roads"), ("og:description", "Roads")]
    assert cards(client, "/")[-3:-1] == [("og:title", "The Portal"), ("og:description", "News &amp; views")]


# --- robots, canonical addresses, other forms ------------------------------------------------


def robots(client, path):
    return re.findall(r'<meta name="robots" content="([^"]*)">', head(client, path))


def test_pages_that_may_be_indexed_allow_large_previews(client):
    for path in ("/", "/latest/", "/section/region/", make_article().get_absolute_url()):
        assert robots(client, path) == ["max-image-preview:large"], path


def test_a_brief_and_a_page_that_is_none_are_not_indexed(client):
    for path in (make_brief().get_absolute_url(), "/nothing/"):
        assert robots(client, path) == ["noindex"], path


def test_every_page_names_its_one_address(client):
    article = make_article(tags=["Roads"])
    for path in ("/", "/latest/", "/section/region/", "/tag/roads/", article.get_absolute_url()):
        canonical = re.findall(r'<link rel="canonical" href="([^"]*)">', head(client, f"{path}?utm_source=letter"))
        assert canonical == [f"{SITE}{path}"]


def alternates(client, article):
    return re.findall(r'<link rel="alternate" type="([^"]*)" href="([^"]*)">', head(client, article.get_absolute_url()))


def test_a_story_names_its_plain_data(client):
    article = make_article()
    assert alternates(client, article) == [
        ("text/plain", f"/news/{article.pk}.txt"),
        ("text/markdown", f"/news/{article.pk}.md"),
        ("application/json", f"/news/{article.pk}.json"),
    ]


def test_a_brief_has_none_and_what_was_taken_back_no_seed(client):
    article = make_article(retracted_at=NOON)
    assert [kind for kind, _ in alternates(client, article)] == ["text/markdown", "application/json"]
    assert alternates(client, make_brief()) == []


@pytest.mark.parametrize(
    ("headline", "language", "locale"),
    [("Bridge opens", "en", "en_US"), ("Мост открыт", "ru", "ru_RU"), ("Կամուրջը բացվեց", "hy", "hy_AM")],
)
def test_a_story_says_which_language_it_is_in(client, headline, language, locale):
    article = make_article(headline, body=f"<p>{headline}.</p>")
    assert dict(cards(client, article.get_absolute_url()))["og:locale"] == locale
    assert client.get(f"/news/{article.pk}.json").json()["language"] == language
