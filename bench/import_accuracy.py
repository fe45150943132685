"""How exactly an import reads pages: labelled dispatches against what the importer makes of them.

    .venv/bin/python bench/import_accuracy.py [--set read|unread] [--wrong FIELD]

It prints, for each language and in all, how many of the files in tests/samples/dispatches/ have each field right.
`--wrong` names the files of the `read` set whose field is wrong, with what was expected and what came; the `unread` set
is for measuring alone, so nothing of its files is ever printed.
"""

import argparse
import json
import os
import pickle
import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("DJANGO_INSECURE_HTTP", "1")
FOLDER = ROOT / "tests/samples/dispatches"
GOALS = {"dateline": 90, "summary": 95, "section": 80, "tags: precision": 85, "tags: recall": 75}  # per cent


def found_in(path: Path, vocabulary) -> dict[str, Any]:
    """Return what the importer makes of a file, by field; without fields if it is rejected."""
    from django.utils import timezone

    from articles.imports.seeds.file_reader import read_file

    read = read_file(str(path), None, (), vocabulary)
    if read.reason:
        return {}
    story, sidebars = pickle.loads(read.story), pickle.loads(read.sidebars)  # noqa: S301 our own
    local = timezone.localtime(story.at)
    return {
        "headline": story.headline,
        "day": f"{local:%Y-%m-%d}",
        "time": story.at if story.time_known else None,
        "dateline": (getattr(story, "dateline_place", ""), story.source),
        "author": ", ".join(getattr(story, "authors", ())),
        "summary": story.opening,
        "paragraphs": story.body.count("<p>") + story.body.count("<li>") + story.body.count("<h"),
        "latest": len(sidebars.latest),
        "top": len(sidebars.top_stories),
        "section": story.section or vocabulary.default_section,
        "tags": set(story.tags),
    }


def wanted_of(label: dict[str, Any]) -> dict[str, Any]:
    """Return what a reader of the file would say, in the same form."""
    at = None
    if label["time"]:
        at = datetime.fromisoformat(f"{label['day']}T{label['time']}{label['zone_offset'] or ''}")
        at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo("Asia/Yerevan"))
    return label | {
        "time": at,
        "dateline": (label["dateline_place"], label["source"]),
        "summary": label["first_sentence"],
        "tags": set(label["tags"]),
    }


def is_right(field: str, label: dict[str, Any], wanted: Any, came: Any) -> bool:
    return came == wanted or (field == "section" and came in label["also"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=("read", "unread"), default="read")
    parser.add_argument("--wrong", metavar="FIELD", help="of the read set")
    options = parser.parse_args()
    if options.wrong and options.set != "read":
        parser.error("the files of the unread set are for measuring alone")
    import django

    django.setup()
    from django.conf import settings

    from articles.imports.seeds.vocabulary import Vocabulary

    vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)
    right, counts = defaultdict(lambda: defaultdict(int)), defaultdict(int)
    for path in sorted((FOLDER / options.set).glob("*.txt")):
        label = json.loads(path.with_suffix(".json").read_text("utf-8"))
        wanted, came = wanted_of(label), found_in(path, vocabulary)
        for group in (label["language"], "all"):
            counts[group] += 1
            tally = right[group]
            tally["read at all"] += bool(came)
            for field, value in came.items():
                if field == "tags":
                    tally["tags found"] += len(value - set(label.get("tags_also", ())))
                    tally["tags found rightly"] += len(value & wanted["tags"])
                else:
                    tally[field] += is_right(field, label, wanted[field], value)
            tally["tags wanted"] += len(wanted["tags"])
        if options.wrong and not is_right(options.wrong, label, wanted[options.wrong], came.get(options.wrong)):
            print(f"{path.name}: wanted {wanted[options.wrong]!r}, came {came.get(options.wrong)!r}")
    groups = sorted(counts, key=lambda group: (group == "all", group))
    print(f"| {options.set} set | {' | '.join(f'{group} ({counts[group]})' for group in groups)} | aim |")
    print("|---" * (len(groups) + 2) + "|")
    fields = "read at all,headline,day,time,dateline,author,summary,paragraphs,latest,top,section".split(",")
    figures = {field: [100 * right[group][field] / counts[group] for group in groups] for field in fields}
    for name, part in (("tags: precision", "tags found"), ("tags: recall", "tags wanted")):
        figures[name] = [100 * right[one]["tags found rightly"] / max(right[one][part], 1) for one in groups]
    for field, values in figures.items():
        aim = f"{GOALS[field]} %" if field in GOALS else ""
        print(f"| {field} | {' | '.join(f'{value:.0f} %' for value in values)} | {aim} |")


if __name__ == "__main__":
    main()
