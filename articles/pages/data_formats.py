"""A story as plain data, for those who publish it again: the bytes of its `.txt`, `.md` and `.json`.

A story comes from `wholestory.whole_story`. Of one that was taken back there is the
notice, and no text; and no seed, since an import would bring it to life again.
"""

import json

from articles.formats import markdown, ninjs
from articles.formats.metadata import address
from articles.imports.seeds.format import writer
from articles.models import Article, Correction
from articles.text import richtext
from articles.web.addresses import absolute


def seed(article: Article) -> str:
    """`.txt`: the seed format, which `import_seeds` reads. Raises ValueError for a text that holds nothing to see."""
    return writer.write(
        article.headline,
        article.published_at,
        article.time_known,
        article.source,
        richtext.to_paragraphs(article.body),
        article.summary,
    )


def ninjs_json(article: Article) -> str:
    """`.json`: IPTC ninjs 3.1."""
    return json.dumps(ninjs.item(article), ensure_ascii=False, indent=1) + "\n"


def markdown_text(article: Article) -> str:
    """`.md`: headline, stamp, byline, dateline and text, corrections, and where it stands."""
    blocks = [f"# {markdown.escape(article.headline)}", article.stamp]
    if article.authors.all():
        blocks.append(f"By {markdown.escape(ninjs.byline(article))}")
    if not article.retracted_at:
        lead = f"**{markdown.escape(article.source)}** – " if article.source else ""
        blocks.append(markdown.from_html(article.body, absolute("/"), lead))
    blocks += [_note(note) for note in article.corrections.all()]
    return "\n\n".join([*blocks, f"Source: <{address(article)}>"]) + "\n"


def _note(note: Correction) -> str:
    text = markdown.escape(" ".join(ninjs.correction_line(note).split()))
    return f"> **{note.get_kind_display()}**, {text}"
