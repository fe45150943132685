"""What a sidebar's entry says of a story that no file holds. Imports no Django."""

from articles.imports.seeds.sections_and_tags import classify
from articles.imports.seeds.vocabulary import Vocabulary
from articles.text.languages.detection import language_of
from articles.text.plain import shorten


def fields_of(headline: str, blurb: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the fields of a brief that follow from its headline and blurb, of which one may be empty.

    They must be found anew when a headline is learned later, so that the order of the files makes no difference.
    """
    section = classify(headline, [blurb], vocabulary).section or vocabulary.default_section
    title = shorten(headline or blurb)
    return {
        "headline": title,
        "summary": blurb or (headline if title != headline else ""),
        "section": section,
        "language": language_of(f"{headline}\n{blurb}"),
    }
