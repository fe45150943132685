"""Language tags (BCP 47, RFC 5646): checking and the usual capitals. Imports no Django.

A tag is checked for its form, and a language of two letters also for its existence: most mistakes are a country's code
instead of a language's (`ua` for Ukrainian, `am`, which is Amharic, for Armenian).
"""

import re

from articles.text.languages.site_languages import LANGUAGES

_EXAMPLES = "en, ru, hy, hyw, en-GB or sr-Latn"
TAG_MAX = 35  # characters; RFC 5646, 4.4.1, recommends room for so many
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)"
    r"(?P<extensions>(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*)"
    r"(?:-x(?:-[a-z\d]{1,8})+)?"
)
# ISO 639-1, without the withdrawn codes.
_TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
_MEANT = {  # what people write instead, in small letters
    **{"ua": "uk", "cz": "cs", "gr": "el", "jp": "ja", "cn": "zh", "kz": "kk", "by": "be", "dk": "da", "rs": "sr"},
    **{"iw": "he", "in": "id", "ji": "yi", "eng": "en", "rus": "ru", "hye": "hy", "arm": "hy", "ukr": "uk"},
    **{"deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "fas": "fa", "per": "fa", "kat": "ka", "geo": "ka"},
    **{language.name.lower(): tag for tag, language in LANGUAGES.items()},
}


def normal_tag(text: str, place: str = "Language") -> str:
    """Return a language tag in the capitals that RFC 5646 recommends: `sr-Latn`, `en-GB`, `hy-arevmda`.

    An underscore counts as a hyphen. Raises ValueError if it is no tag, with `place`, where it was read, and the cure.
    """
    written = text.strip()
    tag = written.replace("_", "-").lower()
    if meant := _MEANT.get(tag.replace("-", " ") if " " in written else tag):
        raise ValueError(f"{place}: “{written}” is no language tag. Write {meant}.")
    if len(tag) > TAG_MAX:
        raise ValueError(f"{place}: a language tag has {TAG_MAX} characters at most. Write one such as {_EXAMPLES}.")
    parts = _TAG.fullmatch(tag)
    if not parts or _repeats(parts["variants"].split("-")[1:]) or _repeats(re.findall(r"-(\w)(?=-)", tag)):
        raise ValueError(f"{place}: “{written}” is no language tag. Write one such as {_EXAMPLES}.")
    language = parts["language"].partition("-")[0]
    if meant := _MEANT.get(language):
        raise ValueError(f"{place}: “{language}” is no language. Write {meant}{tag[len(language) :]}.")
    if len(language) == 2 and language not in _TWO_LETTERS:
        raise ValueError(f"{place}: “{language}” is no language. Write one such as {_EXAMPLES}.")
    for part, capitals in ("script", str.title), ("region", str.upper):
        if parts[part]:
            start, end = parts.span(part)
            tag = tag[:start] + capitals(tag[start:end]) + tag[end:]
    return tag


def _repeats(parts: list[str]) -> bool:
    """Return whether anything is in `parts` twice; a tag repeats no variant and no extension."""
    return len(set(parts)) < len(parts)
