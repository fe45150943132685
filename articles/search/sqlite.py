"""Search in SQLite: an FTS5 table of the words, in the order of publication.

A row's number is the second of publication and the article's id in one integer, so that FTS5's own order is the
site's: newest first, and a span of time is a range of numbers. Stories that readers do not find (drafts, withdrawn and
retracted ones) have numbers below zero, in the same order.

The table keeps no copy of the texts (`content=''`), which would be a quarter of the whole database. So FTS5 has to be
told what a row contained before it can forget it: the triggers fold the old text once more. The column `scope` says in
words of its own where a story belongs, so that the words in a section are found as quickly as two words: one each for
its section, its site language, its tags, its authors, and one if it shows a photo. They begin with a sign that FTS5
takes for a letter and no reader can type: articles.text.folding counts it as none. A word that ends in a letter also
ends with it, so that no ending is taken off. FTS5 keeps each word apart, so a story's tag is added and removed without
its text.
Sources: sqlite.org/fts5.html, json1.html.
"""

from datetime import UTC, datetime

from articles import search
from articles.database.triggers import Objects
from articles.search import folding_sql, ranking
from articles.search.query_parser import Term

ID_BITS = 28  # 268 million articles
MASK = (1 << ID_BITS) - 1
LAST = (1 << 62) - 1
UNLISTED = LAST + 1  # how far below the others the numbers of stories lie that readers do not find
NO_MOMENT = LAST >> ID_BITS  # the second of a draft, which is newer than all
SIGN = "\ue000"  # begins the words of `scope`
WITH_PHOTO = f"{SIGN}p{SIGN}"
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


def _subjects(table: str, subject: str, article: str, sign: str) -> str:
    """Return SQL for the words of a story's tags or authors, each with a space before it."""
    words = f"SELECT group_concat(' {SIGN}{sign}' || {subject}, '') FROM {table} WHERE {article} = story.id"
    return f"ifnull(({words}), '')"


def _photo() -> str:
    return f"CASE WHEN {_shows_photo('story.id')} THEN ' {WITH_PHOTO}' ELSE '' END"


def _shows_photo(article: str, more: str = "") -> str:
    return f"EXISTS (SELECT 1 FROM {search.PHOTO_USES} WHERE article_id = {article}{more})"


_COLUMNS = ("headline", "summary", "body", "scope")
_INDEXED = ", ".join(
    (
        folding_sql.sqlite("headline"),
        folding_sql.sqlite("(summary || opening)"),  # a story has one of them, never both
        folding_sql.sqlite("body", _plain("body")),
        f"'{SIGN}s' || section_id || ' {SIGN}l' || replace(site_language, '-', '{SIGN}') || '{SIGN}' "
        f"|| {' || '.join(_subjects(*one) for one in search.SUBJECTS)} || {_photo()}",
    )
)
_INSERT = f"INSERT INTO {search.TABLE} (rowid, {', '.join(_COLUMNS)}) SELECT {_number('')}, {_INDEXED} FROM"
_FILL = tuple(  # FTS5 likes numbers that grow
    f"{_INSERT} {search.ARTICLES} AS story WHERE {condition}" for condition in (f"NOT ({_listed('')})", _listed(""))
)
_ADD = f"{_INSERT} {search.ARTICLES} AS story WHERE id = NEW.id"
_OLD = ", ".join(f"OLD.{name} AS {name}" for name in ("id", *sorted(search.COLUMNS)))
_REMOVE = (
    f"INSERT INTO {search.TABLE} ({search.TABLE}, rowid, {', '.join(_COLUMNS)}) "
    f"SELECT 'delete', {_number('')}, {_INDEXED} FROM (SELECT {_OLD}) AS story"
)
_CHANGED = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in sorted(search.COLUMNS))


def _put(word: str, article: str, when: str = "TRUE") -> str:
    """Return a statement that adds a word (SQL) to the scope of a story, the rest of which stays as it is."""
    row = f"SELECT {_number('')}, '', '', '', {word} FROM {search.ARTICLES} WHERE id = {article} AND {when}"
    return f"INSERT INTO {search.TABLE} (rowid, {', '.join(_COLUMNS)}) {row};"


def _take(word: str, article: str, when: str = "TRUE") -> str:
    """Return statements that remove a word (SQL) from the scope of a story.

    FTS5 counts what it is told to add and to delete as rows, and refuses to have fewer than none: so an empty one is
    added for the one that is deleted.
    """
    row = f"SELECT 'delete', {_number('')}, '', '', '', {word} FROM {search.ARTICLES} WHERE id = {article} AND {when}"
    columns = ", ".join((search.TABLE, "rowid", *_COLUMNS))
    return f"{_put(chr(39) * 2, article, when)} INSERT INTO {search.TABLE} ({columns}) {row};"


def _of_subjects(table: str, subject: str, article: str, sign: str) -> dict[str, str]:
    """Return the triggers that keep the words of tags or authors."""
    name = f"{search.TABLE}_{table.removeprefix('articles_')}"
    put, take = (make(f"'{SIGN}{sign}' || {row}.{subject}", f"{row}.{article}") for make, row in (
        (_put, "NEW"), (_take, "OLD")))  # fmt: skip
    moved = f"OLD.{subject} <> NEW.{subject} OR OLD.{article} <> NEW.{article}"
    return {
        f"{name}_inserted": f"CREATE TRIGGER {name}_inserted AFTER INSERT ON {table} BEGIN {put} END",
        f"{name}_updated": f"CREATE TRIGGER {name}_updated AFTER UPDATE OF {subject}, {article} ON {table} "
        f"WHEN {moved} BEGIN {take} {put} END",
        f"{name}_deleted": f"CREATE TRIGGER {name}_deleted AFTER DELETE ON {table} BEGIN {take} END",
    }


