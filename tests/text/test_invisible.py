from time import process_time

import pytest

from articles.text.plain import one_line, visible

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
RAINBOW_FLAG = "\U0001f3f3\ufe0f\u200d\U0001f308"
DOCTOR = "\U0001f469\U0001f3fd\u200d\u2695\ufe0f"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # "I want", with a zero-width non-joiner


@pytest.mark.parametrize(
    "text", [ENGLAND, FAMILY, RAINBOW_FLAG, DOCTOR, PERSIAN, "\u0915\u094d\u200d\u0937"], ids=ascii
)
def test_joiners_stay_where_they_shape_a_word_or_an_emoji(text):
    assert one_line(f"{text} and {text}") == f"{text} and {text}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mu\u200cse\u200dum", "Museum"),
        ("\u200cRain \u200d", "Rain"),
        (PERSIAN.replace("\u200c", "\u200c\u200b\u200c"), PERSIAN),
        (f"\u200c{PERSIAN}\u200c", PERSIAN),
        (FAMILY + "\u200d", FAMILY),
        ("Rain\U000e0067\U000e007f", "Rain"),
        ("\U0001f3f4\U000e0067 Rain", "\U0001f3f4 Rain"),
        ("\u061c\u200c\u0645", "\u0645"),
    ],
    ids=ascii,
)
def test_joiners_and_tags_anywhere_else_are_dropped(text, shown):
    assert one_line(text) == shown
    assert one_line(shown) == shown


@pytest.mark.parametrize(
    "part",
    [
        "\u064b\u0651",
        "\u05b0\u05b1",
        "\u3099\u302a",
        "\u0645\u200c",
        "\u200c\u200b",
        "\U0001f468\u200d",
        "\U0001f3f4\U000e0067",
    ],
    ids=ascii,
)
def test_the_work_grows_with_the_text_and_no_faster(part):
    def seconds(times):
        start = process_time()
        visible(part * times)
        return process_time() - start

    assert min(seconds(200_000) for _ in range(3)) < 12 * max(seconds(50_000), 0.005)
