"""A model of where a headline ends: named features, their weights, a probability. Imports no Django.

Each language has a model of its own: its Line names the evidence for and against each place, and for leaving the line
whole. A score is the sum of the weights of the features, and a soft-max turns all the scores into probabilities.
bench/fit_splitting.py fits the weights from labelled lines.
"""

import re
from collections.abc import Iterable
from math import exp
from pathlib import Path
from typing import NamedTuple

from articles.imports.seeds.splitting import weights_en, weights_hy, weights_ru
from articles.imports.seeds.splitting.english import EnglishLine
from articles.imports.seeds.splitting.line import Line
from articles.imports.seeds.splitting.sentence_case import ArmenianLine, RussianLine


class Model(NamedTuple):
    """The model of one language."""

    line: type[Line]
    weights: dict[str, float]
    path: Path  # of the weights' module


MODELS = {
    "en": Model(EnglishLine, weights_en.WEIGHTS, Path(weights_en.__file__)),
    "ru": Model(RussianLine, weights_ru.WEIGHTS, Path(weights_ru.__file__)),
    "hy": Model(ArmenianLine, weights_hy.WEIGHTS, Path(weights_hy.__file__)),
}
_SCRIPTS = (("en", re.compile(r"[A-Za-z]+")), ("ru", re.compile(r"[\u0400-\u04ff]+")), ("hy", re.compile(r"[Ա-և]+")))


def model_of(line: str) -> Model:
    """Return the model of the language in whose script most words of the line are written."""
    if line.isascii():
        return MODELS["en"]
    return MODELS[max(_SCRIPTS, key=lambda script: len(script[1].findall(line)))[0]]


class Judgement(NamedTuple):
    """Where a line's blurb most likely begins."""

    place: int | None  # the piece; None: leave the line whole
    likelihood: float
    sure: float  # the likelihood from which on a cut of such a line needs no warning


def judge(line: str, pieces: list[tuple[int, int]]) -> Judgement:
    """Return the piece with which the blurb most likely begins, and how likely it is."""
    if len(pieces) < 2:
        return Judgement(None, 1.0, 1.0)
    model = model_of(line)
    prepared, weights = model.line(line, pieces), model.weights
    scores: dict[int | None, float] = {None: _score(prepared.whole(), weights)}
    scores.update((i, _score(prepared.features(i), weights)) for i in prepared.places)
    best = max(scores, key=scores.__getitem__)
    return Judgement(best, 1 / sum(exp(score - scores[best]) for score in scores.values()), prepared.sure)


def _score(features: Iterable[str], weights: dict[str, float]) -> float:
    return sum(weights.get(name, 0.0) for name in features)
