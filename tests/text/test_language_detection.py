import pytest

from articles.text.language_detection import language_of
from tests.support.factories import make_article


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Putin stresses cessation of hostilities", "en"),
        ("Читальня под открытым небом: ёлки", "ru"),
        ("Գրադարանի էշը և Տառիկը", "hy"),
        ("«Yandex» открывает школу", "ru"),
        ("Minister Տառիկ speaks", "en"),
        ("2020", "en"),
        ("", "en"),
    ],
)
def test_the_script_of_most_letters_tells_the_language(text, language):
    assert language_of(text) == language


@pytest.mark.django_db
def test_a_storys_page_is_in_its_language_and_what_stands_around_the_story_in_ours(client):
    page = client.get(make_article("Գրադարանի էշը").get_absolute_url()).text
    assert '<html lang="hy">' in page
    for ours in ('<header class="masthead wrap" lang="en">', '<aside class="rail" lang="en"', '<footer lang="en">'):
        assert ours in page


@pytest.mark.django_db
def test_every_other_page_is_in_english(client):
    make_article("Գրադարանի էշը")
    assert '<html lang="en">' in client.get("/").text
