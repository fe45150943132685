"""Parts of migrations that run while the site is in use: nobody waits long on PostgreSQL, and each can be repeated."""

from contextlib import nullcontext

from django.db import migrations, transaction


def columns_of(schema_editor, table: str) -> set[str]:
    """Return the names of the columns that the table has now."""
    with schema_editor.connection.cursor() as cursor:
        return {column.name for column in schema_editor.connection.introspection.get_table_description(cursor, table)}


class AddFieldOnce(migrations.AddField):
    """Add the column unless a run that was stopped has added it."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        if schema_editor.collect_sql or self.name not in columns_of(schema_editor, table):
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class AddConstant(migrations.AddField):
    """Add a column with a constant default, without rebuilding the table, unless a run that was stopped added it."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        field = model._meta.get_field(self.name)
        if not schema_editor.collect_sql and field.column in columns_of(schema_editor, model._meta.db_table):
            return
        definition, params = schema_editor.column_sql(model, field)
        table, column = (schema_editor.quote_name(name) for name in (model._meta.db_table, field.column))
        schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN {column} {definition}", params or None)


class AddIndexBesideOthers(migrations.AddIndex):
    """Add the index, on PostgreSQL without a lock on writers; half an index that a stopped run has left goes first."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            return super().database_forwards(app_label, schema_editor, from_state, to_state)
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {self.index.name}")
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.add_index(model, self.index, concurrently=True)


class OnlineMigration(migrations.Migration):
    """A migration that is no transaction on PostgreSQL, where its batches are committed one by one; it is on SQLite."""

    atomic = False

    def apply(self, project_state, schema_editor, collect_sql=False):
        with self._whole_on_sqlite(schema_editor):
            return super().apply(project_state, schema_editor, collect_sql)

    def unapply(self, project_state, schema_editor, collect_sql=False):
        with self._whole_on_sqlite(schema_editor):
            return super().unapply(project_state, schema_editor, collect_sql)

    def _whole_on_sqlite(self, schema_editor):
        connection = schema_editor.connection
        return nullcontext() if connection.vendor == "postgresql" else transaction.atomic(using=connection.alias)
