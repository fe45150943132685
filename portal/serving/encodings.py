"""Choice of a content coding by Accept-Encoding (RFC 9110, 12.5.3), and compression."""

import gzip
import re
from functools import lru_cache

import brotli

QVALUE = re.compile(r"0(\.[0-9]*)?|1(\.0*)?")
PLAIN, GZIP, BROTLI = "", "gzip", "br"
# Measured on a front page of 25 KB: 0.3 ms for 6.9 KB and 0.4 ms for 6.3 KB. The next steps (gzip 9, brotli 7) gain
# 1 in 100; brotli 9 takes 10 ms, and 11, for 5.5 KB, 24.
GZIP_LEVEL = 6
BROTLI_QUALITY = 5
WORTHWHILE = 500  # bytes; a smaller body fits into one packet either way


@lru_cache(maxsize=256)
def choose(accepted: str) -> str:
    """Return the best of our codings for a client whose Accept-Encoding is `accepted`: PLAIN, GZIP or BROTLI.

    The client's own preference decides; if it has none, the smallest response. A client that
    accepts none of our codings gets the plain bytes, as the standard allows.
    """
    weights = {}
    for part in accepted.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights[{"x-gzip": GZIP}.get(name, name)] = _weight(parameters)
    rest = weights.get("*", 0.0)
    order = ((BROTLI, weights.get(BROTLI, rest)), (GZIP, weights.get(GZIP, rest)), (PLAIN, weights.get("identity", 0)))
    coding, weight = max(order, key=lambda one: one[1])
    return coding if weight > 0 else PLAIN


def _weight(parameters: list[str]) -> float:
    """Return the weight, from 0 (not accepted) to 1; a weight that cannot be parsed counts as 0."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return float(value) if QVALUE.fullmatch(value := value.strip()) else 0.0
    return 1.0


def encode(body: bytes, coding: str) -> bytes:
    """Return `body` compressed with `coding`; PLAIN leaves it as it is."""
    if coding == BROTLI:
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    if coding == GZIP:
        return gzip.compress(body, GZIP_LEVEL, mtime=0)
    return body
