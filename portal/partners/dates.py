"""When a partner's item was published, as far as its feed can be believed. Imports no Django.

feedparser gives every time in UTC, but takes a zone whose name it does not know
(AMT, MSK) for UTC. RFC 822, section 5, knows UT, GMT, the letters and the North
American names; RFC 3339 knows offsets alone. Whatever else stands there is read by these rules:

1. an offset, "Z", and the names of RFC 822 are taken as they stand;
2. another name, or none at all, is the partner's own zone, where one is set;
3. else a name of ZONES is that zone; AMT is Armenian time, as the agencies of Yerevan print it;
4. else it is UTC.
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate
from zoneinfo import ZoneInfo

OLDEST = datetime(1990, 1, 1, tzinfo=UTC)  # what is older was never published on the web
# Hours from UTC, by the abbreviations of the IANA database (AMT and AMST: its releases to 2016).
ZONES = {
    **{"AMT": 4, "AMST": 5, "GET": 4, "AZT": 4, "TRT": 3, "MSK": 3, "MSD": 4, "IRST": 3.5, "GST": 4, "SAMT": 4},
    **{"WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3},
    **{"IDT": 3, "PKT": 5, "NPT": 5.75, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10},
    **{"AEDT": 11, "NZST": 12, "NZDT": 13, "BRT": -3, "AKST": -9, "AKDT": -8, "HST": -10},
}
_CERTAIN = re.compile(
    r"(?:[+-]\d{1,2}:?\d{2}|\d[+-]\d{2}|\dZ|\b(?:UTC|UT|GMT|Z|[ECMP][SD]T|A[SD]T|MES?T|[AMNY]))(?:\s*\([^)]*\))?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b([A-Z]{2,5})$", re.IGNORECASE)
_CLOCK = re.compile(r"\d:\d\d")


def moment(text: str, parsed, zone: str = "") -> datetime | None:
    """The moment (UTC) that the feed's `text` names and feedparser has `parsed` as nine numbers in UTC; None if none.

    `zone` is an IANA name ("Asia/Yerevan"), or "".
    """
    shown = (text or "").strip()[:100]
    try:
        parsed = parsed or parsedate(shown)  # which takes times without a zone, too
        if not parsed:
            return None
        at = datetime(*parsed[:6], tzinfo=UTC)
        if _CLOCK.search(shown) and not _CERTAIN.search(shown):
            at = _local(at, shown, zone)
        return max(at, OLDEST)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def from_iso(text: str, zone: str = "") -> datetime | None:
    """Likewise for the RFC 3339 times of JSON Feed."""
    try:
        at = datetime.fromisoformat(text.strip())
        if at.tzinfo is None:
            at = _local(at.replace(tzinfo=UTC), "", zone)
        return max(at.astimezone(UTC), OLDEST)
    except (ValueError, OverflowError):
        return None


def _local(at: datetime, text: str, zone: str) -> datetime:
    """`at` is what the clock of some zone showed, taken for UTC; the moment at which it showed that."""
    if zone:
        return at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    name = _NAME.search(text)
    return at - timedelta(hours=ZONES.get(name[1].upper(), 0)) if name else at
