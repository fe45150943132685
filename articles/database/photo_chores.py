"""Triggers that record photos and files readers may no longer see, in the transaction that hides them.

They record too much rather than too little: whether another page shows the photo is checked when the chore is done
(articles/photos/renaming.py, articles/files/renaming.py).
"""

from collections.abc import Callable
from typing import NamedTuple

from articles.database import triggers
from articles.database.triggers import Objects

NAME = "articles_photohidden"
CHORES = "articles_photochore"
USES = "articles_photouse"
FILE_CHORES, FILE_USES, FILES = "articles_filechore", "articles_fileuse", "articles_mediafile"
OWN = "SELECT OLD.photo_id AS photo"
OWN_FILE = "SELECT OLD.media_file_id AS media_file"


class Leaves(NamedTuple):
    """A change after which photos may be hidden: `photos` (SQL) selects their numbers, `due` (SQL) is when to check."""

    name: str
    event: str  # as in CREATE TRIGGER
    table: str
    column: str  # if it is NULL in the old row, there is nothing to check
    when: str
    photos: str
    due: str
    chores: str = CHORES
    subject: str = "photo"  # the column that `photos` selects


def _leaves(moment: Callable[[str], str]) -> list[Leaves]:
    """Return the changes after which a photo may be hidden; `moment` returns SQL for the moment that far from now.

    The clocks of two machines may differ: what is public a minute from now counts as public already, and what is due
    at once has been due for a minute. A photo that another one replaces on a public page stays for an hour, for pages
    that are open; one that is removed without a replacement does not.
    """
    at_once, now, soon, later = map(moment, ("-1 minute", "+0 minutes", "+1 minute", "+1 hour"))
    was = f"OLD.published_at <= {soon} AND OLD.withdrawn_at IS NULL"
    public = f"coalesce(NEW.published_at <= {now} AND NEW.withdrawn_at IS NULL, FALSE)"
    of_story = (
        f"SELECT photo_id AS photo FROM {USES} WHERE article_id = OLD.id UNION SELECT f.poster_id FROM {FILES} f"
        f" JOIN {FILE_USES} u ON u.media_file_id = f.id WHERE u.article_id = OLD.id AND f.poster_id IS NOT NULL"
    )
    files_of_story = f"SELECT media_file_id AS media_file FROM {FILE_USES} WHERE article_id = OLD.id"
    poster = f"SELECT poster_id AS photo FROM {FILES} WHERE id = OLD.media_file_id AND poster_id IS NOT NULL"
    own_poster, other_poster = "SELECT OLD.poster_id AS photo", "NOT coalesce(NEW.poster_id = OLD.poster_id, FALSE)"
    portrait = "SELECT photo_id AS photo FROM articles_author WHERE id = OLD.author_id AND photo_id IS NOT NULL"
    of_topic = (
        "SELECT photo_id AS photo FROM articles_topicpage WHERE tag_id = OLD.tag_id AND language = OLD.site_language"
        " AND photo_id IS NOT NULL"
    )
    left = f"OLD.published_at <= {soon}"
    same = "coalesce(NEW.photo_id = OLD.photo_id, FALSE)"
    article, author, byline = "articles_article", "articles_author", "articles_byline"
    topic, tagging = "articles_topicpage", "articles_taggedarticle"
    tagged = "UPDATE OF tag_id, published_at, site_language"
    moments, elsewhere = "UPDATE OF published_at, withdrawn_at", "NEW.article_id <> OLD.article_id"
    moved = f"(NOT {same} OR NEW.language <> OLD.language OR NEW.tag_id <> OLD.tag_id)"
    replaced = f"CASE WHEN NEW.photo_id IS NOT NULL THEN {later} ELSE {at_once} END"
    shown = f"EXISTS (SELECT 1 FROM articles_article a WHERE a.id = OLD.article_id AND {was.replace('OLD', 'a')})"
    in_use = f"(NOT {same} OR {elsewhere}) AND {shown}"
    file_in_use = f"(NEW.media_file_id <> OLD.media_file_id OR {elsewhere}) AND {shown}"
    moves, of_files = "UPDATE OF media_file_id, article_id", (FILE_CHORES, "media_file")
    hides = f"{was} AND NOT {public}"
    return [
        # A story that is deleted has lost its photos before.
        Leaves("article_updated", moments, article, "published_at", hides, of_story, at_once),
        Leaves("article_hidden", moments, article, "published_at", hides, files_of_story, at_once, *of_files),
        Leaves("fileuse_updated", moves, FILE_USES, "media_file_id", file_in_use, OWN_FILE, at_once, *of_files),
        Leaves("fileuse_deleted", "DELETE", FILE_USES, "media_file_id", shown, OWN_FILE, at_once, *of_files),
        Leaves("poster_moved", moves, FILE_USES, "media_file_id", file_in_use, poster, at_once),
        Leaves("poster_deleted", "DELETE", FILE_USES, "media_file_id", shown, poster, at_once),
        Leaves("mediafile_updated", "UPDATE OF poster_id", FILES, "poster_id", other_poster, own_poster, later),
        Leaves("mediafile_deleted", "DELETE", FILES, "poster_id", "TRUE", own_poster, at_once),
        Leaves("photouse_updated", "UPDATE OF photo_id, article_id", USES, "photo_id", in_use, OWN, later),
        Leaves("photouse_deleted", "DELETE", USES, "photo_id", shown, OWN, at_once),
        Leaves("author_updated", "UPDATE OF photo_id", author, "photo_id", f"NOT {same}", OWN, replaced),
        Leaves("author_deleted", "DELETE", author, "photo_id", "TRUE", OWN, at_once),
        Leaves("byline_updated", "UPDATE OF author_id, published_at", byline, "published_at", left, portrait, at_once),
        Leaves("byline_deleted", "DELETE", byline, "published_at", left, portrait, at_once),
        Leaves("topic_updated", "UPDATE OF photo_id, tag_id, language", topic, "photo_id", moved, OWN, replaced),
        Leaves("topic_deleted", "DELETE", topic, "photo_id", "TRUE", OWN, at_once),
        Leaves("tagging_updated", tagged, tagging, "published_at", left, of_topic, at_once),
        Leaves("tagging_deleted", "DELETE", tagging, "published_at", left, of_topic, at_once),
    ]


