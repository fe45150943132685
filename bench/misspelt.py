"""How often the search suggests what a reader meant: tests/samples/misspelt.tsv against the demo corpus.

    DATABASE_URL=... .venv/bin/python bench/misspelt.py [--every] [--verbose]

The odd rows are those on which the rules were chosen; `--every` prints the even ones as well. `make run` imports the
corpus, opens its languages and learns its words.
"""

import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("DJANGO_INSECURE_HTTP", "1")


def same(meant: str, given: str) -> bool:
    """Return whether two words are forms of one: they begin alike and differ in their endings alone."""
    one, other = meant.casefold(), given.casefold()
    shorter = min(len(one), len(other)) - 1
    return one[:shorter] == other[:shorter]


def main() -> None:
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from articles import search
    from articles.reading.did_you_mean import suggestions
    from articles.search.query_parser import loosened, parse

    lines = (ROOT / "tests/samples/misspelt.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    now = timezone.now()
    for name, some in (("odd", rows[::2]), ("even", rows[1::2])):
        if name == "even" and "--every" not in sys.argv:
            continue
        right = wrong = missed = quiet = 0
        slowest = 0.0
        for page, typed, meant in some:
            scope = search.Scope(language=page)
            finds = any(search.numbers(connection, one, scope, now) for one in (parse(typed), loosened(parse(typed))))
            start = time.perf_counter()
            given = [] if finds else [one.words for one in suggestions(typed, scope, now)]
            slowest = max(slowest, time.perf_counter() - start)
            good = bool(meant) and any(same(meant, one) for one in given)
            right, quiet = right + good, quiet + (not meant and not given)
            wrong, missed = wrong + (bool(given) and not good), missed + (bool(meant) and not given and not finds)
            right += finds and bool(meant)
            if "--verbose" in sys.argv and not good and (given or meant):
                print(f"  {page} {typed} -> {given}, meant {meant!r}{' (found as it is)' if finds else ''}")
        print(
            f"{name}: {len(some)} rows, {right} right, {missed} without a suggestion, {wrong} wrong, "
            f"{quiet} rightly none"
        )
        print(f"the slowest took {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    main()
