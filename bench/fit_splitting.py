"""Fits the weights of the rule that splits sidebar lines, from labelled lines:

    .venv/bin/python bench/fit_splitting.py fit LANGUAGE FILE.tsv... [--stories] [--only PREFIX] [--titled] [--parts]
    .venv/bin/python bench/fit_splitting.py check LANGUAGE FILE.tsv... [the same] [--verbose]
    .venv/bin/python bench/fit_splitting.py measure FILE.tsv...

A labelled line is `glue`, `headline` and `blurb`, separated by tabs; `glue` is `space` or `none`, and a line with an
empty headline or blurb must stay whole. `fit` writes the language's weights anew: those that make the labels
likeliest (soft-max over a line's places), with a squared penalty on the weights. With `--only`, only features whose
names begin with PREFIX are fitted, and all others keep their present weights. With `--stories`, the headlines and first
sentences of the labelled dispatches in tests/samples/dispatches/read are learned too; with `--titled`, each headline
also in Title Case; with `--parts`, some headlines and blurbs also alone. `check` writes nothing: it fits ten
times without a tenth of the lines, and prints how many of those lines are split right (`--verbose`: and the others).
`measure` prints how many lines of each file the rule splits right today, and nothing of the lines. What the present
weights were fitted with:

    bench/fit_splitting.py fit ru tests/samples/splits_ru_{tuned,read}.tsv --stories --parts
    bench/fit_splitting.py fit hy tests/samples/splits_hy_{tuned,read}.tsv --stories --parts
    bench/fit_splitting.py fit en tests/samples/splits_en_{title_tuned,title_read,tuned,more_read}.tsv \\
        tests/samples/latest_entries_tuned.tsv --only t_ --stories --titled --parts

The English weights of sentence case cannot be fitted anew, because most of their some 1,300 lines are not kept here.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parent.parent)]

from articles.imports.seeds.splitting import rule  # noqa: E402
from articles.imports.seeds.splitting.english import IN_TITLES  # noqa: E402
from articles.imports.seeds.splitting.headline_model import MODELS, Model  # noqa: E402

EPOCHS = 60
RATE = 0.3
PENALTY = 0.02  # per line
SMALLEST = 0.05  # a smaller weight is left out
FOLDS = 10
DISPATCHES = Path(__file__).parent.parent / "tests/samples/dispatches/read"
GLUED = 5  # one line of so many made of stories has no space between headline and blurb
PART = 6  # one line of so many is also learned as a headline alone, and one as a blurb alone


class Labelled(NamedTuple):
    """A line, and the end of its headline; None if the line must stay whole."""

    line: str
    end: int | None


class Example(NamedTuple):
    """The features of each choice that a line offers, and the number of the right one; None: it is not offered."""

    choices: list[list[str]]
    right: int | None
    ends: list[int | None]  # of the headline, for each choice


def read(paths: list[Path]) -> list[Labelled]:
    """Return the labelled lines of the files."""
    found = []
    for path in paths:
        for row in path.read_text("utf-8").splitlines():
            if row and not row.startswith("# "):
                glue, headline, blurb = row.split("\t")
                line = headline + (" " if glue == "space" else "") + blurb
                found.append(Labelled(line, len(headline) if headline and blurb else None))
    return found


def parts(lines: list[Labelled]) -> list[Labelled]:
    """Return some lines' headlines and other lines' blurbs as lines that must stay whole."""
    both = [(line, end) for line, end in lines if end]
    return [
        *(Labelled(line[:end], None) for line, end in both[::PART]),
        *(Labelled(line[end:].strip(), None) for line, end in both[1::PART]),
    ]


def stories(language: str) -> list[Labelled]:
    """Return the lines that a sidebar would have for the labelled dispatches in a language."""
    labels = (json.loads(path.read_text("utf-8")) for path in sorted(DISPATCHES.glob("*.json")))
    found = [label for label in labels if label["language"] == language and label["first_sentence"]]
    return [
        Labelled(label["headline"] + (" " if number % GLUED else "") + label["first_sentence"], len(label["headline"]))
        for number, label in enumerate(found)
    ]


def titled(labelled: Labelled) -> Labelled | None:
    """Return the line with its headline in Title Case, or None if that changes nothing."""
    line, end = labelled
    words = (line[:end] if end else line).split(" ")
    if len(words) < 3 or (line.endswith(".") and not end):
        return None
    written = " ".join(word if word in IN_TITLES else word[:1].upper() + word[1:] for word in words)
    return Labelled(written + line[end:] if end else written, end) if written != " ".join(words) else None


def example_of(labelled: Labelled, model: Model) -> Example:
    """Return the choices of a line: to leave it whole, then each place."""
    pieces = rule.pieces_of(labelled.line)
    line = model.line(labelled.line, pieces)
    choices = [list(line.whole()), *(list(line.features(i)) for i in line.places)]
    ends = [None, *(pieces[i - 1][1] for i in line.places)]
    return Example(choices, ends.index(labelled.end) if labelled.end in ends else None, ends)


def fit(examples: list[Example], present: dict[str, float], only: str) -> dict[str, float]:
    """Return the weights, found by AdaGrad, one line at a time in the lines' order: the same at every run."""
    weights = {name: weight for name, weight in present.items() if not name.startswith(only)}
    squares = Counter()
    for example in [example for example in examples if example.right is not None] * EPOCHS:
        slopes = Counter()
        for number, odds in enumerate(probabilities(example, weights)):
            slope = odds - (number == example.right)
            for name in example.choices[number]:
                if name.startswith(only):
                    slopes[name] += slope
        for name, slope in slopes.items():
            weight = weights.get(name, 0.0)
            slope += PENALTY * weight
            squares[name] += slope * slope
            weights[name] = weight - RATE * slope / sqrt(squares[name] + 0.1)
    return weights


