"""How wide the style sheets show a photo: the HTML attribute `sizes`, for each place on a page and shape of the photo.

The browser chooses a file by it, before it has read a style sheet. tests/browser/readers/test_photos.py measures both.
The lengths of one attribute are parted by ", "; the last is a phone's. No comma within a length has a space after it.
"""

_MAIN = "calc(95.6vw - 0.8rem)"  # the page without its margins, --gap in site.css
SIZES = {
    "story": {
        "full": "(min-width: 96rem) 44rem, (min-width: 75rem) 38rem, "
        f"(min-width: 64rem) calc(95.6vw - 23.5rem), {_MAIN}",
    },
    "pair": {  # half of the story's column each; on a phone below one another
        "full": "(min-width: 96rem) 21.4rem, (min-width: 75rem) 18.4rem, "
        f"(min-width: 64rem) calc(47.8vw - 12.4rem), (min-width: 34rem) calc(47.8vw - 1rem), {_MAIN}",
    },
    "lead": {
        "wide": "(min-width: 96rem) 43rem, (min-width: 64rem) calc(63.7vw - 16.5rem), "
        f"(min-width: 48rem) calc(63.7vw - 1.3rem), {_MAIN}",
        "full": f"(min-width: 96rem) 66rem, (min-width: 64rem) calc(95.6vw - 23.5rem), {_MAIN}",
    },
    "second": {
        "wide": "(min-width: 96rem) 20.3rem, (min-width: 64rem) calc(31.9vw - 9.5rem), "
        f"(min-width: 48rem) calc(31.9vw - 1.9rem), {_MAIN}",
    },
    "block": {
        "wide": "(min-width: 96rem) 12rem, (min-width: 64rem) calc(18.2vw - 4.9rem), "
        "(min-width: 48rem) calc(18.2vw - 0.6rem), calc(36.3vw - 0.3rem)",
        "full": "(min-width: 96rem) 31.6rem, (min-width: 64rem) calc(47.8vw - 13rem), "
        f"(min-width: 48rem) calc(47.8vw - 1.6rem), {_MAIN}",
    },
    "list": {
        "wide": "(min-width: 46rem) 11rem, max(6rem,24vw)",
        "full": f"(min-width: 48rem) 36rem, {_MAIN}",
    },
}
SIZES["second"]["full"] = SIZES["second"]["wide"]


def at_most(width: int, sizes: str) -> str:
    """Return `sizes` with no length of more than `width` pixels."""
    limited = []
    for size in sizes.split(", "):
        condition, parted, length = size.partition(") ") if size.startswith("(") else ("", "", size)
        limited.append(f"{condition}{parted}min({width}px, {length})")
    return ", ".join(limited)
