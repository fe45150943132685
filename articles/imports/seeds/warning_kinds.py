"""The kinds of an import's warnings, by which its report counts files. Imports no Django.

A warning is a plain text. Its kind is found by what the text begins with, or holds; so whoever adds a warning adds
its kind to KINDS. A warning without one is counted under its own words, without the numbers.
"""

import re
from collections import Counter
from collections.abc import Iterable

# What the warning's text matches -> what is said of the files that have such a warning: "61 files without a time …".
KINDS = {
    # decoding, cleaning
    r"the file is (UTF-16|Windows-)": "in another encoding than UTF-8",
    r"control characters are read as": "with control characters that mean punctuation",
    r"invisible characters are left out": "with invisible characters, which are left out",
    r"more than \d+ accents": "with piled-up accents, which are left out",
    r"the text holds U\+FFFD": "in which letters were lost before they were written",
    # the first lines
    r"there is no stamp": "without a time of day",
    r"line 1 says ": "whose stamp names another day than line 1",
    r"line \d+: cannot read the stamp": "with a stamp that cannot be read",
    r"the stamp's year ": "with a stamp that cannot be read",
    r"the date .* has no ": "whose first line has no whole date",
    r"the dateline also names ": "whose dateline names more than place and agency",
    r"the headline .* is too general": "whose headline is too general",
    r"the headline .* stands above ": "whose headline many files have",
    r"lacks something of the story that it follows": "that lack something of the story that they follow",
    # the text
    r"left out, because they are the page's": "with lines of the page in the text, which are left out",
    r"credit of a photo left out": "with a photo's credit, which is left out",
    r"too little in the text speaks for any section": "put into the site's section, because no other is certain",
    # sidebars
    r"could not tell headline from blurb": "with sidebar lines that are left whole",
    r"may be split wrongly": "with sidebar lines that may be split wrongly",
    r"\d+ sidebar entries without a letter": "with sidebar lines without a letter",
    r"\d+ of Partner news left out": "whose Partner news is left out",
    r"brief \d+ is removed": "that no longer name a brief, which is removed",
    # what is known
    r"held until ": "with a story that is held until its time",
    r"nearly the same text as ": "with nearly the same text as another story",
    r"another text than .* of the same day": "with a second story of the same day and headline",
    r"an older version of ": "with an older version of a story",
    r".* under a new headline;": "with a new headline of a known story",
    r".* was changed in the newsroom": "whose story the newsroom has changed: that stays",
}
_KINDS = [(re.compile(pattern).match, kind) for pattern, kind in KINDS.items()]
_DETAILS = re.compile(r"[“”\"'‘’«»].*|:.*|\d[\d.,:-]*")  # what differs from file to file


def kind_of(warning: str) -> str:
    """Return the warning's kind, as words that follow "3 files"."""
    for matches, kind in _KINDS:
        if matches(warning):
            return kind
    return f"with a warning: {' '.join(_DETAILS.sub(' ', warning).split())[:80] or 'without words'}"


def counted(warnings_of_files: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return a dict: kind -> number of files that have such a warning, the most frequent first.

    `warnings_of_files` has the warnings of each file.
    """
    kinds: Counter[str] = Counter()
    for warnings in warnings_of_files:
        if warnings:  # most files have none, or one
            kinds.update(set(map(kind_of, warnings)))
    return dict(kinds.most_common())
