"""What readers and programs are told of pictures that were made or changed by software."""

import json
import re

import pytest

from articles.models.source_type import LABELS, SourceType, schema_org
from tests.support.factories import make_article, make_photo, open_language

pytestmark = pytest.mark.django_db
WORDS = {
    "en": {"trainedAlgorithmicMedia": "AI-generated image", "algorithmicallyEnhanced": "Image enhanced by software"},
    "ru": {"trainedAlgorithmicMedia": "Изображение создано с помощью ИИ", "composite": "Коллаж"},
    "hy": {"trainedAlgorithmicMedia": "Պատկերը ստեղծվել է արհեստական բանականությամբ", "composite": "Կոլաժ"},
}


def page(client, **fields) -> str:
    language = fields.pop("language", "en")
    return client.get(make_article(language=language, photo=make_photo(**fields)).get_absolute_url()).text


def image(client, **fields) -> dict:
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client, **fields))[1]
    return json.loads(data)["@graph"][0]["image"][0]


@pytest.mark.parametrize(
    ("language", "code", "label"), [(language, *pair) for language in WORDS for pair in WORDS[language].items()]
)
def test_readers_are_told_in_the_pages_language(client, language, code, label):
    if language != "en":
        open_language(language)
    html = page(client, language=language, source_type=code, alt="A bridge", caption="A bridge")
    assert f'<span class="made" lang="{language}">{label}</span></figcaption>' in html
    assert 'alt="A bridge"' in html


def test_a_picture_without_a_caption_is_labelled_too(client):
    html = page(client, source_type="trainedAlgorithmicMedia")
    assert '<figcaption> <span class="made" lang="en">AI-generated image</span></figcaption>' in html


@pytest.mark.parametrize("code", ["", *sorted(set(SourceType.values) - LABELS.keys())])
def test_a_photo_of_what_was_there_has_no_label(client, code):
    html = page(client, source_type=code)
    assert 'class="made"' not in html
    assert "<figcaption" not in html


def test_search_engines_are_told_what_is_known(client):
    facts = {
        "creator": "Anahit Sargsyan",
        "copyright": "© 2020 Photolure",
        "usage_terms": "https://creativecommons.org/licenses/by/4.0/",
        "taken": "2020-10-02",
        "place": "Gyumri, Armenia",
        "source_type": "compositeWithTrainedAlgorithmicMedia",
    }
    says = image(client, **facts)
    assert says["creator"] == {"@type": "Person", "name": "Anahit Sargsyan"}
    assert (says["copyrightNotice"], says["license"]) == (facts["copyright"], facts["usage_terms"])
    assert (says["dateCreated"], says["contentLocation"]) == ("2020-10-02", {"@type": "Place", "name": facts["place"]})
    assert says["digitalSourceType"] == "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"


def test_terms_in_words_are_no_license(client):
    assert "license" not in image(client, usage_terms="One-time use")


def test_a_code_that_schema_org_does_not_have_is_not_invented():
    assert (schema_org("humanEdits"), schema_org("")) == ("", "")


def test_ninjs_says_it_by_iptcs_own_vocabulary(client):
    photo = make_photo(
        source_type="trainedAlgorithmicMedia",
        taken="2020-10-02T19:13:00+04:00",
        place="Gyumri",
        usage_terms="One-time use",
        copyright="© Photolure",
        creator="Ani",
    )
    [one] = client.get(f"/news/{make_article(photo=photo).pk}.json").json()["associations"]
    assert one["digitalSourceType"] == "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    assert (one["contentCreated"], one["located"], one["usageTerms"], one["copyrightNotice"]) == (
        *("2020-10-02T19:13:00+04:00", "Gyumri"),
        *("One-time use", "© Photolure"),
    )
    assert one["people"] == [{"name": "Ani", "rel": "creator"}]


def test_ninjs_has_no_room_for_a_day_without_a_time(client):
    photo = make_photo(taken="2020-10-02")
    [one] = client.get(f"/news/{make_article(photo=photo).pk}.json").json()["associations"]
    assert "contentCreated" not in one
