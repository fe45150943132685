"""The documentation says what the code says: settings, paths, commands, make targets, rooms, links."""

import re
from collections.abc import Iterable
from datetime import timedelta
from importlib import import_module
from itertools import chain
from operator import attrgetter
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parent.parent.parent
README, RECIPES = ROOT / "README.md", ROOT / "docs" / "contributing.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
PAGE_IDS = [str(page.relative_to(ROOT)) for page in PAGES]
README_LINES, TOUR_LINES = 120, 46
TOP_FOLDERS = ("articles", "portal", "templates", "static", "fixtures", "tests", "docs", "deploy", "bench", ".ci")
FILE_TYPES = "py|md|toml|txt|html|css|js|svg|png|sql|conf|yaml|env|xml|service|timer|socket"
BY_THE_SYSTEM = {
    "JOURNAL_STREAM",
    "PROMETHEUS_MULTIPROC_DIR",
}  # systemd's and prometheus_client's own, nobody sets them
BY_MAKE = {"MAKEFILE_LIST", "MAKECMDGOALS"}
OURS = ("articles", "portal")  # whose commands the docs must name

_FENCED = re.compile(r"^```\w*\n(.*?)^```", re.M | re.S)
_INDENTED = re.compile(r"(?:^(?: {4}|\t).*\n)+", re.M)
_SPAN = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(rf"(?<![\w./<>-])((?:{'|'.join(map(re.escape, TOP_FOLDERS))})/[\w./*-]*[\w/*])")
_FILE = re.compile(rf"[\w.-]+\.(?:{FILE_TYPES})|Makefile|manage\.py")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_COMMAND = re.compile(r"(?:manage\.py|(?<![\w/.])portal) ([a-z_]+)([^|#\n]*)")
_OPTION = re.compile(r"(?<![\w-])--[a-z-]+")
_STEP = re.compile(r"^(?:\d+\.) .*(?:\n(?:   .*))*", re.M)
_NAME = re.compile(r"[A-Za-z_]\w*")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code_in(text: str) -> list[str]:
    """Return what is in code font: blocks, each as one text, and spans."""
    blocks = [*_FENCED.findall(text), *_INDENTED.findall(_FENCED.sub("", text))]
    return blocks + _SPAN.findall(_FENCED.sub("", text))


