"""The translations of readers' pages are complete, say the same, and are compiled as they are written."""

import re

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import gettext, ngettext, override, pgettext

LOCALE = settings.BASE_DIR / "articles" / "templating" / "locale"
LANGUAGES = sorted(path.name for path in LOCALE.iterdir())
COUNTS = (0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 101, 111)


def messages_of(path, read):
    with path.open("rb") as file:
        return [message for message in read(file) if message.id]


def key(message):
    context = message.context.decode() if isinstance(message.context, bytes) else message.context
    return context or "", tuple(message.id) if message.pluralizable else message.id


def said(message):
    return tuple(message.string) if message.pluralizable else message.string


def written(language):
    return messages_of(LOCALE / language / "LC_MESSAGES" / "django.po", read_po)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """The context and words of all messages in the source, as `make messages` finds them."""
    found = tmp_path_factory.mktemp("messages") / "messages.pot"
    keywords = ["--keywords", "gettext_lazy", "--keywords", "gettext_noop"]
    mapping = ["--mapping-file", str(settings.BASE_DIR / "pyproject.toml")]
    run = ["pybabel", "--quiet", "extract", *mapping, *keywords, "--output-file", str(found), str(settings.BASE_DIR)]
    CommandLineInterface().run(run)
    return set(map(key, messages_of(found, read_po)))


def test_the_site_is_translated_into_its_other_languages():
    assert LANGUAGES == ["hy", "ru"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_message_of_the_source_and_no_other(language, extracted):
    assert len(extracted) > 100
    assert set(map(key, written(language))) == extracted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_a_guess(language):
    forms = [(one, one.string if one.pluralizable else [one.string]) for one in written(language)]
    assert [one.id for one, texts in forms if not all(text.strip() for text in texts)] == []
    assert [one.id for one, texts in forms if one.fuzzy] == []
    assert {len(texts) for one, texts in forms if one.pluralizable} == {{"ru": 3, "hy": 2}[language]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_and_elements_of_its_message(language):
    for message in written(language):
        first = message.id[0] if message.pluralizable else message.id
        for text in message.string if message.pluralizable else [message.string]:
            for pattern in (r"%\(\w+\)[sd]|%(?!\()", r"</?\w+[^>]*>"):
                assert sorted(re.findall(pattern, text)) == sorted(re.findall(pattern, first)), first


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_wholly_in_the_letters_of_its_language(language):
    latin = re.compile(r"%\(\w+\)s|<[^>]*>|RSS")
    for message in written(language):
        for text in message.string if message.pluralizable else [message.string]:
            assert not re.search("[A-Za-z]", latin.sub("", text)), text
            assert language != "hy" or not text.endswith((".", ":")), text  # an Armenian sentence ends with ։


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language):
    folder = LOCALE / language / "LC_MESSAGES"
    compiled = {key(one): said(one) for one in messages_of(folder / "django.mo", read_mo)}
    assert compiled == {key(one): said(one) for one in written(language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_apps_translation_is_shown_instead(language):
    with override(language):
        for message in written(language):
            if message.pluralizable:
                assert {ngettext(*message.id, count) for count in COUNTS} == set(message.string)
            elif message.context:
                assert pgettext(message.context, message.id) == message.string
            else:
                assert gettext(message.id) == message.string


@pytest.mark.parametrize(
    ("count", "russian"), [(1, "1 минута"), (2, "2 минуты"), (5, "5 минут"), (11, "11 минут"), (21, "21 минута")]
)
def test_minutes_are_counted_by_the_rules_of_the_language(count, russian):
    said = "%(minutes)s min read"
    with override("ru"):
        assert ngettext(said, said, count) % {"minutes": count} == f"Время чтения: {russian}"
    with override("hy"):
        assert ngettext(said, said, count) % {"minutes": count} == f"Ընթերցման տևողությունը՝ {count} րոպե"
