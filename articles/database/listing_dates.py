"""A copy of each story's moment and site language next to its tags and its authors, maintained by triggers.

With it the index of a tag is in the order of the tag's list in each language, so that a page of the list costs the
same for a tag on ten stories and on a hundred thousand. Whether a story is listed is still read from the story itself.
"""

from articles.database import triggers
from articles.database.triggers import Objects

NAME = "articles_moment"
ARTICLES = "articles_article"
COPIES = {"articles_taggedarticle": "content_object_id", "articles_byline": "article_id"}  # table: the story's number
COPIED = ("published_at", "site_language")


def install(connection) -> None:
    """Create the triggers if they are missing or from another release, and then correct the copies.

    Called after every `migrate` (see triggers).
    """
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        for table in (ARTICLES, *COPIES):
            columns = connection.introspection.get_table_description(cursor, table) if table in there else ()
            if not {column.name for column in columns}.issuperset(COPIED):
                return
    triggers.install(connection, NAME, _postgresql() if connection.vendor == "postgresql" else _sqlite())


def copy(table: str, number: str, differs: str, more: str = "") -> str:
    """Return SQL that corrects the copies in `table`.

    `number` is its column with the story's number, `differs` the database's operator, `more` a further condition.
    """

    def of_story(column: str) -> str:
        return f"(SELECT {column} FROM {ARTICLES} WHERE id = {table}.{number})"

    moment = of_story("published_at")
    language = f"coalesce({of_story('site_language')}, site_language)"  # a story may be written after its tags
    wrong = f"({table}.published_at {differs} {moment} OR {table}.site_language <> {language})"
    return f"UPDATE {table} SET published_at = {moment}, site_language = {language} WHERE {wrong}{more}"


_WATCHED = ", ".join(COPIED)
_FROM_STORY = ", ".join(f"{column} = NEW.{column}" for column in COPIED)


def _moved(differs: str) -> str:
    return " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in COPIED)


def _sqlite() -> Objects:
    make = {}
    for table, number in COPIES.items():
        name = f"{NAME}_{table.removeprefix('articles_')}"
        mend = f"BEGIN {copy(table, number, 'IS NOT', ' AND id = NEW.id')}; END"
        make[f"{name}_inserted"] = (
            f"CREATE TRIGGER {name}_inserted AFTER INSERT ON {table} WHEN NEW.published_at IS NULL {mend}"
        )
        make[f"{name}_updated"] = (
            f"CREATE TRIGGER {name}_updated AFTER UPDATE OF {number}, {_WATCHED} ON {table} {mend}"
        )
        make[f"{name}_moved"] = (
            f"CREATE TRIGGER {name}_moved AFTER UPDATE OF {_WATCHED} ON {ARTICLES} "
            f"WHEN {_moved('IS NOT')} "
            f"BEGIN UPDATE {table} SET {_FROM_STORY} WHERE {number} = NEW.id; END"
        )
    return Objects(make, tuple(copy(table, number, "IS NOT") for table, number in COPIES.items()), "FUNCTION")


def _postgresql() -> Objects:
    """Return the objects for PostgreSQL.

    The story is locked while its moment is read, so that nobody moves it before the copy can be seen.
    """
    moved = "; ".join(f"UPDATE {table} SET {_FROM_STORY} WHERE {number} = NEW.id" for table, number in COPIES.items())
    make = {
        NAME: f"""CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            {moved};
            RETURN NULL;
        END $$;
        DROP TRIGGER IF EXISTS {NAME}_moved ON {ARTICLES};
        CREATE TRIGGER {NAME}_moved AFTER UPDATE OF {_WATCHED} ON {ARTICLES} FOR EACH ROW
            WHEN ({_moved("IS DISTINCT FROM")}) EXECUTE FUNCTION {NAME}()"""
    }
    for table, number in COPIES.items():
        name = f"{NAME}_{table.removeprefix('articles_')}"
        make[name] = f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE story record;
        BEGIN
            SELECT {_WATCHED} INTO story FROM {ARTICLES} WHERE id = NEW.{number} FOR SHARE;
            NEW.published_at := story.published_at;
            NEW.site_language := coalesce(story.site_language, NEW.site_language);
            RETURN NEW;
        END $$;
        DROP TRIGGER IF EXISTS {name}_inserted ON {table};
        CREATE TRIGGER {name}_inserted BEFORE INSERT ON {table} FOR EACH ROW
            WHEN (NEW.published_at IS NULL) EXECUTE FUNCTION {name}();
        DROP TRIGGER IF EXISTS {name}_updated ON {table};
        CREATE TRIGGER {name}_updated BEFORE UPDATE OF {number}, {_WATCHED} ON {table} FOR EACH ROW
            EXECUTE FUNCTION {name}()"""
    fill = tuple(copy(table, number, "IS DISTINCT FROM") for table, number in COPIES.items())
    return Objects(make, fill, "FUNCTION")
