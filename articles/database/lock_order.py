"""The one order of locks, so that no two transactions ever wait for each other in a circle (PostgreSQL).

A transaction of the newsroom or of an import takes these locks, each only if it needs it, in this order:

1. TAGS, to make, rename, merge or delete tags; shared, to put them on stories;
2. LANGUAGES, to open, close or delete a language of the site, which moves its stories; shared, to save one story,
   whose language decides by the open ones in which lists it is. Whoever holds MANY needs it no more;
3. MANY, to work on several stories at once: otherwise two transactions could lock the same stories one by one in
   opposite orders;
4. the order of a model whose rows people arrange (PositionedQuerySet.lock_order), also to delete a story, because
   its place on the front page is deleted with it;
5. the form that is being saved (SentForm): only a second POST of the same form waits for it;
6. rows, always with `select_for_update(no_key=True)`, because other rows may point at them meanwhile. COMMIT checks
   that what a row points at exists, and waits for any transaction that has locked that without `no_key`.

At COMMIT the edition moves and waits for nobody (articles/database/edition.py). SQLite has one writer at a time.
"""

from django.db import connections

TAGS, LANGUAGES, MANY = "articles_tag", "site_languages", "articles_article"


def hold(*names: str, using: str, shared: bool = False) -> None:
    """Hold the locks `names` of the database `using` until the transaction ends; wait while someone else holds one.

    They are taken in the given order, with one query. `shared`: any number of transactions hold them together, but
    then none holds them alone.
    """
    database = connections[using]
    if database.vendor == "postgresql":
        lock = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
        with database.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join([f"{lock}(hashtext(%s))"] * len(names)), names)
