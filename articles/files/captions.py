"""Captions: WebVTT (https://www.w3.org/TR/webvtt1/) is read, checked and written again. Imports no Django.

SubRip (.srt), which many programs write, differs little and is taken, too. Styles, regions and notes are left out.
"""

import re
from typing import NamedTuple

from articles.files.kinds import CAPTIONS_BYTES_MAX, Refused, megabytes

CUES_MAX = 20_000
_TIME = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}(?:\s+(.*?))?\s*")
_LIKE_TIMING = re.compile(r"\s*(?:\d+:)?\d\d?:\S+\s+\S*>")
_SETTING = re.compile(
    r"vertical:(?:rl|lr)|line:(?:-?\d{1,3}|\d{1,3}(?:\.\d+)?%)(?:,(?:start|center|end))?"
    r"|position:\d{1,3}(?:\.\d+)?%(?:,(?:line-left|center|line-right))?|size:\d{1,3}(?:\.\d+)?%"
    r"|align:(?:start|center|end|left|right)"
)
_TAG = re.compile(r"<[^<>]*>")
_ALLOWED = re.compile(r"</?(?:b|i|u|ruby|rt)>|</?v(?: [^<>&]{1,100})?>|</?lang(?: [A-Za-z-]{2,35})?>")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|lrm|rlm|nbsp);)")
EXAMPLE = "00:00:01.000 --> 00:00:04.000"


class Cue(NamedTuple):
    """What is shown from one moment to another, in milliseconds."""

    begin: int
    end: int
    settings: str
    text: str


def normalized(data: bytes) -> str:
    """Return captions as WebVTT. Raises Refused, which names the line that is wrong and says what belongs there."""
    if not data:
        raise Refused("This file of captions is empty. Choose it once more.")
    if len(data) > CAPTIONS_BYTES_MAX:
        most = megabytes(CAPTIONS_BYTES_MAX)
        raise Refused(f"This file of captions has {megabytes(len(data))}, and may have {most}. Is it the right file?")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Refused(f"Line {line}: this text is not in UTF-8. Save the captions as UTF-8.") from error
    cues = _cues(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n"))
    return "WEBVTT\n\n" + "\n".join(map(_written, cues))


def _cues(lines: list[str]) -> list[Cue]:
    """Return the cues. Raises Refused."""
    is_webvtt = bool(re.match(r"WEBVTT(?:[ \t]|$)", lines[0]))
    if not is_webvtt and not _begins_as_subrip(lines):
        raise Refused(f"Line 1: captions begin with WEBVTT, not with “{lines[0][:40]}”. Export them as WebVTT (.vtt).")
    cues, at = [], 1 if is_webvtt else 0
    while at < len(lines):
        block = _block(lines, at)
        in_head = is_webvtt and at == 1
        if in_head and any("-->" in line for line in block):
            raise Refused("Line 2: an empty line is missing below WEBVTT.")
        if block and not in_head and not re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", block[0]):
            cue = _cue(block, at + 1)
            if cues and cue.begin < cues[-1].begin:
                number = at + 1 + ("-->" not in block[0])
                raise Refused(f"Line {number}: this begins before the caption above it. Put them in order.")
            cues.append(cue)
        at += len(block) + 1
    if not cues:
        raise Refused(f"There is no caption in this file. One begins with a line such as {EXAMPLE}.")
    if len(cues) > CUES_MAX:
        raise Refused(f"There are {len(cues):,} captions, and {CUES_MAX:,} may be. Is it the right file?")
    return cues


def _begins_as_subrip(lines: list[str]) -> bool:
    first = _block([line for line in lines if line.strip()][:3], 0)
    return len(first) > 1 and first[0].strip().isdecimal() and "-->" in first[1]


def _block(lines: list[str], at: int) -> list[str]:
    """Return the lines from `at` to the next empty one."""
    end = at
    while end < len(lines) and lines[end].strip():
        end += 1
    return lines[at:end]


def _cue(block: list[str], line: int) -> Cue:
    """Return the cue of a block that begins in that line."""
    if "-->" not in block[0] and not _LIKE_TIMING.match(block[0]):  # its name, or its number
        block, line = block[1:], line + 1
    timing = _TIMING.fullmatch(block[0]) if block else None
    if timing is None:
        shown = block[0].strip()[:60] if block else ""
        raise Refused(f"Line {line}: “{shown}” does not say when a caption is shown. It reads: {EXAMPLE}")
    begin, end = _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:8])
    if end <= begin:
        raise Refused(f"Line {line}: this caption ends before it begins. Correct its times.")
    for number, text in enumerate(block[1:], start=line + 1):
        if "-->" in text:
            raise Refused(f"Line {number}: an empty line is missing above this caption.")
    settings = " ".join(one for one in (timing[9] or "").split() if _SETTING.fullmatch(one))
    return Cue(begin, end, settings, "\n".join(filter(None, map(_plain, block[1:]))))  # an empty line would end it


def _milliseconds(parts: tuple) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _plain(text: str) -> str:
    """Return a line of a cue with only those tags that WebVTT has for words."""
    kept = _TAG.sub(lambda tag: tag[0] if _ALLOWED.fullmatch(tag[0]) else "", text.strip())
    parts = re.split(f"({_ALLOWED.pattern})", kept)
    parts[::2] = [_AMPERSAND.sub("&amp;", part).replace("<", "&lt;").replace(">", "&gt;") for part in parts[::2]]
    return "".join(parts)


def _written(cue: Cue) -> str:
    return f"{_moment(cue.begin)} --> {_moment(cue.end)}{' ' * bool(cue.settings)}{cue.settings}\n{cue.text}\n"


def _moment(at: int) -> str:
    seconds, thousandths = divmod(at, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
