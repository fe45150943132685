"""The keys of tags and of their other names: the names folded, by which imports and forms find them.

`install` runs after every `migrate`, as for triggers, because a release may fold more than the one before. Of rows that
then have one key, the first gets it; the others keep the keys that they have, until an editor merges or renames them.
"""

from articles.text.folding import fold
from articles.text.plain import one_line

TABLES = ("articles_tag", "articles_tagalias")


def key_of(name: str) -> str:
    """Return what two names of the same thing have in common, however they are written."""
    return fold(one_line(name))


def install(connection) -> None:
    """Give each tag and other name the key that belongs to its name, unless another row has that key."""
    with connection.cursor() as cursor:
        for table in set(TABLES) & set(connection.introspection.table_names(cursor)):
            columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            if columns >= {"id", "name", "key"}:
                _rekey(cursor, table)


def _rekey(cursor, table: str) -> None:
    cursor.execute(f"SELECT id, name, key FROM {table} ORDER BY id")  # noqa: S608 one of TABLES
    rows = cursor.fetchall()
    taken = {key for _, _, key in rows}
    for number, name, key in rows:
        wanted = key_of(name)
        if wanted != key and wanted and wanted not in taken:
            cursor.execute(f"UPDATE {table} SET key = %s WHERE id = %s", [wanted, number])  # noqa: S608 one of TABLES
            taken.add(wanted)