def _of_photos() -> dict[str, str]:
    """Return the triggers that keep the word of stories that show a photo: of their first one, and of their last."""
    name, table, word = f"{search.TABLE}_photouse", search.PHOTO_USES, f"'{WITH_PHOTO}'"
    put = _put(word, "NEW.article_id", f"NOT {_shows_photo('NEW.article_id', ' AND id <> NEW.id')}")
    take = _take(word, "OLD.article_id", f"NOT {_shows_photo('OLD.article_id')}")
    return {
        f"{name}_inserted": f"CREATE TRIGGER {name}_inserted AFTER INSERT ON {table} BEGIN {put} END",
        f"{name}_updated": f"CREATE TRIGGER {name}_updated AFTER UPDATE OF article_id ON {table} "
        f"WHEN OLD.article_id <> NEW.article_id BEGIN {take} {put} END",
        f"{name}_deleted": f"CREATE TRIGGER {name}_deleted AFTER DELETE ON {table} BEGIN {take} END",
    }


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
        **_of_subjects(*search.SUBJECTS[0]),
        **_of_subjects(*search.SUBJECTS[1]),
        **_of_photos(),
    },
    _FILL,
)


_HAVING = f"FROM {search.TABLE} WHERE {search.TABLE} MATCH"
_STORY = f"({search.TABLE}.rowid & {MASK})"


def numbers(cursor, terms: tuple[Term, ...], scope: search.Scope, at: datetime, limit: int) -> list[int]:
    """Return the numbers of the newest stories with the terms; see articles.search.numbers."""
    return [number & MASK for number in _newest(cursor, terms, scope, at, limit)]


def ranked(cursor, terms: tuple[Term, ...], scope: search.Scope, at: datetime, limit: int) -> list[int]:
    """Return the same numbers, the best of the first RANKED before the others.

    The index says quickly which of them have the words in the headline, unless it has to gather all words with a
    beginning, or to pass the stories that are not in the scope; then their headlines are read.
    """
    newest = _newest(cursor, terms, scope, at, limit)
    first = newest[: search.RANKED]
    is_slow = scope.subjects or scope.with_photo or any(prefix for term in terms for _, prefix in term.spellings)
    ranks = (_by_reading if is_slow else _by_index)(cursor, terms, first)
    first.sort(key=lambda number: -ranks.get(number, ranking.TEXT))  # of equals, the newest stay first
    return [number & MASK for number in (*first, *newest[search.RANKED :])]


def _newest(cursor, terms: tuple[Term, ...], scope: search.Scope, at: datetime, limit: int) -> list[int]:
    """Return the row numbers of the newest stories with the terms."""
    query, given = _asked(terms, scope)
    sql = f"SELECT rowid {_HAVING} {query} AND rowid BETWEEN %s AND %s ORDER BY rowid DESC LIMIT {limit}"
    cursor.execute(sql, [*given, *_span(scope, at)])
    return [number for (number,) in cursor.fetchall()]


def _by_index(cursor, terms: tuple[Term, ...], numbers: list[int]) -> dict[int, int]:
    if len(numbers) < 2:
        return {}
    parts = (("headline summary", ranking.LEAD), ("headline", ranking.HEADLINE))
    having = (f"SELECT rowid, {rank} {_HAVING} %s AND rowid BETWEEN %s AND %s" for _, rank in parts)
    given = ([match_expression(terms, columns), numbers[-1], numbers[0]] for columns, _ in parts)
    cursor.execute(" UNION ALL ".join(having), [value for values in given for value in values])
    return dict(cursor.fetchall())


def _by_reading(cursor, terms: tuple[Term, ...], numbers: list[int]) -> dict[int, int]:
    some = ", ".join(str(number & MASK) for number in numbers)
    cursor.execute(f"SELECT id, headline, summary || opening FROM {search.ARTICLES} WHERE id IN ({some})", [])
    ranks = {story: ranking.rank(terms, headline, summary) for story, headline, summary in cursor.fetchall()}
    return {number: ranks.get(number & MASK, ranking.TEXT) for number in numbers}


def _asked(terms: tuple[Term, ...], scope: search.Scope) -> tuple[str, list]:
    """Return SQL for a query in FTS5's language, and its parameters: the terms, and the words of the scope."""
    words = [f"{SIGN}l{scope.language.replace('-', SIGN)}{SIGN}"] if scope.language else []
    words += [WITH_PHOTO] if scope.with_photo else []
    query, given = "%s", ["".join([match_expression(terms), *(f' AND scope : "{word}"' for word in words)])]
    for sign, known_by, value in scope.subjects:
        query = f"{query} || %s || coalesce((SELECT id FROM {known_by} = %s), 0) || %s"
        given += [f' AND scope : "{SIGN}{sign}', value, '"']
    return f"({query})", given


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
