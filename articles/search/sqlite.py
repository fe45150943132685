"""Search in SQLite: an FTS5 table with a copy of the words, in the order of publication.

A row's number is the second of publication and the article's id in one integer, so that FTS5's own order is the
site's: newest first, and a span of time is a range of numbers. Stories that readers do not find (drafts, withdrawn and
retracted ones) have numbers below zero, in the same order. Sources: sqlite.org/fts5.html, json1.html.
"""

from datetime import UTC, datetime

from articles import search
from articles.database.triggers import Objects
from articles.search import folding_sql
from articles.search.query_parser import Term

ID_BITS = 28  # 268 million articles
MASK = (1 << ID_BITS) - 1
LAST = (1 << 62) - 1
UNLISTED = LAST + 1  # how far below the others the numbers of stories lie that readers do not find
NO_MOMENT = LAST >> ID_BITS  # the second of a draft, which is newer than all
TEXT_MAX = 200_000  # characters that are indexed of one text, as in PostgreSQL


def _number(row: str) -> str:
    second = f"ifnull(CAST(strftime('%s', {row}published_at) AS INTEGER), {NO_MOMENT})"
    return f"(({second} << {ID_BITS} | {row}id) - CASE WHEN {_listed(row)} THEN 0 ELSE {UNLISTED} END)"


def _listed(row: str) -> str:
    return f"{row}published_at IS NOT NULL AND {row}withdrawn_at IS NULL AND {row}retracted_at IS NULL"


def _plain(body: str) -> str:
    """Return SQL for the words of a sanitised text.

    Every < in the text begins a tag: it is split there, and each piece loses its tag.
    """
    body = f"substr({body}, 1, {TEXT_MAX})"
    for block in ("<p>", "<li>", "<h", "<br>"):
        body = f"replace({body}, '{block}', ' {block}')"
    pieces = f"""json_each('[' || replace(json_quote({body}), '<', '","<') || ']')"""
    text = f"(SELECT group_concat(substr(value, instr(value, '>') + 1), '') FROM {pieces})"
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")):
        text = f"replace({text}, '{entity}', '{character}')"
    return text


# A story has a summary or an opening, never both.
_INSERT = (
    f"INSERT INTO {search.TABLE} (rowid, headline, summary, body) "
    f"SELECT {_number('')}, {folding_sql.sqlite('headline')}, {folding_sql.sqlite('(summary || opening)')}, "
    f"{folding_sql.sqlite('body', _plain('body'))} "
    f"FROM {search.ARTICLES}"
)
_FILL = (f"{_INSERT} WHERE NOT ({_listed('')})", f"{_INSERT} WHERE {_listed('')}")  # FTS5 likes numbers that grow
_ADD = f"{_INSERT} WHERE id = NEW.id"
_REMOVE = f"DELETE FROM {search.TABLE} WHERE rowid = {_number('OLD.')}"
_CHANGED = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in sorted(search.COLUMNS))

OBJECTS = Objects(
    {
        search.TABLE: f"CREATE VIRTUAL TABLE {search.TABLE} USING fts5(headline, summary, body, "
        "columnsize=0, tokenize='porter unicode61 remove_diacritics 2')",
        f"{search.TABLE}_inserted": f"CREATE TRIGGER {search.TABLE}_inserted AFTER INSERT ON {search.ARTICLES} "
        f"BEGIN {_ADD}; END",
        f"{search.TABLE}_updated": f"CREATE TRIGGER {search.TABLE}_updated "
        f"AFTER UPDATE OF {', '.join(sorted(search.COLUMNS))} ON {search.ARTICLES} "
        f"WHEN {_CHANGED} BEGIN {_REMOVE}; {_ADD}; END",
        f"{search.TABLE}_deleted": f"CREATE TRIGGER {search.TABLE}_deleted AFTER DELETE ON {search.ARTICLES} "
        f"BEGIN {_REMOVE}; END",
    },
    _FILL,
)


