"""Players and links for a story's files. A browser loads nothing of them before the reader asks."""

import re
from collections.abc import Sequence

from jinja2 import Environment, pass_environment
from markupsafe import Markup

from articles.formats.files import about
from articles.models import Article, FileUse, MediaFile
from articles.text.placed_files import placed, replaced
from articles.web.addresses import static_path

NO_POSTER = "img/video.svg"
POSTER = 640  # pixels wide, if the picture has as many
SHAPES = {"wide": 16 / 9, "standard": 4 / 3, "square": 1, "tall": 9 / 16}  # of the classes of css/story.css
_MARK = re.compile(r"<!--f(\d+)-->")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def marked(body: str) -> str:
    """Return a sanitised text with a comment such as `<!--f7-->` in the place of each file."""
    return replaced(body, lambda number: f"<!--f{number}-->")


def with_files(env: Environment, article: Article, text: str) -> str:
    """Return the article's text, once marked, with a player or a link in the place of each file that the story shows.

    Each appears once, even if the text places it again.
    """
    if "<!--f" not in text:
        return text
    uses = {use.media_file_id: use for use in article.file_uses.all()}

    def shown(mark: re.Match) -> str:
        use = uses.pop(int(mark[1]), None)
        return story_file(env, use, article) if use else ""

    return _MARK.sub(shown, text)


@pass_environment
def story_file(env: Environment, use: FileUse, article: Article) -> Markup:
    """Render a file on the page of the article."""
    template = env.get_template("articles/_file.html")
    return Markup(template.render(file=use.media_file, article=article))  # noqa: S704 escaped in the template


def unplaced_files(article: Article) -> Sequence[FileUse]:
    """Return the files that the article's text does not place."""
    in_the_text = set(placed(article.body))
    return [use for use in article.file_uses.all() if use.media_file_id not in in_the_text]


def about_file(file: MediaFile) -> str:
    """Return a file's type, how long it plays and its size: `MP3, 3:05, 2.9 MB`."""
    return about(file)


def file_name(file: MediaFile) -> str:
    """Return the name under which a browser saves the file: its title, as far as systems allow it in a name."""
    name = " ".join(_NOT_IN_A_NAME.sub(" ", file.title).split()).strip(" .")
    return f"{name or file.pk}{file.file_type.suffix}"


def poster_of(file: MediaFile) -> str:
    """Return the address of a video's picture before it plays; without one, of a picture that is the same for all."""
    if not file.poster:
        return static_path(NO_POSTER)  # some browsers would show a wheel that turns
    sources = file.poster.sources()
    source = next((source for source in sources if source.width >= POSTER), sources[-1])
    return source.webp or source.jpeg


def video_shape(file: MediaFile) -> str:
    """Return the class of the shape that is nearest to the video's: its place does not change when it arrives."""
    if not (file.width and file.height):
        return "wide"
    across = file.width / file.height
    return min(SHAPES, key=lambda name: max(SHAPES[name] / across, across / SHAPES[name]))


def transcript_of(file: MediaFile) -> list[str]:
    """Return the paragraphs of what is said in the file."""
    return [text for part in _PARAGRAPHS.split(file.transcript) if (text := part.strip())]
