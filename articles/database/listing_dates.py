"""A copy of each story's moment next to its tags and its authors, maintained by triggers.

With it the index of a tag is in the order of the tag's list, so that a page of the list costs the same for a tag on
ten stories and on a hundred thousand. Whether a story is listed is still read from the story itself.
"""

from articles.database import triggers
from articles.database.triggers import Objects

NAME = "articles_moment"
ARTICLES = "articles_article"
COPIES = {"articles_taggedarticle": "content_object_id", "articles_byline": "article_id"}  # table: the story's number


def install(connection) -> None:
    """Create the triggers if they are missing or from another release, and then correct the copies.

    Called after every `migrate` (see triggers).
    """
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        tables = [(table, number) for table, number in COPIES.items() if table in there]
        for table, _ in tables:
            columns = connection.introspection.get_table_description(cursor, table)
            if "published_at" not in {column.name for column in columns}:
                return
    if len(tables) == len(COPIES):
        build = _postgresql if connection.vendor == "postgresql" else _sqlite
        triggers.install(connection, NAME, build())


def copy(table: str, number: str, differs: str, more: str = "") -> str:
    """Return SQL that corrects the copies in `table`.

    `number` is its column with the story's number, `differs` the database's operator, `more` a further condition.
    """
    moment = f"(SELECT published_at FROM {ARTICLES} WHERE id = {table}.{number})"
    return f"UPDATE {table} SET published_at = {moment} WHERE {table}.published_at {differs} {moment}{more}"


def _sqlite() -> Objects:
    make = {}
    for table, number in COPIES.items():
        name = f"{NAME}_{table.removeprefix('articles_')}"
        mend = f"BEGIN {copy(table, number, 'IS NOT', ' AND id = NEW.id')}; END"
        make[f"{name}_inserted"] = (
            f"CREATE TRIGGER {name}_inserted AFTER INSERT ON {table} WHEN NEW.published_at IS NULL {mend}"
        )
        make[f"{name}_updated"] = (
            f"CREATE TRIGGER {name}_updated AFTER UPDATE OF {number}, published_at ON {table} {mend}"
        )
        make[f"{name}_moved"] = (
            f"CREATE TRIGGER {name}_moved AFTER UPDATE OF published_at ON {ARTICLES} "
            f"WHEN OLD.published_at IS NOT NEW.published_at "
            f"BEGIN UPDATE {table} SET published_at = NEW.published_at WHERE {number} = NEW.id; END"
        )
    return Objects(make, tuple(copy(table, number, "IS NOT") for table, number in COPIES.items()), "FUNCTION")


def _postgresql() -> Objects:
    """Return the objects for PostgreSQL.

    The story is locked while its moment is read, so that nobody moves it before the copy can be seen.
    """
    moved = "; ".join(
        f"UPDATE {table} SET published_at = NEW.published_at WHERE {number} = NEW.id"
        for table, number in COPIES.items()
    )
    make = {
        NAME: f"""CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            {moved};
            RETURN NULL;
        END $$;
        DROP TRIGGER IF EXISTS {NAME}_moved ON {ARTICLES};
        CREATE TRIGGER {NAME}_moved AFTER UPDATE OF published_at ON {ARTICLES} FOR EACH ROW
            WHEN (OLD.published_at IS DISTINCT FROM NEW.published_at) EXECUTE FUNCTION {NAME}()"""
    }
    for table, number in COPIES.items():
        name = f"{NAME}_{table.removeprefix('articles_')}"
        make[name] = f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            SELECT published_at INTO NEW.published_at FROM {ARTICLES} WHERE id = NEW.{number} FOR SHARE;
            RETURN NEW;
        END $$;
        DROP TRIGGER IF EXISTS {name}_inserted ON {table};
        CREATE TRIGGER {name}_inserted BEFORE INSERT ON {table} FOR EACH ROW
            WHEN (NEW.published_at IS NULL) EXECUTE FUNCTION {name}();
        DROP TRIGGER IF EXISTS {name}_updated ON {table};
        CREATE TRIGGER {name}_updated BEFORE UPDATE OF {number}, published_at ON {table} FOR EACH ROW
            EXECUTE FUNCTION {name}()"""
    fill = tuple(copy(table, number, "IS DISTINCT FROM") for table, number in COPIES.items())
    return Objects(make, fill, "FUNCTION")