def install(connection) -> None:
    """Create the triggers if they are missing or from another release; called after every `migrate`."""
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
    if {CHORES, USES, "articles_topicpage", FILE_CHORES, FILE_USES, FILES}.issubset(there):
        build = _postgresql if connection.vendor == "postgresql" else _sqlite
        triggers.install(connection, NAME, build())


def _sqlite() -> Objects:
    leaves = _leaves(lambda away: f"strftime('%Y-%m-%d %H:%M:%f', 'now', '{away}')")
    make = {
        f"{NAME}_{one.name}": f"""CREATE TRIGGER {NAME}_{one.name} AFTER {one.event} ON {one.table}
            WHEN OLD.{one.column} IS NOT NULL AND {one.when}
            BEGIN INSERT INTO {one.chores} ({one.subject}, name, due_at)
            SELECT {one.subject}, '', {one.due} FROM ({one.photos}); END"""
        for one in leaves
    }
    return Objects(make, holder="FUNCTION")


def _postgresql() -> Objects:
    """Return the objects for PostgreSQL, whose own WHEN may not read another table: the function has the condition."""
    make = {NAME: f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS void LANGUAGE sql AS ''"}  # its comment is the release
    for one in _leaves(lambda away: f"(clock_timestamp() + interval '{away}')"):
        name = f"{NAME}_{one.name}"
        make[name] = f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF {one.when} THEN
                INSERT INTO {one.chores} ({one.subject}, name, due_at)
                SELECT {one.subject}, '', {one.due} FROM ({one.photos}) AS leaving;
            END IF;
            RETURN NULL;
        END $$;
        DROP TRIGGER IF EXISTS {name} ON {one.table};
        CREATE TRIGGER {name} AFTER {one.event} ON {one.table}
            FOR EACH ROW WHEN (OLD.{one.column} IS NOT NULL) EXECUTE FUNCTION {name}()"""
    return Objects(make, holder="FUNCTION")
