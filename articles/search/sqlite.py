"""Search in SQLite: an FTS5 table of the words, in the order of publication.

A row's number is the second of publication and the article's id in one integer, so that FTS5's own order is the
site's: newest first, and a span of time is a range of numbers. Stories that readers do not find (drafts, withdrawn and
retracted ones) have numbers below zero, in the same order.

The table keeps no copy of the texts (`content=''`), which would be a quarter of the whole database. So FTS5 has to be
told what a row contained before it can forget it: the triggers fold the old text once more. The column `scope` says in
words of its own where a story belongs, so that the words in a section are found as quickly as two words: one for its
section, one for its site language. They begin with a sign that FTS5 takes for a letter and no reader can type:
articles.text.folding counts it as none. A language's word also ends with it, so that no ending is taken off.
Sources: sqlite.org/fts5.html, json1.html.
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
SIGN = "\ue000"  # begins the words of `scope`
FEW, SOME = 150, 2_000  # stories about a tag
MANY = 150_000  # stories with a word; to count them takes some ten milliseconds
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


_COLUMNS = ("headline", "summary", "body", "scope")
_INDEXED = ", ".join(
    (
        folding_sql.sqlite("headline"),
        folding_sql.sqlite("(summary || opening)"),  # a story has one of them, never both
        folding_sql.sqlite("body", _plain("body")),
        f"'{SIGN}s' || section_id || ' {SIGN}l' || replace(site_language, '-', '{SIGN}') || '{SIGN}'",
    )
)
_INSERT = f"INSERT INTO {search.TABLE} (rowid, {', '.join(_COLUMNS)}) SELECT {_number('')}, {_INDEXED} FROM"
_FILL = tuple(  # FTS5 likes numbers that grow
    f"{_INSERT} {search.ARTICLES} WHERE {condition}" for condition in (f"NOT ({_listed('')})", _listed(""))
)
_ADD = f"{_INSERT} {search.ARTICLES} WHERE id = NEW.id"
_OLD = ", ".join(f"OLD.{name} AS {name}" for name in ("id", *sorted(search.COLUMNS)))
_REMOVE = (
    f"INSERT INTO {search.TABLE} ({search.TABLE}, rowid, {', '.join(_COLUMNS)}) "
    f"SELECT 'delete', {_number('')}, {_INDEXED} FROM (SELECT {_OLD})"
)
_CHANGED = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in sorted(search.COLUMNS))

OBJECTS = Objects(
    {
        search.TABLE: f"CREATE VIRTUAL TABLE {search.TABLE} USING fts5({', '.join(_COLUMNS)}, "
        "content='', columnsize=0, tokenize='porter unicode61 remove_diacritics 2')",
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


_CONTAINS = f"SELECT rowid FROM {search.TABLE} WHERE {search.TABLE} MATCH"
_WITHIN = "BETWEEN (SELECT min(number) FROM newest) AND (SELECT max(number) FROM newest)"
_TAG = "(SELECT id FROM articles_tag WHERE key = %s)"
_STORY = f"({search.TABLE}.rowid & {MASK})"


def numbers(connection, terms: tuple[Term, ...], scope: search.Scope, at: datetime) -> tuple[str, list]:
    """Return the SQL of a search and its parameters; see articles.search.numbers."""
    if scope.tag and _is_tag_rarer(connection, terms, scope):
        newest, holds = _of_tag(terms, scope, at), f"EXISTS ({_CONTAINS} {{query}} AND rowid = number)"
    else:
        newest, holds = _with_words(terms, scope, at), f"number IN ({_CONTAINS} {{query}} AND rowid {_WITHIN})"
    head, lead = (_asked(terms, scope, columns) for columns in ("headline", "headline summary"))
    rank = f"CASE WHEN {holds.format(query=head[0])} THEN 2 WHEN {holds.format(query=lead[0])} THEN 1 ELSE 0 END"
    sql = f"""
        WITH newest AS MATERIALIZED ({newest[0]} ORDER BY number DESC LIMIT {search.CANDIDATES})
        SELECT number & {MASK} FROM newest ORDER BY {rank} DESC, number DESC"""
    return sql, [*newest[1], *head[1], *lead[1]]


def _is_tag_rarer(connection, terms: tuple[Term, ...], scope: search.Scope) -> bool:
    """Return whether to walk the stories about a tag, and not those with the words. One query.

    To ask FTS5 about one story takes as long as walking three hundred that have a word, and far longer if it has
    to gather the words that have a beginning.
    """
    if any(prefix for term in terms for _, prefix in term.spellings):
        return False
    rows, given = _tagged(scope)
    tagged = f"SELECT 1 {rows} LIMIT {SOME + 1}"
    sql = f"""
        WITH tagged AS MATERIALIZED (SELECT count(*) AS about FROM ({tagged}))
        SELECT about, CASE WHEN about > {SOME} THEN 0 ELSE (SELECT count(*) FROM ({_CONTAINS} %s LIMIT {MANY})) END
        FROM tagged"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, match_expression(terms)])
        about, containing = cursor.fetchone()
    return about <= min(containing // 300, FEW) or (about <= SOME and containing == MANY)


def _tagged(scope: search.Scope) -> tuple[str, list]:
    """Return SQL for the rows of the scope's tag, from FROM on, and its parameters."""
    rows = f"FROM articles_taggedarticle WHERE tag_id = {_TAG}"
    return (f"{rows} AND site_language = %s", [scope.tag, scope.language]) if scope.language else (rows, [scope.tag])


def _with_words(terms: tuple[Term, ...], scope: search.Scope, at: datetime) -> tuple[str, list]:
    """Return SQL that walks the stories with the words, and its parameters."""
    query, given = _asked(terms, scope)
    sql = f"SELECT rowid AS number FROM {search.TABLE} WHERE {search.TABLE} MATCH {query} AND rowid BETWEEN %s AND %s"
    given = [*given, *_span(scope, at)]
    if scope.tag:
        about = f"SELECT 1 FROM articles_taggedarticle WHERE tag_id = {_TAG} AND content_object_id = {_STORY}"
        sql += f" AND EXISTS ({about})"
        given.append(scope.tag)
    return sql, given


def _of_tag(terms: tuple[Term, ...], scope: search.Scope, at: datetime) -> tuple[str, list]:
    """Return SQL that walks the stories about the tag, and its parameters."""
    query, given = _asked(terms, scope)
    second = "CAST(strftime('%%s', published_at) AS INTEGER)"
    number = f"{second} << {ID_BITS} | content_object_id"
    tagged, tag = _tagged(scope)
    sql = (
        f"SELECT number FROM (SELECT {number} AS number {tagged}) "
        f"WHERE number BETWEEN %s AND %s AND EXISTS ({_CONTAINS} {query} AND rowid = number)"
    )
    return sql, [*tag, *_span(scope, at), *given]


def _asked(terms: tuple[Term, ...], scope: search.Scope, columns: str = "") -> tuple[str, list]:
    """Return SQL for a query in FTS5's language, and its parameters; see match_expression."""
    expression = match_expression(terms, columns)
    if scope.language:
        language = scope.language.replace("-", SIGN)
        expression = f'({expression}) AND scope : "{SIGN}l{language}{SIGN}"'
    if not scope.section:
        return "%s", [expression]
    section = "coalesce((SELECT id FROM articles_section WHERE slug = %s), 0)"
    return f"(%s || {section} || %s)", [f'({expression}) AND scope : "{SIGN}s', scope.section, '"']


def joins(terms: tuple[Term, ...], rows, few: list[int] | None) -> list[search.Join]:
    """Return how articles join the table; see articles.search.joins. FTS5 is walked, and each row's article looked up.

    Of the listed stories, only those of the span of time are walked in which the `rows` lie.
    """
    expression = match_expression(terms)
    where = f"{search.TABLE} MATCH %s AND {search.ARTICLES}.id = {_STORY}"
    if few is not None:
        return [search.Join(f"{where} AND {_STORY} IN ({','.join(map(str, few))})", [expression])]
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
