"""Search in PostgreSQL: a table of tsvectors with a GIN index, and the stories' moments.

Words are brought to one spelling and split before PostgreSQL's own parser sees them, because it would take names such
as PanARMENIAN.Net for addresses. The configuration `articles_search` stems English words and drops none, so "the who"
can be found. Beside the words of its text, each row has words that say where the story belongs: #s3 for its section,
#t12 and #a5 for its tags and authors, #lru for its site language, #p if it shows a photo, and #w2651, #m202010 and
#y2020 for its week (since 1970), month and year (UTC). So the index finds the words in a section, about a tag or in a
span of time as quickly as two words, and a frequent word among the newest. No text and no reader has a word with #,
which counts as a space there. These words have no place and no weight, so that ranks and phrases do not meet them.
Source: PostgreSQL's manual, chapter 12.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from articles import search
from articles.database.triggers import Objects
from articles.search import folding_sql
from articles.search.query_parser import Term

# The newest weeks, months and years in which a word is looked for before it is in all: each time in some four times
# as many stories. Too few are found quickly, so what counts is how many are found that are too many.
STAGES = (("w", 1), ("w", 4), ("m", 4), ("m", 13), ("y", 4))
WORDS_MAX = 13  # of a span of time
STAGES_OF_BEGINNINGS = STAGES[2:]  # each gathers anew all words with the beginning
FEW = 1_000  # stories about a tag or by an author; looking through this many is quicker than gathering a beginning

_INDEX = Path(__file__).with_name("postgresql_index.sql").read_text(encoding="utf-8")
_OF_SUBJECTS = """
CREATE OR REPLACE FUNCTION articles_search_{name}_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_search_put(array_agg({story}), array_agg('#{sign}' || {subject})) FROM written HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION articles_search_{name}_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_search_take(ARRAY[OLD.{story}], ARRAY['#{sign}' || OLD.{subject}]);
    PERFORM articles_search_put(ARRAY[NEW.{story}], ARRAY['#{sign}' || NEW.{subject}]);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION articles_search_{name}_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_search_take(array_agg({story}), array_agg('#{sign}' || {subject})) FROM gone HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE TRIGGER articles_search_{name}_inserted AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION articles_search_{name}_insert();
CREATE TRIGGER articles_search_{name}_updated AFTER UPDATE OF {subject}, {story} ON {table}
    FOR EACH ROW WHEN (OLD.{subject} <> NEW.{subject} OR OLD.{story} <> NEW.{story})
    EXECUTE FUNCTION articles_search_{name}_update();
