"""Whether other programs find our stories in the language that we do: py3langid and lingua.

    python -m venv /tmp/opinions
    /tmp/opinions/bin/pip install -r requirements.txt py3langid lingua-language-detector
    /tmp/opinions/bin/python bench/language_opinions.py

Of the demo corpus, and of the labelled samples that may be read, all texts of more than 200 letters. Each opinion is
compared with ours (articles/text/languages/detection.py) and, in the samples, with the label.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]
LETTERS = 200
SPOKEN_AS = {"hyw": "hy", "sr-Latn": "sr"}  # what the programs have no name of their own for


class Text(NamedTuple):
    """A text: where it is, what it says, and its language by the label (of the corpus, ours)."""

    place: str
    words: str
    label: str


def texts() -> Iterator[tuple[str, Text]]:
    """Yield each text with the name of its collection."""
    from articles.imports.seeds.format.parser import parse_bytes
    from articles.imports.seeds.vocabulary import Vocabulary
    from articles.outside.errors import SourceError
    from articles.text.languages.detection import language_of

    page = Vocabulary.load(ROOT / "fixtures/vocabulary.toml").page
    samples = ROOT / "tests/samples"
    for path in sorted((ROOT / "fixtures/seeds").glob("*.txt")):
        record = parse_bytes(path.read_bytes(), page)
        words = "\n".join((record.headline, *record.paragraphs))
        yield "demo corpus", Text(path.name, words, language_of(words))
    for path in sorted((samples / "dispatches/read").glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))["language"]
        try:
            record = parse_bytes(path.with_suffix(".txt").read_bytes(), page)
        except SourceError:
            continue
        yield "dispatches", Text(path.name, "\n".join((record.headline, *record.paragraphs)), label)
    for number, line in enumerate((samples / "languages_tuned.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("#"):
            label, words = line.split("\t")
            yield "languages_tuned.tsv", Text(f"line {number}", words.replace(" | ", "\n"), label)


def judges() -> dict[str, Callable[[str], str]]:
    """Return each program's opinion, a function from a text to a language tag."""
    import lingua
    import py3langid

    from articles.text.languages.detection import language_of

    detector = lingua.LanguageDetectorBuilder.from_all_languages().build()

    def by_lingua(words: str) -> str:
        found = detector.detect_language_of(words)
        return found.iso_code_639_1.name.lower() if found else ""

    return {"ours": language_of, "py3langid": lambda words: py3langid.classify(words)[0], "lingua": by_lingua}


def main() -> None:
    asked, right = {}, {}
    opinions = judges()
    for collection, text in texts():
        if sum(map(str.isalpha, text.words)) <= LETTERS:
            continue
        label = SPOKEN_AS.get(text.label, text.label)
        asked[collection] = asked.get(collection, 0) + 1
        for name, opinion in opinions.items():
            said = SPOKEN_AS.get(answer := opinion(text.words), answer)
            right[collection, name] = right.get((collection, name), 0) + (said == label)
            if said != label:
                print(f"{name} says {said}, not {text.label}: {collection}, {text.place}: {text.words[:80]!r}")
    print(f"\n| texts of more than {LETTERS} letters | {' | '.join(opinions)} |\n|---|{'---|' * len(opinions)}")
    for collection, count in asked.items():
        agreed = (f"{right[collection, name]} of {count}" for name in opinions)
        print(f"| {collection} | {' | '.join(agreed)} |")


if __name__ == "__main__":
    main()
