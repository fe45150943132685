import pytest

from articles.text.languages.site_languages import LANGUAGES, SITE_LANGUAGES, locale_of
from articles.text.languages.tags import normal_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-gb", "en-GB"),
        ("en_GB", "en-GB"),
        (" hy-Arevmda ", "hy-arevmda"),
        ("hyw", "hyw"),
        ("SR-LATN", "sr-Latn"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("sl-rozaj-1994", "sl-rozaj-1994"),
        ("zh-yue-hk", "zh-yue-HK"),
        ("de-u-co-phonebk", "de-u-co-phonebk"),
        ("en-x-latn", "en-x-latn"),
    ],
)
def test_a_tag_is_written_with_the_usual_capitals(written, tag):
    assert normal_tag(written) == tag


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_languages_that_we_know_have_tags(tag):
    assert normal_tag(tag) == tag


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("ua", "Write uk."),
        ("ua-UA", "Write uk-ua."),
        ("rus", "Write ru."),
        ("Russian", "Write ru."),
        ("western armenian", "Write hyw."),
        ("cz", "Write cs."),
        ("qq", "such as en, ru, hy"),
        ("e", "such as en, ru, hy"),
        ("", "such as en, ru, hy"),
        ("en-", "such as en, ru, hy"),
        ("en GB", "such as en, ru, hy"),
        ("ру", "such as en, ru, hy"),
        ('en"><b>', "such as en, ru, hy"),
        ("en\nru", "such as en, ru, hy"),
        ("sl-rozaj-rozaj", "such as en, ru, hy"),
        ("en-a-bb-a-cc", "such as en, ru, hy"),
        ("en-x-" + "a" * 40, "35 characters at most"),
    ],
)
def test_what_is_no_tag_is_refused_with_the_place_and_the_cure(written, cure):
    with pytest.raises(ValueError, match=r"^Story 12: ") as error:
        normal_tag(written, "Story 12")
    assert cure in str(error.value)


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en", "en_US"),
        ("ru", "ru_RU"),
        ("hy", "hy_AM"),
        ("hyw", "hy_AM"),
        ("en-GB", "en_US"),
        ("uk", "uk_UA"),
        ("xh", ""),
    ],
)
def test_a_language_has_a_locale_for_cards_of_shared_links(tag, locale):
    assert locale_of(tag) == locale


def test_the_sites_languages_stand_once():
    assert SITE_LANGUAGES == ("en", "ru", "hy")
    assert LANGUAGES.keys() >= set(SITE_LANGUAGES)
