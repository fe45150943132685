"""A responsive photo, in the size that the reader's screen needs."""

from jinja2 import Environment, pass_environment
from markupsafe import Markup

from articles.models import Photo
from articles.templating.languages import lang
from articles.text.language_detection import language_of
from articles.text.languages import ENGLISH

ORDINARY = 640  # pixels wide, for browsers that do not choose a size


@pass_environment
def photo(
    env: Environment, picture: Photo | None, shape="full", sizes="100vw", lazy=True, around=ENGLISH, usual=""
) -> Markup:
    """Render `<picture>` for the photo `picture`; nothing for None.

    `shape` is "full" (its own proportions) or "wide" (3:2, cropped around the focal
    point), `sizes` the width at which it is shown on the page (the HTML attribute
    `sizes`). A photo that readers see first should not be `lazy`: it loads before the rest.
    `around` is the language of the text around it, `usual` the one in which its alternative text probably is.
    """
    if picture is None:
        return Markup()
    sources = picture.sources(shape)
    html = env.get_template("articles/_photo.html").render(
        alt=picture.alt,
        lang=lang(language_of(picture.alt, usual or around), around),
        sizes=sizes,
        lazy=lazy,
        webp=", ".join(f"{source.webp} {source.width}w" for source in sources),
        jpeg=", ".join(f"{source.jpeg} {source.width}w" for source in sources),
        largest=sources[-1],
        ordinary=[source for source in sources if source.width <= ORDINARY or source is sources[0]][-1],
    )
    return Markup(html)  # noqa: S704 escaped in the template
