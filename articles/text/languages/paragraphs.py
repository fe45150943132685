"""Marking of paragraphs in another script than their text: a quotation, a line of a song. Imports no Django."""

import html
import re

from articles.text.languages.detection import language_of, same_script, scripts_of

_BLOCK = re.compile(r"<(p|h2|h3|li)\b([^>]*>)((?:(?!</?(?:p|h2|h3|li|blockquote|ul|ol)\b).)*)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def with_languages(body: str, language: str) -> str:
    """Return a sanitised body with lang on each paragraph, heading and item in another script than its `language` has.

    A paragraph in another language of the same script is left alone: a few words are not enough to be sure.
    """
    if len(scripts_of(_TAG.sub(" ", body))) < 2:  # as most texts
        return body
    return _BLOCK.sub(lambda block: _marked(block, language), body)


def paragraph_language(paragraph: str, language: str) -> str:
    """Return the language of a plain paragraph of a text in `language`: another one only if its script is another."""
    own = language_of(paragraph, language)
    return language if same_script(own, language) else own


def _marked(block: re.Match, language: str) -> str:
    own = paragraph_language(html.unescape(_TAG.sub(" ", block[3])), language)
    return block[0] if own == language else f'<{block[1]} lang="{own}"{block[2]}{block[3]}'
