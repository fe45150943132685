"""How exact the sections and tags of the labelled dispatches are, which are described in tests/samples/dispatches.

    .venv/bin/python bench/sections_and_tags.py [read | unread]

It prints aggregate figures only, of all dispatches and of each language; nobody should tune on the unread part.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]


def main(parts: list[str]) -> None:
    from articles.imports.seeds.vocabulary import Vocabulary
    from tests.support.dispatches import measure

    vocabulary = Vocabulary.load(ROOT / "fixtures" / "vocabulary.toml")
    for part in parts:
        for language in ("", "en", "ru", "hy"):
            print(f"{part:7} {language or 'all':4} {measure(part, vocabulary, language)}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["read", "unread"])
