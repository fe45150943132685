"""Captions of photos that say so by their credit alone. Imports no Django."""

import re

CAPTION_MAX = 300  # characters

_AGENCY = r"(?:AP|AFP|EPA|EPA-EFE|Reuters|REUTERS|Getty Images|ТАСС|РИА Новости|Sputnik|Спутник|Xinhua)"
_NAME = r"[A-ZА-ЯЁԱ-Ֆ][\w.’'-]*"
_SAYS_PHOTO = r"(?i:photos?|photograph|handout|courtesy|file|via|credit|фото|снимок|лус\.?|լուս\.?|լուսանկար\w*)"
_CREDIT_AT_END = re.compile(
    rf"[(\[](?:[^()\[\]]*\b{_SAYS_PHOTO}[ :/.՝][^()\[\]]*|{_NAME}(?: {_NAME}){{1,2}}\s?/[^()\[\]]+"
    rf"|{_AGENCY}/{_NAME}[^()\[\]]*)[)\]]\.?\Z"
    rf"|\b(?:Credit|Photo|Photograph|Photography|Image|Picture|Фото|Снимок|Լուս\.|Լուսանկարը)\s?[:/՝]\s?[^.!?:։]{{2,60}}\Z"
    rf"|©[^.!?։]{{2,60}}\Z"
    rf"|\s/\s?{_AGENCY}\Z"
)
_IN_BRACKETS = re.compile(rf"\[[^\[\]]+\b(?:{_AGENCY}|{_NAME} {_NAME})\]\Z")
_FILE_PICTURE = re.compile(r"(?:FILE|File (?:photo|picture|image)|Архивное фото|Արխիվային լուսանկար)\s?[-–—:.՝]")
_CREDIT_ALONE = re.compile(rf"(?:{_NAME}(?: {_NAME}){{0,2}}\s?/\s?{_NAME} {_NAME})")
# `Yerevan, the market hall, March 22, 2022`
_DATE_AT_END = re.compile(r",\s(?:\d{1,2}\s[^\W\d_]{3,12}|[^\W\d_]{3,12}\s\d{1,2}),?\s(?:19|20)\d\d\s?(?:г\.|թ\.?)?\Z")
DATED_MAX = 90  # characters
_SIGNS = frozenset("©)]/:՝")  # each caption with a credit has one of them


def is_caption(line: str) -> bool:
    """Return whether a line is a caption with the credit at its end, or a credit alone: `UN News/Anna Petrosyan`."""
    if len(line) > CAPTION_MAX:
        return False
    if line.startswith(("FILE", "File ", "Архивное", "Արխիվային")) and _FILE_PICTURE.match(line):
        return True
    if len(line) <= DATED_MAX and (line[-1].isdigit() or line.endswith(("թ.", "г."))) and _DATE_AT_END.search(line):
        return True
    if _SIGNS.isdisjoint(line):
        return False
    if line[0] == "[" and _IN_BRACKETS.match(line):
        return True
    return _CREDIT_AT_END.search(line[-120:]) is not None or ("/" in line and _CREDIT_ALONE.fullmatch(line) is not None)