CREATE TRIGGER articles_search_{name}_deleted AFTER DELETE ON {table}
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION articles_search_{name}_delete();
"""
_SUBJECTS = "".join(
    _OF_SUBJECTS.format(name=name, table=table, subject=subject, story=story, sign=sign)
    for name, (table, subject, story, sign) in zip(("tag", "byline"), search.SUBJECTS, strict=True)
)
OBJECTS = Objects(
    {
        search.TABLE: _INDEX.replace("{folded}", folding_sql.postgresql("lowered")).replace(
            "{subjects}", _SUBJECTS.lstrip()
        )
    }
)
WITH_PHOTO = "#p"
EPOCH = date(1970, 1, 1)


def numbers(cursor, terms: tuple[Term, ...], scope: search.Scope, at: datetime, limit: int) -> list[int]:
    """Return the numbers of the newest stories with the terms; see articles.search.numbers."""
    sql, params = _newest(cursor, terms, scope, at, limit)
    cursor.execute(f"{sql} ORDER BY published_at DESC, article_id DESC", params)
    return [number for number, _ in cursor.fetchall()]


def ranked(cursor, terms: tuple[Term, ...], scope: search.Scope, at: datetime, limit: int) -> list[int]:
    """Return the same numbers, the best of the first RANKED before the others."""
    sql, params = _newest(cursor, terms, scope, at, limit)
    contain = "words @@ to_tsquery('articles_search', %s)"
    cursor.execute(
        f"""
        WITH found AS MATERIALIZED (
            SELECT *, row_number() OVER (ORDER BY published_at DESC, article_id DESC) AS place FROM ({sql}) AS one)
        SELECT article_id FROM found
        LEFT JOIN LATERAL (
            SELECT CASE WHEN {contain} THEN 2 WHEN {contain} THEN 1 ELSE 0 END AS rank
            FROM {search.TABLE} AS own WHERE own.article_id = found.article_id AND place <= {search.RANKED} OFFSET 0
        ) AS ranked ON TRUE
        ORDER BY coalesce(rank, -1) DESC, place
        """,
        [*params, *(query_expression(terms, weights) for weights in ("A", "AB"))],
    )
    return [number for (number,) in cursor.fetchall()]


def _newest(cursor, terms: tuple[Term, ...], scope: search.Scope, at: datetime, limit: int) -> tuple[str, list]:
    """Return SQL that selects the newest stories, and its parameters.

    Each stage looks through more stories than the one before, and only if that has found too few. The index gives
    them in no order, so all that a stage finds is sorted.
    """
    stages = list(_stages(cursor, terms, scope, at))
    tables, found, given, too_few = [], [], [], ""
    newest = f"ORDER BY published_at + interval '0' DESC, article_id DESC LIMIT {limit}"
    for number, (rows, params) in enumerate(stages, 1):
        select = f"SELECT article_id, published_at FROM {rows}{too_few} {newest}"
        tables.append(f"stage{number} AS MATERIALIZED ({select})")
        given += params
        enough = f"(SELECT count(*) FROM stage{number}) = {limit}"
        too_few += f" AND NOT {enough}"
        found.append(f"SELECT * FROM stage{number}{f' WHERE {enough}' if number < len(stages) else ''}")
    return (
        f"WITH {', '.join(tables)} SELECT article_id, published_at FROM ({' UNION ALL '.join(found)}) AS newest",
        given,
    )


def _stages(cursor, terms: tuple[Term, ...], scope: search.Scope, at: datetime) -> Iterator[tuple[str, list]]:
    """Yield what each stage looks through, as SQL behind FROM, and its parameters."""
    time, times = _time(scope, at)
    place, places = "", []
    for sign, known_by, value in scope.subjects:
        place = f"{place} && ('#{sign}' || coalesce((SELECT id FROM {known_by} = %s), 0))::tsquery"
        places.append(value)
    for word in (f"#l{scope.language}" if scope.language else "", WITH_PHOTO if scope.with_photo else ""):
        if word:
            place, places = f"{place} && %s::tsquery", [*places, f"'{word}'"]
    rows = f"{search.TABLE} WHERE {time} AND words @@ (to_tsquery('articles_search', %s){place}"
    params = [*times, query_expression(terms), *places]
    gathers = any(prefix for term in terms for _, prefix in term.spellings)
    for (table, subject, story, _), (_, known_by, value) in _subjects(scope) if gathers else ():
        of_subject = f"SELECT {story} FROM {table} WHERE {subject} = (SELECT id FROM {known_by} = %s)"
        cursor.execute(f"SELECT count(*) FROM ({of_subject} LIMIT {FEW + 1}) AS few", [value])
        if cursor.fetchone()[0] <= FEW:
            yield f"{rows}) AND article_id IN ({of_subject})", [*params, value]
            return
    spans = _spans(scope, at, STAGES_OF_BEGINNINGS if gathers else STAGES)
    for some in spans[:-1]:
        yield f"{rows} && %s::tsquery)", [*params, _any_of(some)]
    yield (f"{rows} && %s::tsquery)", [*params, _any_of(spans[-1])]) if spans[-1] else (f"{rows})", params)


def _subjects(scope: search.Scope) -> Iterator[tuple[tuple, tuple]]:
    """Yield what the scope says of tag and author, each with where the stories of these are."""
    for where in search.SUBJECTS:
        yield from ((where, said) for said in scope.subjects if said[0] == where[3])


def _spans(scope: search.Scope, at: datetime, stages: tuple[tuple[str, int], ...]) -> list[list[str]]:
    """Return the words of the newest weeks, months and years in the scope, in each list more than in the one before.

    The last one has all of the scope's span; it is empty if these are too many words.
    """
    newest = min(at, scope.before or at)
    spans = []
    for unit, number in stages:
        some = list(islice(_newest_of(unit, newest, scope.since), number + 1))
        if len(some) <= number:
            return [*spans, some or ["#"]]
        spans.append(some[:number])
    every = list(islice(_newest_of("y", newest, scope.since), WORDS_MAX + 1))
    return [*spans, every if len(every) <= WORDS_MAX else []]


def _newest_of(unit: str, newest: datetime, since: datetime | None) -> Iterator[str]:
    """Yield the words of the weeks, months or years (UTC) from `newest` back to `since`, or for ever."""
    last, first = (_number_of(unit, one) for one in (newest, since or datetime.min.replace(tzinfo=UTC)))
    for number in range(last, first - 1, -1):
        yield f"#m{number // 12:04}{number % 12 + 1:02}" if unit == "m" else f"#{unit}{number}"


def _number_of(unit: str, at: datetime) -> int:
    at = at.astimezone(UTC) if at.year > 1 else at
    if unit == "w":
        return (at.date().toordinal() - EPOCH.toordinal()) // 7
    return at.year if unit == "y" else at.year * 12 + at.month - 1


def _any_of(scope_words: list[str]) -> str:
    """Return a query for rows that have one of the words."""
    return " | ".join(scope_words)


def joins(terms: tuple[Term, ...], rows, few: list[int] | None) -> list[search.Join]:
    """Return how articles join the table; see articles.search.joins. The planner knows how frequent a word is."""
    words, expression = f"{search.TABLE}.words @@ to_tsquery('articles_search', %s)", query_expression(terms)
    where = f"{search.TABLE}.article_id = {search.ARTICLES}.id AND {words}"
    if few is not None:
        return [search.Join(f"{where} AND {search.TABLE}.article_id = ANY(%s)", [expression, few])]
    return [search.Join(where, [expression])]


def query_expression(terms: tuple[Term, ...], weights: str = "") -> str:
    """Return the terms in the language of to_tsquery.

    `weights` are the parts that must contain them: A headline, B summary.
    """
    return " & ".join(f"({' | '.join(_phrase(*one, weights) for one in term.spellings)})" for term in terms)


def _phrase(words: tuple[str, ...], prefix: bool, weights: str) -> str:
    marks = [f":{weights}" if weights else ""] * len(words)
    if prefix:
        marks[-1] = f":*{weights}"
    return f"({' <-> '.join(map(''.join, zip(words, marks, strict=True)))})"


def _time(scope: search.Scope, at: datetime) -> tuple[str, list]:
    """Return the condition on a row's moment, and its parameters."""
    time, given = "published_at <= %s", [at]
    if scope.since:
        time, given = f"{time} AND published_at >= %s", [*given, scope.since]
    if scope.before:
        time, given = f"{time} AND published_at < %s", [*given, scope.before]
    return time, given
