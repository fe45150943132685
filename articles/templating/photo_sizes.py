"""How wide the style sheets show a photo: the HTML attribute `sizes`, for each place on a page and shape of the photo.

The browser chooses a file by it, before it has read a style sheet. tests/browser/readers/test_photos.py measures both.
The lengths of one attribute are parted by ", "; the last is a phone's. No comma within a length has a space after it.
"""

_MAIN = "calc(95.6vw - 0.8rem)"  # the page without its margins, --gap in site.css
_PHONE_SIDE = "calc(36.3vw - 0.3rem)"  # 38% of it, beside a headline
GUTTER, RAIL, RAIL_WIDE, WIDEST = 2.5, 22.75, 27.25, 93  # rem; the rails with half a gutter; the page at its widest


def _columns(of: int, span: int = 1, *, part: float = 1, beside_rail: bool = False) -> str:
    """Return the width of `span` of `of` columns, or a `part` of it, on a desk's page; below 96rem it follows it."""
    rail, rail_wide = (RAIL, RAIL_WIDE) if beside_rail else (0, 0)
    share = part * span / of
    between = part * GUTTER * (span - 1) - share * GUTTER * (of - 1)
    wide = share * (WIDEST - rail_wide) + between
    return (
        f"(min-width: 96rem) {wide:.2f}rem, "
        f"(min-width: 64rem) calc({share * 95.6:.2f}vw - {share * (0.8 + rail) - between:.2f}rem)"
    )


def _tablet(of: int, span: int = 1, part: float = 1) -> str:
    share = part * span / of
    between = part * GUTTER * (span - 1) - share * GUTTER * (of - 1)
    return f"(min-width: 48rem) calc({share * 95.6:.2f}vw - {share * 0.8 - between:.2f}rem)"


_LEAD_ON_SMALL = f"(min-width: 48rem) {_MAIN}, 100vw"
SIZES = {
    "story": {
        "full": f"(min-width: 73rem) 46rem, (min-width: 64rem) calc(95.6vw - 23.5rem), {_MAIN}",
    },
    "pair": {  # half of the story's column each; on a phone below one another
        "full": "(min-width: 73rem) 22.4rem, "
        f"(min-width: 64rem) calc(47.8vw - 12.4rem), (min-width: 34rem) calc(47.8vw - 1rem), {_MAIN}",
    },
    "topic": f"(min-width: 48rem) 20rem, {_MAIN}",
    "lead-above": f"{_columns(1, beside_rail=True)}, {_LEAD_ON_SMALL}",
    "lead-beside": _columns(3, 2, beside_rail=True).replace("64rem", "75rem")
    + f", (min-width: 64rem) calc(95.6vw - 23.5rem), {_LEAD_ON_SMALL}",
    "lead-half": f"{_columns(2)}, {_LEAD_ON_SMALL}",
    "block-wide": f"{_columns(3, 2, part=0.6)}, {_tablet(1, part=0.6)}, {_MAIN}",
    "block-slim": f"{_columns(3, 2, part=0.3)}, {_tablet(1, part=0.3)}, {_PHONE_SIDE}",
    "block-half": f"{_columns(2, part=0.45)}, {_tablet(2, part=0.45)}, {_PHONE_SIDE}",
    "block-mixed": f"{_columns(2, part=0.3)}, {_tablet(2, part=0.3)}, {_PHONE_SIDE}",
    "block-third": f"{_columns(3)}, {_tablet(3)}, {_PHONE_SIDE}",
    "related": "6rem",
    "list": {
        "wide": "(min-width: 46rem) 11rem, max(6rem,24vw)",
        "full": f"(min-width: 48rem) 36rem, {_MAIN}",
    },
    "list-first": {  # above its headline on a phone
        "wide": f"(min-width: 48rem) clamp(15rem,25vw,26rem), {_MAIN}",
        "full": f"(min-width: 48rem) 36rem, {_MAIN}",
    },
}
for _across, _of in ((1, 3), (2, 2), (3, 3)):  # seconds; one alone in its row has its picture in a third of it
    for _name, _railed in (("railed", True), ("whole", False)):
        SIZES[f"second-{_across}-{_name}"] = f"{_columns(_of, beside_rail=_railed)}, {_tablet(_of)}, {_PHONE_SIDE}"


def sizes_of(place: str, shape: str) -> str:
    """Return the attribute for a photo of that shape at that place."""
    found = SIZES[place]
    return found if isinstance(found, str) else found[shape]


def at_most(width: int, sizes: str) -> str:
    """Return `sizes` with no length of more than `width` pixels."""
    limited = []
    for size in sizes.split(", "):
        condition, parted, length = size.partition(") ") if size.startswith("(") else ("", "", size)
        limited.append(f"{condition}{parted}min({width}px, {length})")
    return ", ".join(limited)
