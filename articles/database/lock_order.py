"""The one order of locks, so that no two transactions ever wait for each other in a circle (PostgreSQL).

A transaction of the newsroom or of an import takes, each only where it needs it and in this order:

1. TAGS, to make, rename, merge or delete tags; shared, to put them on stories;
2. MANY, to work on several stories at once: one by one, two would meet in the other's order;
3. the order of a model whose rows people arrange (PositionedQuerySet.lock_order), also to delete a story,
   which takes its place on the front page with it;
4. rows, always with `select_for_update(no_key=True)`: other rows may point at them meanwhile. COMMIT checks that
   what a row points at is there, and waits for whoever holds that without `no_key`.

At COMMIT the edition moves and waits for nobody (articles/database/edition.py). SQLite has one writer at a time.
"""

from django.db import connections

TAGS, MANY = "articles_tag", "articles_article"


def hold(name: str, using: str, *, shared: bool = False) -> None:
    """Holds the lock `name` of the database `using` until the transaction ends; waits for who holds it.

    `shared`: any number hold it together, but nobody else alone.
    """
    database = connections[using]
    if database.vendor == "postgresql":
        lock = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
        with database.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(hashtext(%s))", [name])
