"""Search in PostgreSQL: a table of tsvectors with a GIN index, and the stories' moments.

Words are brought to one spelling and split before PostgreSQL's own parser sees them, because it would take names such
as PanARMENIAN.Net for addresses. The configuration `articles_search` stems English words and drops none, so "the who"
can be found. Beside the words of its text, each row has words that say where the story belongs: #s3 for its section,
#lru for its site language, #m202010 for its month (UTC). So the index finds the words in a section, a language or a
span of time as quickly as two words, and a frequent word among the newest. No text and no reader has a word with #,
which counts as a space there. These words have no place and no weight, so that ranks and phrases do not meet them.
Source: PostgreSQL's manual, chapter 12.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from articles import search
from articles.database.triggers import Objects
from articles.search import folding_sql
from articles.search.query_parser import Term
from articles.text.languages.site_languages import DEFAULT

FEW = 1_000  # stories about a tag: looking through this many is quicker than through all that contain a word
MONTHS = (1, 13)  # the newest ones, in which a frequent word is looked for before it is in all

_INDEX = Path(__file__).with_name("postgresql_index.sql").read_text(encoding="utf-8")
OBJECTS = Objects({search.TABLE: _INDEX.replace("{folded}", folding_sql.postgresql("lowered"))})
_TAG = "(SELECT id FROM articles_tag WHERE key = %s)"
_OPENED = "SELECT tag FROM articles_language WHERE opened_at IS NOT NULL"


def numbers(connection, terms: tuple[Term, ...], scope: search.Scope, at: datetime) -> tuple[str, list]:
    """Return the SQL of a search and its parameters; see articles.search.numbers.

    Each stage looks through more stories than the one before, and only if that has found too few. The index gives
    them in no order, so all that a stage finds is sorted.
    """
    stages = list(_stages(connection, query_expression(terms), scope, at))
    tables, found, given, too_few = [], [], [], ""
    newest = f"ORDER BY published_at + interval '0' DESC, article_id DESC LIMIT {search.CANDIDATES}"
    for number, (rows, params) in enumerate(stages, 1):
        select = f"SELECT article_id, published_at, words FROM {rows}{too_few} {newest}"
        tables.append(f"stage{number} AS MATERIALIZED ({select})")
        given += params
        enough = f"(SELECT count(*) FROM stage{number}) = {search.CANDIDATES}"
        too_few += f" AND NOT {enough}"
        found.append(f"SELECT * FROM stage{number}{f' WHERE {enough}' if number < len(stages) else ''}")
    contain = "words @@ to_tsquery('articles_search', %s)"
    sql = f"""
        WITH {", ".join(tables)}
        SELECT article_id FROM ({" UNION ALL ".join(found)}) newest
        ORDER BY CASE WHEN {contain} THEN 2 WHEN {contain} THEN 1 ELSE 0 END DESC, published_at DESC, article_id DESC"""
    return sql, [*given, query_expression(terms, "A"), query_expression(terms, "AB")]


def _stages(connection, words: str, scope: search.Scope, at: datetime) -> Iterator[tuple[str, list]]:
    """Yield what each stage looks through, as SQL behind FROM, and its parameters."""
    time, times = _time(scope, at)
    place, places = "", []
    if scope.section:
        place = " && ('#s' || coalesce((SELECT id FROM articles_section WHERE slug = %s), 0))::tsquery"
        places = [scope.section]
    if scope.language:
        place, places = f"{place} && %s::tsquery", [*places, f"'#l{scope.language}'"]
    rows = f"{search.TABLE} WHERE {time} AND words @@ (to_tsquery('articles_search', %s){place}"
    params = [*times, words, *places]
    about, tags = "", []
    if scope.tag:
        of_tag = f"FROM articles_taggedarticle WHERE tag_id = {_TAG}"
        newest, given = _newest_of_tag(scope)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({newest}) newest", given)
            (stories,) = cursor.fetchone()
        yield f"{rows}) AND article_id IN ({newest})", [*params, *given]
        if stories <= FEW:
            return
        about, tags = f" AND EXISTS (SELECT 1 {of_tag} AND content_object_id = article_id)", [scope.tag]
    months = list(_months(scope, at))
    for some in (months[:number] for number in MONTHS if number < len(months)):
        yield f"{rows} && %s::tsquery){about}", [*params, _any_of(some), *tags]
    if len(months) > MONTHS[-1]:
        yield f"{rows}){about}", [*params, *tags]
    else:
        yield f"{rows} && %s::tsquery){about}", [*params, _any_of(months), *tags]


def _newest_of_tag(scope: search.Scope) -> tuple[str, list]:
    """Return SQL for the numbers of the newest stories about the scope's tag, one more than FEW, and its parameters.

    The index has a tag's stories in their order in each language; of all languages together, each one's are read.
    """
    languages = "SELECT %s" if scope.language else f"SELECT '{DEFAULT}' UNION {_OPENED}"
    newest = f"ORDER BY published_at DESC, content_object_id DESC LIMIT {FEW + 1}"
    of_language = (
        f"SELECT published_at, content_object_id FROM articles_taggedarticle "
        f"WHERE tag_id = {_TAG} AND site_language = language.tag {newest}"
    )
    each = f"FROM ({languages}) AS language (tag) CROSS JOIN LATERAL ({of_language}) AS tagged"
    return f"SELECT content_object_id {each} {newest}", [*([scope.language] if scope.language else []), scope.tag]


def _months(scope: search.Scope, at: datetime) -> Iterator[str]:
    """Yield the words of the months (UTC) in the scope, from the newest on, one more than MONTHS at the most."""
    newest, oldest = (min(at, scope.before or at), scope.since or datetime.min.replace(tzinfo=UTC))
    last, first = (one.astimezone(UTC).year * 12 + one.astimezone(UTC).month - 1 for one in (newest, oldest))
    for month in range(last, max(first - 1, last - MONTHS[-1] - 1), -1):
        yield f"#m{month // 12:04}{month % 12 + 1:02}"


def _any_of(scope_words: list[str]) -> str:
    """Return a query for rows that have one of the words; without any, for none."""
    return " | ".join(scope_words or ["#"])


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
