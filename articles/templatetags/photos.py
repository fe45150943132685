"""A photo on a page, in the size that the reader's screen needs."""

from django import template

register = template.Library()
ORDINARY = 640  # for the browser that chooses no size


@register.inclusion_tag("articles/_photo.html", name="photo")
def photo(picture, shape="full", sizes="100vw", lazy=True):
    """`<picture>` of the Photo `picture`; nothing for None.

    `shape` is "full" (its own proportions) or "wide" (3:2, cut around the focal
    point), `sizes` the width at which it stands on the page (the `sizes` of
    HTML). What a reader sees first is not `lazy`, and comes before the rest.
    """
    if picture is None:
        return {}
    sources = picture.sources(shape)
    return {
        "alt": picture.alt,
        "sizes": sizes,
        "lazy": lazy,
        "webp": ", ".join(f"{source.webp} {source.width}w" for source in sources),
        "jpeg": ", ".join(f"{source.jpeg} {source.width}w" for source in sources),
        "largest": sources[-1],
        "ordinary": [source for source in sources if source.width <= ORDINARY or source is sources[0]][-1],
    }
