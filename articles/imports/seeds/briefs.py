"""What a sidebar's entry says of a story that no file holds. Imports no Django."""

from articles.imports.seeds.sections_and_tags import classify
from articles.imports.seeds.vocabulary import Vocabulary
from articles.text.languages.detection import language_of, same_script
from articles.text.languages.site_languages import ENGLISH
from articles.text.plain import shorten

# A page in another script often names what is written in Latin letters; more words than a name has are a sentence, or
# a headline of capitals.
SMALL_WORDS_MIN, WORDS_MIN = 2, 5


def fields_of(headline: str, blurb: str, vocabulary: Vocabulary, page_language: str = ENGLISH) -> dict[str, str]:
    """Return the fields of a brief that follow from its headline and blurb, of which one may be empty.

    `page_language`, a tag, is that of the page which names it. They must be found anew when a headline is learned
    later, so that the order of the files makes no difference.
    """
    section = classify(headline, [blurb], vocabulary).section or vocabulary.default_section
    title = shorten(headline or blurb)
    return {
        "headline": title,
        "summary": blurb or (headline if title != headline else ""),
        "section": section,
        "language": language_of_brief(f"{headline}\n{blurb}", page_language),
    }


def language_of_brief(text: str, page_language: str) -> str:
    """Return the language (a tag) of the words by which a page names a story.

    A few words may be in any language of their script, so it is the page's, unless they are clearly in another script.
    """
    judged = language_of(text, page_language)
    if same_script(judged, page_language):
        return page_language
    words = [word for word in text.split() if word[0].isalpha()]
    small = [word for word in words if word[0].islower()]
    is_name = same_script(judged, ENGLISH) and len(small) < SMALL_WORDS_MIN and len(words) < WORDS_MIN
    return page_language if is_name else judged
