"""The names of colleagues in a note: `@ani` or `@Ani.Petrosyan`, as their accounts are called."""

import re
from collections.abc import Iterable

_NAME = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")


def mentioned_in(text: str, accounts: Iterable) -> list:
    """Return those of the accounts whose user names the text has after an @, in any case, each once.

    A full stop or a dash at the end of a sentence is no part of the name.
    """
    names = set()
    for found in _NAME.findall(text.lower()):
        names |= {found, found.rstrip(".-+@")}
    return [account for account in accounts if account.get_username().lower() in names]
