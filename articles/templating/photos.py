"""A responsive photo, in the size that the reader's screen needs."""

from jinja2 import Environment, pass_environment
from markupsafe import Markup

from articles.models import Photo, PhotoUse

ORDINARY = 640  # pixels wide, for browsers that do not choose a size


@pass_environment
def photo(env: Environment, picture: Photo | PhotoUse | None, shape="full", sizes="100vw", lazy=True) -> Markup:
    """Render `<picture>` for the photo `picture`, or for its use in a story, whose text comes first; nothing for None.

    `shape` is "full" (its own proportions) or "wide" (3:2, cropped around the focal
    point), `sizes` the width at which it is shown on the page (the HTML attribute
    `sizes`). A photo that readers see first should not be `lazy`: it loads before the rest.
    """
    if picture is None:
        return Markup()
    alt, picture = (picture.shown_alt, picture.photo) if isinstance(picture, PhotoUse) else (picture.alt, picture)
    sources = picture.sources(shape)
    html = env.get_template("articles/_photo.html").render(
        alt=alt,
        sizes=sizes,
        lazy=lazy,
        webp=", ".join(f"{source.webp} {source.width}w" for source in sources),
        jpeg=", ".join(f"{source.jpeg} {source.width}w" for source in sources),
        largest=sources[-1],
        ordinary=[source for source in sources if source.width <= ORDINARY or source is sources[0]][-1],
    )
    return Markup(html)  # noqa: S704 escaped in the template
