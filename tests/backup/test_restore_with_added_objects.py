"""`manage.py restore` into a PostgreSQL database to which an administrator has added something of their own."""

import os

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections

from articles.models import Article
from portal.backup import databases
from portal.backup import restore as restoring
from portal.backup.backup import make_backup
from portal.backup.databases import BackupError
from portal.backup.restore import restore
from tests.support.databases import all_rows, other_database
from tests.support.factories import make_article

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite holds nothing of this kind"),
]
READER = f"reporting_{os.getpid()}"
# What it is: the statements that make it, a question, and its right answer.
ADDED_OBJECTS = {
    "view public.headlines": (
        "CREATE VIEW headlines AS SELECT id, headline FROM articles_article",
        "SELECT headline FROM headlines",
        "Rain",
    ),
    "view public.grouped": (  # which pg_dump makes in two parts
        "CREATE VIEW grouped AS SELECT id, headline, count(*) FROM articles_article GROUP BY id",
        "SELECT headline FROM grouped",
        "Rain",
    ),
    "view public.of_notes": (
        "CREATE TABLE notes (id serial PRIMARY KEY, article bigint REFERENCES articles_article, note text);"
        "INSERT INTO notes (note) VALUES ('call back'); CREATE VIEW of_notes AS SELECT note FROM notes",
        "SELECT note FROM of_notes",
        "call back",
    ),
    "materialized view public.ready": (
        "CREATE MATERIALIZED VIEW ready AS SELECT headline FROM articles_article;"
        "CREATE UNIQUE INDEX ready_once ON ready (headline)",
        "SELECT headline FROM ready",
        "Rain",
    ),
    "type public.mood": ("CREATE TYPE mood AS ENUM ('glad', 'sad')", "SELECT 'sad'::mood::text", "sad"),
    "domain public.above": ("CREATE DOMAIN above AS int CHECK (VALUE > 0)", "SELECT 1::above", 1),
    "type public.pair": ("CREATE TYPE pair AS (a int, b int)", "SELECT ((1, 2)::pair).b", 2),
    "sequence public.numbers": (
        "CREATE SEQUENCE numbers START 7; SELECT nextval('numbers')",
        "SELECT last_value FROM numbers",
        7,
    ),
    "function public.next_of(integer)": (
        "CREATE FUNCTION next_of(n int) RETURNS int LANGUAGE sql AS 'SELECT n + 1'",
        "SELECT next_of(1)",
        2,
    ),
    "function public.stories()": (  # its type is that of a table of ours
        "CREATE FUNCTION stories() RETURNS SETOF articles_article LANGUAGE sql AS 'SELECT * FROM articles_article'",
        "SELECT headline FROM stories()",
        "Rain",
    ),
    "procedure public.nothing()": (
        "CREATE PROCEDURE nothing() LANGUAGE sql AS 'SELECT 1'",
        "SELECT 'nothing()'::regprocedure::text",
        "nothing()",
    ),
    "aggregate public.total(integer)": (
        "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)",
        "SELECT total(n) FROM generate_series(1, 3) n",
        6,
    ),
    "collation public.bytes": ("CREATE COLLATION bytes (LOCALE = 'C')", "SELECT 'B' < 'a' COLLATE bytes", True),
    "extension pg_trgm": (
        "CREATE EXTENSION pg_trgm; CREATE INDEX likeness ON articles_article USING gin (headline gin_trgm_ops)",
        "SELECT indexdef LIKE '%gin_trgm_ops)' FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'likeness'",
        True,
    ),
    "schema statistics": (
        "CREATE SCHEMA statistics; CREATE TABLE statistics.visits (article bigint REFERENCES articles_article);"
        "INSERT INTO statistics.visits SELECT id FROM articles_article;"
        "CREATE VIEW statistics.read AS SELECT headline FROM articles_article JOIN statistics.visits ON article = id",
        "SELECT headline FROM statistics.read",
        "Rain",
    ),
    "publication stream": (
        "CREATE PUBLICATION stream FOR TABLE articles_article",
        "SELECT tablename FROM pg_publication_tables WHERE pubname = 'stream'",
        "articles_article",
    ),
    "event trigger watch": (
        "CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
        "CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION watch()",
        "SELECT evtname FROM pg_event_trigger",
        "watch",
    ),
    "foreign table public.elsewhere": (
        "CREATE EXTENSION postgres_fdw; CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw;"
        "CREATE FOREIGN TABLE elsewhere (id int) SERVER other",
        "SELECT ftrelid::regclass::text FROM pg_foreign_table",
        "elsewhere",
    ),
    "function public.stamp()": (
        "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE TRIGGER stamp BEFORE UPDATE ON articles_article FOR EACH ROW EXECUTE FUNCTION stamp()",
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'stamp'",
        "articles_article",
    ),
    "column": (
        "ALTER TABLE articles_article ADD COLUMN pages int NOT NULL DEFAULT 7;"
        "ALTER TABLE articles_article ADD CONSTRAINT has_pages CHECK (pages > 0);"
        "CREATE INDEX by_pages ON articles_article (pages); ALTER TABLE articles_tag ADD UNIQUE (name, id)",
        "SELECT pages FROM articles_article WHERE to_regclass('public.by_pages') IS NOT NULL AND EXISTS ("
        "SELECT FROM pg_constraint WHERE conname = 'has_pages') AND EXISTS ("
        "SELECT FROM pg_constraint WHERE conname = 'articles_tag_name_id_key')",
        7,
    ),
    "acl": (
        f"GRANT SELECT ON articles_article TO {READER}; GRANT SELECT (name) ON articles_tag TO {READER}",
        f"SELECT has_table_privilege('{READER}', 'articles_article', 'SELECT')"
        f" AND has_column_privilege('{READER}', 'articles_tag', 'name', 'SELECT')",
        True,
    ),
    "policy": (
        "ALTER TABLE articles_tag ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY few ON articles_tag FOR SELECT TO {READER} USING (id > 3)",
        "SELECT relrowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid) FROM pg_class"
        " WHERE oid = 'articles_tag'::regclass",
        True,
    ),
    "statistics": (
        "CREATE STATISTICS together ON headline, slug FROM articles_article",
        "SELECT stxrelid::regclass::text FROM pg_statistic_ext WHERE stxnamespace = 'public'::regnamespace",
        "articles_article",
    ),
    "comment": (
        "COMMENT ON COLUMN articles_article.headline IS 'as printed; it''s short'",
        "SELECT col_description('articles_article'::regclass, attnum) FROM pg_attribute"
        " WHERE attrelid = 'articles_article'::regclass AND attname = 'headline'",
        "as printed; it's short",
    ),
    "rule": (
        "CREATE TABLE gone (id bigint);"
        "CREATE RULE remember AS ON DELETE TO articles_tag DO ALSO INSERT INTO gone VALUES (OLD.id)",
        "SELECT tablename FROM pg_rules WHERE rulename = 'remember' AND schemaname = 'public'",
        "articles_tag",
    ),
    "operator class public.plain": (
        "CREATE OPERATOR CLASS plain FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =,"
        " OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int, int);"
        "CREATE TABLE sorted (id int); CREATE INDEX ON sorted (id plain)",
        "SELECT opcname FROM pg_opclass WHERE opcnamespace = 'public'::regnamespace AND opcname = 'plain'",
        "plain",
    ),
    "text search configuration public.words": (
        "CREATE TEXT SEARCH CONFIGURATION words (COPY = simple)",
        "SELECT to_tsvector('words', 'Rain')::text",
        "'rain':1",
    ),
    'view public.The "Big" View': (
        'CREATE VIEW "The ""Big"" View" AS SELECT headline FROM articles_article',
        'SELECT headline FROM "The ""Big"" View"',
        "Rain",
    ),
}