def found(terms: tuple[Term, ...], scope: search.Scope, at: datetime, few: list[int] | None) -> search.Found:
    """Return the SQL of a search; see articles.search.found. `few`: the stories to look through, if there are few."""
    first, last = _span(scope, at)
    rows, given = f"{search.TABLE} MATCH %s AND rowid BETWEEN %s AND %s", [first, last]
    story = f"{search.TABLE}.rowid & {MASK}"
    if scope.section:
        rows += (
            f" AND (SELECT section_id FROM {search.ARTICLES} WHERE id = {story}) "
            "= (SELECT id FROM articles_section WHERE slug = %s)"
        )
        given.append(scope.section)
    if few is not None:
        rows += f" AND {story} IN ({','.join(map(str, few))})"
    elif scope.tag:
        rows += (
            f" AND EXISTS (SELECT 1 FROM articles_taggedarticle WHERE content_object_id = {story} "
            "AND tag_id = (SELECT id FROM articles_tag WHERE key = %s))"
        )
        given.append(scope.tag)
    newest = f"SELECT rowid FROM {search.TABLE} WHERE {rows} ORDER BY rowid DESC LIMIT {search.CANDIDATES}"
    every = [match_expression(terms), *given]
    # One pass from the oldest candidate to the newest.
    within = f"{search.TABLE} MATCH %s AND rowid BETWEEN (SELECT min(rowid) FROM ({newest})) AND %s"
    parts = [*every, last]
    holds = f"{search.ARTICLES}.id IN (SELECT rowid & {MASK} FROM {search.TABLE} WHERE {within})"
    rank = f"CASE WHEN {holds} THEN 2 WHEN {holds} THEN 1 ELSE 0 END"
    head, lead = (match_expression(terms, columns) for columns in ("headline", "headline summary"))
    return search.Found((f"SELECT rowid & {MASK} FROM ({newest})", every), (rank, [head, *parts, lead, *parts]))


def joins(terms: tuple[Term, ...], rows, few: list[int] | None) -> list[search.Join]:
    """Return how articles join the table; see articles.search.joins. FTS5 is walked, and each row's article looked up.

    Of the listed stories, only those of the span of time are walked in which the `rows` lie.
    """
    story, expression = f"{search.TABLE}.rowid & {MASK}", match_expression(terms)
    where = f"{search.TABLE} MATCH %s AND {search.ARTICLES}.id = {story}"
    if few is not None:
        return [search.Join(f"{where} AND {story} IN ({','.join(map(str, few))})", [expression])]
    moments = rows.filter(published_at__isnull=False).values_list("published_at", flat=True)
    ends = [moments.order_by(order).first() for order in ("published_at", "-published_at")]
    spans = [(-UNLISTED, -1)]
    if ends[0]:
        spans.append((_first_number(ends[0]), _last_number(ends[1])))
    where = f"{where} AND {search.TABLE}.rowid BETWEEN %s AND %s"
    return [search.Join(where, [expression, *span], f"{search.TABLE}.rowid") for span in spans]


def match_expression(terms: tuple[Term, ...], columns: str = "") -> str:
    """Return the terms in FTS5's language; `columns`, separated by spaces, are those that must contain them (all)."""
    wanted = " AND ".join(f"({' OR '.join(_phrase(*one) for one in term.spellings)})" for term in terms)
    return f"{{{columns}}} : ({wanted})" if columns else wanted


def _phrase(words: tuple[str, ...], prefix: bool) -> str:
    return f'"{" ".join(words)}"{" *" if prefix else ""}'


def _span(scope: search.Scope, at: datetime) -> tuple[int, int]:
    """Return the first and the last row number of the stories in the scope."""
    first = _first_number(scope.since) if scope.since else 0
    last = _first_number(scope.before) - 1 if scope.before else LAST
    return first, min(last, _last_number(at))


def _first_number(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp()) << ID_BITS


def _last_number(at: datetime) -> int:
    return _first_number(at) + (1 << ID_BITS) - 1