def probabilities(example: Example, weights: dict[str, float]) -> list[float]:
    """Return how likely each choice is."""
    scores = [sum(weights.get(name, 0.0) for name in names) for names in example.choices]
    best = max(scores)
    odds = [exp(score - best) for score in scores]
    return [odd / sum(odds) for odd in odds]


def check(lines: list[Labelled], model: Model, fit_to: Callable[[list[Labelled]], dict], verbose: bool) -> None:
    """Print how many lines are split right by weights that were fitted without them, by a cut's likelihood."""
    examples = [example_of(labelled, model) for labelled in lines]
    results = []  # (likelihood, choice) of each line
    for fold in range(FOLDS):
        weights = fit_to([labelled for n, labelled in enumerate(lines) if n % FOLDS != fold])
        for n in range(fold, len(examples), FOLDS):
            odds = probabilities(examples[n], weights)
            results.append((n, max(odds), odds.index(max(odds))))
    print(f"{len(lines)} lines; of {sum(one.right is None for one in examples)} the right place is not offered")
    for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        chosen = [(n, choice if odds >= least else 0) for n, odds, choice in results]
        right = sum(choice == examples[n].right for n, choice in chosen)
        wrong = sum(bool(choice) and choice != examples[n].right for n, choice in chosen)
        print(f"  cuts from {least:.1f} on: right {right / len(lines):.1%}, wrong cuts {wrong / len(lines):.1%}")
    for n, odds, choice in sorted(results) if verbose else ():
        if choice != examples[n].right:
            (line, end), cut = lines[n], examples[n].ends[choice]
            print(f"{odds:.2f} {line[:end]} | {line[end or len(line) :]}\n     cut after: {line[:cut][-60:]}")


def measure(path: Path) -> None:
    """Print how many lines of a file the rule splits right; nothing of the lines themselves."""
    counts = Counter()
    for labelled in read([path]):
        entry = rule.split_by_rule(labelled.line)
        right = len(entry.headline) == (labelled.end or len(labelled.line))
        counts["right" if right else "whole" if not entry.blurb else "warned" if entry.doubtful else "wrong"] += 1
        counts["doubtful"] += entry.doubtful
        counts["lines"] += 1
    shares = {name: f"{counts[name]} ({counts[name] / counts['lines']:.1%})" for name in ("right", "wrong", "warned")}
    print(
        f"{path.name}: of {counts['lines']} lines {shares['right']} right, {shares['wrong']} wrong without a warning,"
        f" {shares['warned']} with one ({counts['doubtful']} cuts were warned of), {counts['whole']} left whole"
    )


def write(path: Path, weights: dict[str, float]) -> None:
    """Write the weights into their module; keep its first lines, and the comments on weights that remain."""
    head, _, table = path.read_text("utf-8").partition("WEIGHTS = {")
    new = {name: f'    "{name}": {value:.2f},' for name, value in weights.items() if abs(value) >= SMALLEST}
    lines = []
    for line in table.splitlines():
        known = re.match(r'    "([^"]+)": -?[\d.]+,(.*)', line)
        if known and known[1] in new:
            lines.append(new.pop(known[1]) + known[2])
        elif line.strip().startswith("#"):
            lines.append(line)
    lines += [new[name] for name in sorted(new)]
    path.write_text(head + "\n".join(["WEIGHTS = {", *lines, "}\n"]), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    for action in ("fit", "check"):
        options = actions.add_parser(action)
        options.add_argument("language", choices=sorted(MODELS))
        options.add_argument("files", nargs="+", type=Path)
        options.add_argument("--stories", action="store_true")
        options.add_argument("--only", default="", metavar="PREFIX")
        options.add_argument("--titled", action="store_true")
        options.add_argument("--parts", action="store_true")
        options.add_argument("--verbose", action="store_true")
    actions.add_parser("measure").add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    if options.action == "measure":
        for path in options.files:
            measure(path)
        return
    if options.action == "fit" and options.language == "en" and not options.only.startswith("t_"):
        parser.error(
            "English: only the weights of Title Case can be fitted (--only t_), because most of the lines that the"
            " others were fitted on are not kept here"
        )
    model, lines = MODELS[options.language], read(options.files)

    def fit_to(lines: list[Labelled]) -> dict[str, float]:
        learned = [*lines, *filter(None, map(titled, lines))] if options.titled else list(lines)
        learned += parts(learned) if options.parts else []
        if options.stories:
            told = stories(options.language)
            learned += filter(None, map(titled, told)) if options.titled else told
        return fit([example_of(labelled, model) for labelled in learned], model.weights, options.only)

    if options.action == "check":
        check(lines, model, fit_to, options.verbose)
    else:
        write(model.path, fit_to(lines))


if __name__ == "__main__":
    main()