@pytest.fixture
def reader():
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {READER}")
        yield READER
        cursor.execute(f"DROP ROLE {READER}")


@pytest.fixture
def other(reader, tmp_path):
    with other_database(tmp_path) as alias:
        yield alias


@pytest.fixture
def another(reader, tmp_path):
    with other_database(tmp_path) as alias:
        yield alias


def run_statements(alias, statements):
    with connections[alias].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def answers(alias):
    with connections[alias].cursor() as cursor:
        found = {}
        for what, (_, question, _) in ADDED_OBJECTS.items():
            cursor.execute(question)
            found[what] = cursor.fetchall()
    return found


RIGHT = {what: [(answer,)] for what, (_, _, answer) in ADDED_OBJECTS.items()}


@pytest.fixture
def plain(tmp_path):
    """An archive of a site with one story and nothing that an administrator made."""
    make_article("Rain")
    return make_backup(tmp_path / "plain", None).path


@pytest.fixture
def full(plain, other):
    """A database with that story and all that administrators may think of."""
    restore(plain, None, using=other)
    run_statements(other, (statements for statements, _, _ in ADDED_OBJECTS.values()))
    assert answers(other) == RIGHT
    return other


def test_what_an_administrator_made_stays_in_place_and_the_message_says_which(full, plain):
    Article.objects.using(full).update(headline="Hail")
    lines = list(restoring.report_lines(restore(plain, None, replace=True, using=full)))
    assert answers(full) == RIGHT
    kept, again = lines[1].split(": ", 1), lines[2].split(": ", 1)
    assert kept[0] == "  left unchanged in the database"
    assert "table public.notes" in kept[1].split(", ")
    assert again[0] == "  created again for the restored tables"
    assert {"view public.headlines", "index public.likeness", "policy public.articles_tag few"} < set(
        again[1].split(", ")
    )
    assert lines[3:] == []


