"""Temporary connections to databases other than the site's own; and what a database of the site contains."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connections, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from articles.database.django_internals import make_connection

MODELS_FILLED_BY_MIGRATE = {"contenttypes.ContentType", "auth.Permission", "auth.Group", "auth.Group_permissions"}


class BackupError(Exception):
    """A reason why a backup, a restore or a move cannot be made; the message names the cure.

    `state` says what is in place now, if that is not what the command prints after a failure.
    """

    def __init__(self, message: str, state: str = ""):
        super().__init__(message)
        self.state = state


@contextmanager
def temporary_connection(alias: str, description: dict) -> Iterator[str]:
    """Connect to the database of that description (as in DATABASES) under the name `alias`, while the block runs."""
    databases = connections.configure_settings({"default": connections.settings["default"], alias: dict(description)})
    connections[alias] = make_connection(databases[alias], alias)
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]


def managed_models() -> list[type[models.Model]]:
    """Return every model whose rows are the site's own, including many-to-many tables but not those triggers fill."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def all_rows(model: type[models.Model], alias: str) -> models.QuerySet:
    return model._base_manager.using(alias).order_by("pk")


def is_empty(alias: str) -> bool:
    """Return whether the database has no tables, or nothing in them but what `migrate` writes."""
    with connections[alias].cursor() as cursor:
        existing = set(connections[alias].introspection.table_names(cursor))
    return not any(
        all_rows(model, alias).exists()
        for model in managed_models()
        if model._meta.db_table in existing and model._meta.label not in MODELS_FILLED_BY_MIGRATE
    )


def model_tables() -> set[str]:
    """Return the tables of the site's own rows, and the table of the migrations."""
    return {model._meta.db_table for model in managed_models()} | {MigrationRecorder.Migration._meta.db_table}


def existing_tables(alias: str) -> list[str]:
    """Return the tables among model_tables that the database has, by name."""
    with connections[alias].cursor() as cursor:
        return sorted(model_tables() & set(connections[alias].introspection.table_names(cursor)))


def count_rows(alias: str, tables: list[str]) -> dict[str, int]:
    """Return the number of rows in each of `tables`."""
    with connections[alias].cursor() as cursor:
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {connections[alias].ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


def applied_migrations(alias: str) -> list[list[str]]:
    return sorted(map(list, MigrationRecorder(connections[alias]).applied_migrations()))


def unknown_migrations(applied: list[list[str]]) -> list[str]:
    """Return the applied migrations that this release does not have, because a newer release made them."""
    loader = MigrationExecutor(connections["default"]).loader
    known, replaced = set(loader.disk_migrations), set()
    for migration in loader.disk_migrations.values():
        replaced.update(migration.replaces)
    installed = {app for app, _ in known}
    return [f"{app}.{name}" for app, name in applied if app in installed and (app, name) not in known | replaced]


def missing_migrations(applied: list[list[str]]) -> list[str]:
    """Return the migrations of this release that are not among the applied ones."""
    loader = MigrationExecutor(connections["default"]).loader
    return [f"{app}.{name}" for app, name in sorted(loader.disk_migrations) if [app, name] not in applied]


def is_current(alias: str) -> bool:
    """Return whether every migration of this release is applied."""
    executor = MigrationExecutor(connections[alias])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def referenced_files(alias: str) -> Iterator[str]:
    """Yield the names of the stored files that rows refer to, including a photo's renditions."""
    for model in managed_models():
        fields = [field.attname for field in model._meta.local_fields if isinstance(field, models.FileField)]
        if fields:
            for row in all_rows(model, alias).iterator():
                names = row.files() if hasattr(row, "files") else [getattr(row, field).name for field in fields]
                yield from filter(None, names)
