"""The CSS that programs write into what they copy: style attributes and simple rules of <style> elements."""

import re

_DECLARED = ["font", "font-weight", "font-style", "text-decoration", "text-decoration-line", "vertical-align"]
_DECLARED += ["white-space", "display", "mso-hide", "mso-list", "mso-element", "mso-special-character"]
_SELECTOR = re.compile(r"[a-z0-9]*(?:\.[\w-]+)?")


def sheets(markup: str) -> str:
    """Return the contents of the <style> elements."""
    pieces = re.split(r"<style\b", markup, flags=re.IGNORECASE)[1:]
    return "}".join(
        re.split(r"</style", piece, maxsplit=1, flags=re.IGNORECASE)[0].partition(">")[2] for piece in pieces
    )


def declarations(style: str) -> dict[str, str]:
    """Return the declarations of a style that matter here, by property."""
    pairs = (one.partition(":") for one in style.split(";"))
    found = {name.strip().lower(): value.strip().lower() for name, _, value in pairs}
    return {name: found[name] for name in _DECLARED if name in found}


def style_rules(sheets: str) -> dict[str, dict[str, str]]:
    """Return the declarations by the tag, class or tag.class to which they apply."""
    rules = {}
    first, *commented = re.sub(r"<!--|-->", "", sheets).split("/*")
    bare = first + "".join(part.partition("*/")[2] for part in commented)
    for rule in bare.split("}"):
        selectors, brace, style = rule.partition("{")
        for one in selectors.split(",") if brace else ():
            key = one.strip().lower()
            if _SELECTOR.fullmatch(key):
                rules.setdefault(key, {}).update(declarations(style.partition("{")[0]))
    return rules


def is_bold(value: str | None, otherwise: bool) -> bool:
    """Return whether a `font-weight` is bold; `otherwise` if it says nothing."""
    if value in ("bold", "bolder", "normal", "lighter"):
        return value.startswith("bold")
    return int(value) >= 600 if value and value.isascii() and value.isdecimal() and len(value) < 6 else otherwise


def is_hidden(given: dict[str, str], style: dict[str, str]) -> bool:
    """Return whether readers would not see an element with these attributes and this style."""
    return (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or style.get("mso-element") == "comment-list"
        or style.get("mso-special-character") == "comment"
        or "hidden" in given
    )