def test_it_comes_with_an_archive_into_an_empty_database_and_again_into_one_that_has_it(full, another, tmp_path):
    apart = ("articles_edition", "elsewhere")  # the latter is a table of another server
    rows = all_rows(full, but=apart)
    own = make_backup(tmp_path / "own", None, using=full).path
    lines = list(restoring.report_lines(restore(own, None, using=another)))
    assert answers(another) == RIGHT
    assert all_rows(another, but=apart) == rows
    assert lines[1].startswith("  created from the archive, because the database lacked it: ")
    assert {what for what in ADDED_OBJECTS if "." in what} < set(lines[1].partition(": ")[2].split(", "))
    assert lines[2:] == []
    restore(own, None, replace=True, using=another)
    assert answers(another) == RIGHT
    assert all_rows(another, but=apart) == rows


def test_what_cannot_be_made_again_is_told_with_its_statement_and_ends_nothing(plain, other):
    restore(plain, None, using=other)
    rain = Article.objects.using(other).get()
    Article.objects.using(other).bulk_create(
        [Article(pk=77, headline="Hail", slug="hail", section_id=rain.section_id, story_type="flash")]
    )
    run_statements(
        other,
        ["CREATE TABLE notes (article bigint REFERENCES articles_article)", "INSERT INTO notes VALUES (77)"],
    )
    lines = list(restoring.report_lines(restore(plain, None, replace=True, using=other)))
    assert Article.objects.using(other).get() == rain
    assert lines[1:] == [
        "  left unchanged in the database: table public.notes",
        '  NOT restored: fk constraint public.notes notes_article_fkey: insert or update on table "notes" violates '
        'foreign key constraint "notes_article_fkey". Its statement: ALTER TABLE ONLY public.notes ADD CONSTRAINT '
        "notes_article_fkey FOREIGN KEY (article) REFERENCES public.articles_article(id);",
    ]


def test_a_table_that_inherits_from_ours_is_refused_before_its_rows_are_lost(plain, other):
    restore(plain, None, using=other)
    run_statements(other, ["CREATE TABLE old_stories () INHERITS (articles_article)"])
    with pytest.raises(
        BackupError, match=r"table public\.old_stories is derived from the table public\.articles_article"
    ):
        restore(plain, None, replace=True, using=other)
    run_statements(other, ["SELECT * FROM old_stories"])


def test_large_objects_stay_and_commit_nothing_halfway(plain, other, tmp_path, monkeypatch):
    restore(plain, None, using=other)
    run_statements(other, ["SELECT lo_from_bytea(4711, 'large')"])
    own = make_backup(tmp_path / "own", None, using=other).path
    User.objects.using(other).create(username="tigran")
    monkeypatch.setattr(databases, "count_rows", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        restore(own, None, replace=True, using=other)
    assert User.objects.using(other).get().username == "tigran"
    monkeypatch.undo()
    restore(own, None, replace=True, using=other)
    with connections[other].cursor() as cursor:
        cursor.execute("SELECT convert_from(lo_get(4711), 'UTF8')")
        assert cursor.fetchall() == [("large",)]
