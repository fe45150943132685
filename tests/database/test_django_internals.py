"""Django's private API is used in one module alone, on the version that it was checked on, and still behaves so."""

import ast
import sqlite3
from contextlib import closing
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.handlers.base import BaseHandler
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, FileField, Manager, Model, QuerySet
from django.db.models.fields.files import FieldFile
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.query import Query
from django.db.utils import load_backend
from django.forms import ModelForm

from articles.database import django_internals
from articles.models import Article, Author, Byline, Section
from portal.serving.public_handler import PublicHandler
from tests.support.factories import make_article, make_section

ROOT = Path(settings.BASE_DIR)
DOCUMENTED = {"_meta", "_default_manager", "_base_manager"}
OF_NAMEDTUPLES = {"_replace", "_asdict", "_fields", "_make"}  # Django has some of these names too
PRIVATE = {
    name
    for of in (
        Model,
        QuerySet,
        Query,
        SQLCompiler,
        Manager,
        FieldFile,
        FileField,
        ModelForm,
        BaseHandler,
        BaseDatabaseWrapper,
        connection,
    )
    for name in dir(of)
    if name.startswith("_") and not name.startswith("__")
} | {"_state", "_result_cache", "_prefetch_done", "_prefetched_objects_cache", "_committed", "_iterable_class"}
PRIVATE |= {"get_compiler", "as_sql", "wrap_database_errors", "settings_to_cmd_args_env", "annotations"}
INTERNALS = ROOT / "articles/database/django_internals.py"
OF_FUNCTIONS = {"as_sql"}  # documented for Func, which models/ and reading/ subclass
# Forms of the admin call their own class's method.
OF_FORMS = {"_get_validation_exclusions", "_post_clean", "_save_m2m"}


def private_uses(path: Path) -> set[str]:
    allowed = DOCUMENTED | OF_NAMEDTUPLES | OF_FUNCTIONS | (OF_FORMS if "admin" in path.parts else set())
    return {
        node.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in PRIVATE - allowed
        and not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    }


def test_no_other_module_uses_private_api():
    modules = [path for room in ("articles", "portal") for path in (ROOT / room).rglob("*.py") if path != INTERNALS]
    found = {str(path.relative_to(ROOT)): private_uses(path) for path in modules if "migrations" not in path.parts}
    assert {path: uses for path, uses in found.items() if uses} == {}
    assert {"get_compiler", "_result_cache", "_insert", "wrap_database_errors"} <= private_uses(INTERNALS)


def test_the_installed_version_is_the_one_that_was_checked():
    """If this fails: read Django's changes to what the module uses, run the tests, then raise CHECKED_ON."""
    assert django.VERSION[:2] == django_internals.CHECKED_ON


@pytest.mark.django_db
def test_the_sql_of_a_queryset_is_what_the_database_is_asked(django_assert_num_queries):
    story = make_article()
    sql, params = django_internals.sql_of(Article.objects.filter(pk=story.pk).values("pk"), connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        assert cursor.fetchall() == [(story.pk,)]


def test_the_annotations_of_a_queryset_are_known_by_name():
    rows = Section.objects.annotate(stories=Count("articles"))
    assert list(django_internals.annotations_of(rows)) == ["stories"]


@pytest.mark.django_db
def test_related_rows_that_were_set_are_not_asked_for(django_assert_num_queries):
    story, author = make_article(), Author.objects.create(name="Ani Babayan", slug="ani-babayan")
    django_internals.set_related(story, "authors", [author])
    with django_assert_num_queries(0):
        assert list(story.authors.all()) == [author]


@pytest.mark.django_db
def test_the_loaded_values_of_a_row_are_its_columns():
    section = make_section("Region")
    columns = {field.attname for field in Section._meta.concrete_fields}
    assert set(django_internals.loaded_values(Section.objects.get(pk=section.pk))) == columns


def test_a_file_is_new_until_it_is_stored():
    file = FieldFile(None, FileField(), "photo.jpg")
    assert not django_internals.is_new_upload(file)
    assert not django_internals.is_new_upload(FieldFile(None, FileField(), ""))
    file.file, file._committed = ContentFile(b"x", name="photo.jpg"), False
    assert django_internals.is_new_upload(file)


@pytest.mark.django_db
def test_rows_are_inserted_as_they_are_and_deleted_without_a_question(django_assert_num_queries):
    story, author = make_article(), Author.objects.create(name="Ani Babayan", slug="ani-babayan")
    rows = [Byline(pk=7, article=story, author=author, position=9)]
    django_internals.insert_as_they_are(Byline, rows, list(Byline._meta.concrete_fields), DEFAULT_DB_ALIAS)
    assert list(Byline.objects.values_list("pk", "position")) == [(7, 9)]
    with django_assert_num_queries(1):
        django_internals.delete_without_signals(Byline.objects.all(), DEFAULT_DB_ALIAS)
    assert not Byline.objects.exists()


@pytest.mark.django_db
def test_a_drivers_error_becomes_djangos():
    error = connection.Database.DatabaseError("no")
    with pytest.raises(DatabaseError), django_internals.as_django_errors(connection):
        raise error


@pytest.mark.django_db
def test_a_connection_that_nobody_knows_can_be_made(tmp_path):
    [description] = connections.configure_settings(
        {DEFAULT_DB_ALIAS: {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "other.sqlite3")}}
    ).values()
    other = django_internals.make_connection(description, "other")
    with other.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    assert isinstance(other.connection, sqlite3.Connection)
    assert "other" not in connections
    other.close()


def test_psql_gets_the_password_from_the_environment():
    given = {"NAME": "news", "USER": "ani", "PASSWORD": "secret", "HOST": "127.0.0.1", "PORT": 5432, "OPTIONS": {}}
    arguments, environment = django_internals.psql_arguments(given)
    assert arguments == ["-U", "ani", "-h", "127.0.0.1", "-p", "5432", "news"]
    assert environment == {"PGPASSWORD": "secret"}


def test_the_public_handler_sets_what_djangos_handler_reads():
    """PublicHandler loads less middleware in place of BaseHandler.load_middleware; it must set the same attributes."""
    public, whole = PublicHandler(), BaseHandler()
    whole.load_middleware()
    assert set(vars(whole)) <= set(vars(public))


def test_a_new_connection_knows_json_while_somebody_locks_the_database(tmp_path):
    """A page's first query has JSON in it, and its SQL is made before there is a connection."""
    path = tmp_path / "locked.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        settings = connections["default"].settings_dict | {"NAME": str(path), "ENGINE": "django.db.backends.sqlite3"}
        fresh = load_backend("django.db.backends.sqlite3").DatabaseWrapper(settings | {"OPTIONS": {"timeout": 0}})
        assert fresh.features.has_json_object_function
