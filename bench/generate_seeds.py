"""Generate seed files for measurements: 2 KB each, about three tags, full sidebars that name each other.

python bench/generate_seeds.py FOLDER COUNT
"""

import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

MONTHS = "January February March April May June July August September October November December".split()
PLACES = "Norvank Arshakan Verinashen Karmirtun Lusadzor Tsaghkavan Aghbyurik Hartavan".split()  # none of them is a tag
THINGS = (
    "museum library bridge school orchard theater vineyard railway clinic hostel laboratory stadium archive market"
).split()
DOERS = "council ministry committee team workshop museum club start-up school choir company institute".split()
VERBS = "opens repairs counts plants measures exports restores tests paints digitizes buys lends moves".split()
TAGS = "Karabakh Russia Georgia Iran Turkey Chess Football Music Wine Weather Exports Technology".split()
WORDS = (
    "the of to and a in on for with by from that more than during after before new old local village city region"
    " residents visitors pupils experts officials plan work week month year road river house season water light"
    " paper stone glass field winter summer autumn spring meeting report figure result number price ticket train"
).split()


def sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."


def story(number: int) -> tuple[str, str, list[str]]:
    """Return (headline, blurb, paragraphs) of story `number`, the same at every call."""
    rng = random.Random(number)  # noqa: S311 the same in every run
    place, thing = rng.choice(PLACES), rng.choice(THINGS)
    headline = f"{place} {rng.choice(DOERS)} {rng.choice(VERBS)} {number} items for {thing} in {rng.choice(PLACES)}"
    blurb = f"The {thing} will hold {number} items, and {sentence(rng, 12).lower()}"
    tags = rng.sample(TAGS, 3)
    paragraphs = [f"{blurb} It was reported from {', '.join(tags)}."]
    paragraphs += [" ".join(sentence(rng, 14) for _ in range(2)) for _ in range(4)]
    return headline, blurb, paragraphs


def seed(number: int, count: int) -> str:
    """Return the text of file `number` of `count`; its sidebars name stories near in time that also have a file."""
    rng = random.Random(-number)  # noqa: S311
    headline, _, paragraphs = story(number)
    at = datetime(2008, 1, 1, 9) + timedelta(minutes=45 * number)
    near = rng.sample([n for n in range(max(0, number - 10), min(count, number + 11)) if n != number], 8)
    lines = [f" date {at:%Y-%m-%d} {headline}", f"{MONTHS[at.month - 1]} {at.day}, {at.year} - {at:%H:%M} AMT"]
    lines += [f"PanARMENIAN.Net - {paragraphs[0]}", *paragraphs[1:]]
    lines += ["Top stories", *(story(n)[1] for n in near[:4]), "Partner news"]
    lines += ["Latest news", *(" ".join(story(n)[:2]) for n in near[4:])]
    return "\n".join(lines)


def make(folder: Path, count: int) -> None:
    """Write `count` files into `folder`, a thousand in each subfolder."""
    for number in range(count):
        home = folder / f"{number // 1000:04}"
        if number % 1000 == 0:
            home.mkdir(parents=True, exist_ok=True)
        (home / f"{number:07}.txt").write_text(seed(number, count), encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
