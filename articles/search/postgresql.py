"""Search in PostgreSQL: a table of tsvectors with a GIN index, and the stories' moments.

Words are brought to one spelling and split before PostgreSQL's own parser sees them, because it would take names such
as PanARMENIAN.Net for addresses. The configuration `articles_search` stems English words and drops none, so "the who"
can be found. Source: PostgreSQL's manual, chapter 12.
"""

from datetime import datetime
from pathlib import Path

from articles import search
from articles.database.triggers import Objects
from articles.search import folding_sql
from articles.search.query_parser import Term

RECENT = 5_000  # stories looked through before the index is used: a frequent word is found among them
ENOUGH = 100  # matches among them that make the index unnecessary

_INDEX = Path(__file__).with_name("postgresql_index.sql").read_text(encoding="utf-8")
OBJECTS = Objects({search.TABLE: _INDEX.replace("{folded}", folding_sql.postgresql("lowered"))})


def found(terms: tuple[Term, ...], scope: search.Scope, at: datetime, few: list[int] | None) -> search.Found:
    """Return the SQL of a search; see articles.search.found.

    The newest stories are looked through one by one; if they contain too few matches, the word is rare enough for the
    index, whose matches must be sorted.
    """
    time, times = _time(scope, at)
    rows, given = _rows(scope, few)
    rows, given = f"{time}{rows}", [*times, *given]
    source, sources = search.TABLE, []
    if scope.section:
        source, sources = _newest_of_section(time), [scope.section, *times] * 2
    query, every = "to_tsquery('articles_search', %s)", query_expression(terms)
    candidates = f"""
        WITH recent AS MATERIALIZED (
            SELECT article_id FROM (
                SELECT article_id, published_at, words FROM {source} WHERE {rows}
                ORDER BY published_at DESC, article_id DESC LIMIT {RECENT}
            ) newest WHERE words @@ {query} LIMIT {search.CANDIDATES}
        )
        SELECT article_id FROM recent
        UNION
        SELECT article_id FROM (
            SELECT article_id FROM {search.TABLE}
            WHERE words @@ {query} AND {rows} AND (SELECT count(*) FROM recent) < {ENOUGH}
            ORDER BY published_at + interval '0' DESC LIMIT {search.CANDIDATES}
        ) indexed"""
    rank = (
        f"(SELECT CASE WHEN words @@ {query} THEN 2 WHEN words @@ {query} THEN 1 ELSE 0 END "
        f"FROM {search.TABLE} WHERE article_id = {search.ARTICLES}.id)"
    )
    return search.Found(
        (candidates, [*sources, *given, every, every, *given]),
        (rank, [query_expression(terms, "A"), query_expression(terms, "AB")]),
    )


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


def _newest_of_section(time: str) -> str:
    """Return a source to use instead of the whole table: a section's newest RECENT briefs and newest RECENT others.

    The articles' own index gives them.
    """
    section = "(SELECT id FROM articles_section WHERE slug = %s)"
    newest = f"ORDER BY published_at DESC, id DESC LIMIT {RECENT}"
    numbers = " UNION ALL ".join(
        f"(SELECT id FROM {search.ARTICLES} WHERE section_id = {section} AND {kind} AND {time} {newest})"
        for kind in ("story_type = 'brief'", "NOT (story_type = 'brief')")
    )
    return f"{search.TABLE} JOIN ({numbers}) own ON own.id = article_id"


def _rows(scope: search.Scope, few: list[int] | None) -> tuple[str, list]:
    """Return the condition on the table's rows for section and tag (" AND …" or nothing), and its parameters."""
    rows, given = "", []
    if scope.section:
        rows += (
            f" AND (SELECT section_id FROM {search.ARTICLES} WHERE id = article_id) "
            "= (SELECT id FROM articles_section WHERE slug = %s)"
        )
        given = [*given, scope.section]
    if few is not None:
        rows, given = f"{rows} AND article_id = ANY(%s)", [*given, few]
    elif scope.tag:
        rows += (
            f" AND (SELECT true FROM articles_taggedarticle WHERE content_object_id = {search.TABLE}.article_id "
            "AND tag_id = (SELECT id FROM articles_tag WHERE key = %s))"
        )
        given = [*given, scope.tag]
    return rows, given
