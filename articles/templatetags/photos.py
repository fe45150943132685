"""Template tag for a responsive photo, in the size that the reader's screen needs."""

from django import template

register = template.Library()
ORDINARY = 640  # pixels wide, for browsers that do not choose a size


@register.inclusion_tag("articles/_photo.html", name="photo")
def photo(picture, shape="full", sizes="100vw", lazy=True):
    """Render `<picture>` for the Photo `picture`; nothing for None.

    `shape` is "full" (its own proportions) or "wide" (3:2, cropped around the focal
    point), `sizes` the width at which it is shown on the page (the HTML attribute
    `sizes`). A photo that readers see first should not be `lazy`: it loads before the rest.
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
