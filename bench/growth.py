"""Growth of text processing with the length: seconds for n, 2n and 4n, with many equal and many different parts.

    .venv/bin/python bench/growth.py [NAME …]

A factor of 2 from column to column means linear growth, 4 quadratic.
"""

import os
import sys
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main() -> None:
    import django

    django.setup()
    from tests.support.growth import make_cases, seconds

    print(f"{'':60} {'n':>8} {'2n':>8} {'4n':>8}")
    for name, (work, make, size) in make_cases().items():
        if len(sys.argv) > 1 and not any(word in name for word in sys.argv[1:]):
            continue
        took = [seconds(work, make(size * times)) for times in (1, 2, 4)]
        worst = max(after / max(before, 0.001) for before, after in pairwise(took))
        sign = "  <--" if worst > 3 else ""
        print(f"{name:60} " + " ".join(f"{one:8.3f}" for one in took) + sign, flush=True)


if __name__ == "__main__":
    main()