def headings(page: Path) -> set[str]:
    """Return the anchors of the page's headings, as they are spelled in links."""
    titles = re.findall(r"^#+ (.+)$", _FENCED.sub("", text_of(page)), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


# --- Settings ---------------------------------------------------------------------------------


def settings_in_the_docs() -> set[str]:
    return set(re.findall(r"^\| `([A-Z][A-Z0-9_]*)` \|", text_of(ROOT / "docs" / "configuration.md"), re.M))


def settings_in_the_code() -> set[str]:
    """Return every environment variable that the settings, the programs in deploy/ and the Makefile read."""
    settings = text_of(ROOT / "portal" / "settings.py")
    found = set(re.findall(r'\bread(?:_\w+)?\((?:"\w+", )?"([A-Z][A-Z0-9_]*)"', settings))
    programs = [ROOT / "deploy" / "portal", ROOT / "deploy" / "gunicorn.conf.py", ROOT / "manage.py"]
    for path in (*programs, *chain.from_iterable((ROOT / name).rglob("*.py") for name in OURS)):
        source = text_of(path)
        found |= set(re.findall(r'\bos\.environ(?:\.get\(|\[)"([A-Z][A-Z0-9_]*)"', source))
        if path.name == "log_format.py":  # it is handed the environment
            found |= set(re.findall(r'\benviron\.get\("([A-Z][A-Z0-9_]*)"', source))
    makefile = text_of(ROOT / "Makefile")
    assigned = set(re.findall(r"^(\w+) :=", makefile, re.M))
    found |= set(re.findall(r"\$\((\w+)\)", makefile)) - assigned - BY_MAKE
    return found - BY_THE_SYSTEM


def test_every_setting_is_in_the_table_and_the_other_way_round():
    assert settings_in_the_docs() == settings_in_the_code()


def test_a_setting_has_one_row():
    rows = re.findall(r"^\| `([A-Z][A-Z0-9_]*)` \|", text_of(ROOT / "docs" / "configuration.md"), re.M)
    assert sorted(rows) == sorted(set(rows))


# --- Paths ------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=PAGE_IDS)
def test_every_path_in_code_font_exists(page):
    named = set(chain.from_iterable(map(_PATH.findall, code_in(text_of(page)))))
    assert [path for path in sorted(named) if not any(ROOT.glob(path.rstrip("/")))] == []


@pytest.mark.parametrize("page", PAGES, ids=PAGE_IDS)
def test_every_file_in_code_font_exists(page):
    tracked = {path.name for name in TOP_FOLDERS for path in (ROOT / name).rglob("*")} | {
        p.name for p in ROOT.iterdir()
    }
    named = {span for span in _SPAN.findall(text_of(page)) if _FILE.fullmatch(span) and not span.startswith(".")}
    assert sorted(named - tracked) == []


# --- Commands ---------------------------------------------------------------------------------


def options_of(command: str) -> set[str]:
    app = get_commands()[command]
    found = app if not isinstance(app, str) else load_command_class(app, command)
    return set(found.create_parser("manage.py", command)._option_string_actions)


def commands_in(page: Path) -> list[tuple[str, str]]:
    """Return each command that the page types, with what follows it."""
    found = []
    for code in code_in(text_of(page)):
        found += _COMMAND.findall(code)
        first, _, rest = code.partition(" ")
        if first in get_commands() and "--" in rest:
            found.append((first, rest))
    return found


@pytest.mark.parametrize("page", PAGES, ids=PAGE_IDS)
def test_every_command_exists_with_its_options(page):
    for command, rest in commands_in(page):
        if command == "serve":  # of deploy/portal itself
            continue
        assert command in get_commands(), command
        assert set(_OPTION.findall(rest)) <= options_of(command), (command, rest)


def test_every_option_in_a_table_belongs_to_a_command():
    known = set().union(*(options_of(name) for name, app in get_commands().items() if app.startswith(OURS)))
    for page in (ROOT / "docs" / name for name in ("importing.md", "partners.md", "operations.md")):
        named = {found for span in _SPAN.findall(text_of(page)) for found in _OPTION.findall(span)}
        assert named <= known | {
            "--config",
            "--no-deps",
            "--require-hashes",
            "--files",
            "--database",
            "--set",
            "--wrong",
        }, page.name


def test_every_command_of_ours_is_in_the_docs():
    spoken = "\n".join(chain.from_iterable(code_in(text_of(page)) for page in PAGES))
    ours = {name for name, app in get_commands().items() if isinstance(app, str) and app.startswith(OURS)}
    assert sorted(name for name in ours if not re.search(rf"\b{name}\b", spoken)) == []


@pytest.mark.parametrize("page", PAGES, ids=PAGE_IDS)
def test_every_make_target_exists(page):
    targets = set(re.findall(r"^([a-z][a-z-]*):", text_of(ROOT / "Makefile"), re.M))
    named = set(
        chain.from_iterable(re.findall(r"(?:^|\s)make ([a-z][a-z-]*)", code) for code in code_in(text_of(page)))
    )
    assert sorted(named - targets) == []


def test_contributing_lists_every_target_that_make_help_lists():
    listed = set(re.findall(r"^([a-z-]+):.*##", text_of(ROOT / "Makefile"), re.M))
    assert set(re.findall(r"^\| `make ([a-z-]+)` \|", text_of(RECIPES), re.M)) == listed


# --- README -----------------------------------------------------------------------------------


def tour() -> str:
    return re.search(r"^## A tour of the rooms\n(.*?)^## ", text_of(README), re.M | re.S)[1]


@pytest.mark.parametrize("place", OURS)
def test_the_tour_names_exactly_the_folders(place):
    block = re.search(rf"^    {place}/\n((?:      .*\n)+)", tour(), re.M)[1]
    named = re.findall(r"^      ([a-z_]+)/ ", block, re.M)
    folders = [path.parent.name for path in (ROOT / place).glob("*/__init__.py")]
    assert sorted(named) == sorted(folders)


def test_the_readme_is_short():
    assert len(text_of(README).splitlines()) <= README_LINES
    assert len(tour().splitlines()) <= TOUR_LINES


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_the_readme_leads_to_every_page(page):
    assert f"docs/{page}" in _LINK.findall(text_of(README))


# --- Links and recipes ------------------------------------------------------------------------


@pytest.mark.parametrize("page", [*PAGES, ROOT / "deploy" / "README.md"], ids=[*PAGE_IDS, "deploy/README.md"])
def test_every_link_leads_somewhere(page):
    for link in _LINK.findall(_FENCED.sub("", text_of(page))):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        assert target.resolve().is_relative_to(ROOT), link
        assert not anchor or anchor in headings(target), link


def steps() -> list[str]:
    return _STEP.findall(text_of(RECIPES))


@pytest.mark.parametrize("step", steps(), ids=lambda step: step[:40])
def test_what_a_step_names_is_in_the_files_that_it_names(step):
    paths = {ROOT / path.rstrip("/") for path in _PATH.findall(step)}
    files = chain.from_iterable(path.rglob("*.*") if path.is_dir() else [path] for path in paths)
    known = "\n".join(
        text_of(path) for path in files if path.suffix in (".py", ".md", ".html", ".sql", ".env", ".toml")
    )
    names = {span for span in _SPAN.findall(step) if _NAME.fullmatch(span)} - set(get_commands())
    assert sorted(name for name in names if not re.search(rf"\b{name}", known)) == []


# --- Numbers ----------------------------------------------------------------------------------

_NUMBER_ROW = re.compile(r"^\| [^|]+ \| ([^|]+) \| `([\w.]+)` \| `([\w/]+)\.py` \|$", re.M)


def numbers() -> list[tuple[str, str, str]]:
    table = text_of(RECIPES).partition("## Where the numbers are")[2].partition("\n## ")[0]
    rows = _NUMBER_ROW.findall(table)
    assert len(rows) == table.count("\n| ") - 1  # all but the heading
    return rows


def in_words(value) -> str:
    if isinstance(value, dict):
        return in_words(value.values())
    if isinstance(value, Iterable):
        return ", ".join(map(in_words, value))
    return f"{value.days} days" if isinstance(value, timedelta) else f"{value:,}"


@pytest.mark.parametrize(("number", "name", "path"), numbers(), ids=lambda text: text)
def test_a_number_in_the_table_has_that_name_and_value(number, name, path):
    assert in_words(attrgetter(name)(import_module(path.replace("/", ".")))) == number
