"""An explanation, for editors, of why a story got its section and tags. Imports no Django."""

from collections.abc import Iterator
from itertools import islice

from articles.imports.seeds.phrases import SECTION, TAG
from articles.imports.seeds.records import ArticleRecord
from articles.imports.seeds.sections_and_tags import PLACES, SECTION_POINTS_MIN, TAG_POINTS_MIN, Mention, classify
from articles.imports.seeds.vocabulary import LISTS_BY_WEIGHT, Vocabulary
from articles.text.folding import located_words


def explain(record: ArticleRecord, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield lines: the headline, the section and the tags with their points, and below each the words that count."""
    result = classify(record.headline, record.paragraphs, vocabulary)
    text = " ".join(record.paragraphs)
    texts = dict.fromkeys(PLACES, text) | {"headline": record.headline}
    mentions = [Mention(*mention) for mention in result.mentions]
    yield record.headline
    if not result.section:
        yield f"  section {vocabulary.default_section}: no section has {SECTION_POINTS_MIN} points"
    for kind, points, taken, least in (
        (SECTION, result.section_points, (result.section,), "fewer points than the section"),
        (TAG, result.tag_points, result.tags, f"no tag: it needs {TAG_POINTS_MIN} points"),
    ):
        for owner in sorted(points, key=lambda owner: (owner not in taken, -points[owner])):
            own = [one for one in mentions if one.phrase.kind == kind and one.phrase.owner == owner]
            if own:
                yield f"  {kind} {owner}: {points[owner]}{'' if owner in taken else f' ({least})'}"
                yield from (f"    {_line(mention, texts[mention.place])}" for mention in own)


def _line(mention: Mention, text: str) -> str:
    """Return a line such as `8  headline    Երևանի  (Երևան, strong)`."""
    words = list(islice(located_words(text), mention.at, mention.at + mention.length))
    listed = LISTS_BY_WEIGHT.get(mention.phrase.weight)
    phrase = f"{mention.phrase.text}, {listed}" if listed else mention.phrase.text
    return f"{mention.points:3}  {mention.place:10}  {text[words[0].start : words[-1].stop]}  ({phrase})"
