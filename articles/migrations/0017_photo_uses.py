"""The photos of a story move from one key of the article to a table, with texts of the story's own; versions keep theirs.

On PostgreSQL nobody waits long: the rows are copied in batches, each committed by itself, and each step can be repeated
where an earlier run was stopped. The two old columns stay there, without their keys, for the processes of the release
before, which read them until they are replaced; a later release drops them. On SQLite all of it is one transaction.
"""

import django.db.models.deletion
from django.db import migrations, models

from articles.database.online_migration import AddFieldOnce, OnlineMigration

BATCH = 20_000  # rows
TRIGGERS = ("article_updated", "photouse_updated", "photouse_deleted")

COPY_KEYS = (
    "INSERT INTO articles_photouse (article_id, photo_id, position, caption, credit, alt) "
    "SELECT id, photo_id, 1, '', '', '' FROM articles_article "
    "WHERE id >= %s AND id < %s AND photo_id IS NOT NULL "
    "ON CONFLICT (article_id, position) DO UPDATE SET photo_id = excluded.photo_id"
)
KEYS_BACK = (
    "UPDATE articles_article SET photo_id = "
    "(SELECT u.photo_id FROM articles_photouse u WHERE u.article_id = articles_article.id AND u.position = 1) "
    "WHERE id >= %s AND id < %s"
)
ONE = {
    "sqlite": "json_array(json_object('photo', photo_id, 'caption', '', 'credit', '', 'alt', ''))",
    "postgresql": "jsonb_build_array(jsonb_build_object('photo', photo_id, 'caption', '', 'credit', '', 'alt', ''))",
}
FIRST = {"sqlite": "json_extract(photos, '$[0].photo')", "postgresql": "(photos->0->>'photo')::bigint"}
COPY_VERSIONS = (
    "UPDATE articles_historicalarticle SET photos = {one} "
    "WHERE history_id >= %s AND history_id < %s AND photo_id IS NOT NULL"
)
VERSIONS_BACK = (
    "UPDATE articles_historicalarticle SET photo_id = {first} WHERE history_id >= %s AND history_id < %s"
)


def in_batches(schema_editor, table: str, key: str, statement: str) -> None:
    """Run the statement for each range of BATCH numbers of the table's key; there is no transaction on PostgreSQL."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT min({key}), max({key}) FROM {table}")
        first, last = cursor.fetchone()
    for start in range(first or 0, (last or -1) + 1, BATCH):
        schema_editor.execute(statement, [start, start + BATCH])


def copy(apps, schema_editor):
    one = ONE[schema_editor.connection.vendor]
    in_batches(schema_editor, "articles_article", "id", COPY_KEYS)
    in_batches(schema_editor, "articles_historicalarticle", "history_id", COPY_VERSIONS.format(one=one))


def copy_back(apps, schema_editor):
    """Backwards: the first photo alone, without the story's own texts."""
    first = FIRST[schema_editor.connection.vendor]
    in_batches(schema_editor, "articles_article", "id", KEYS_BACK)
    in_batches(schema_editor, "articles_historicalarticle", "history_id", VERSIONS_BACK.format(first=first))


def drop_triggers(apps, schema_editor):
    """Backwards: what reads the table goes with it. On SQLite every migration drops them."""
    if schema_editor.connection.vendor == "postgresql":
        for name in TRIGGERS:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS articles_photohidden_{name}() CASCADE")


class CreateModelOnce(migrations.CreateModel):
    """Create the table, with its keys in one transaction, unless a run that was stopped has created it."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        connection = schema_editor.connection
        if connection.vendor != "postgresql" or schema_editor.collect_sql:
            return super().database_forwards(app_label, schema_editor, from_state, to_state)
        table = to_state.apps.get_model(app_label, self.name)._meta.db_table
        if table not in connection.introspection.table_names():
            with connection.schema_editor(atomic=True) as whole:
                super().database_forwards(app_label, whole, from_state, to_state)


class ForgetKey(migrations.RemoveField):
    """Remove the key of a photo; on PostgreSQL the column stays, and no longer prevents that its photo is deleted."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            return super().database_forwards(app_label, schema_editor, from_state, to_state)
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        with schema_editor.connection.cursor() as cursor:
            constraints = schema_editor.connection.introspection.get_constraints(cursor, table)
        for name, constraint in constraints.items():
            if constraint["foreign_key"] and constraint["columns"] == ["photo_id"]:
                schema_editor.execute(f'ALTER TABLE {table} DROP CONSTRAINT IF EXISTS "{name}"')

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS photo_id CASCADE")
        super().database_backwards(app_label, schema_editor, from_state, to_state)


class Migration(OnlineMigration):
    dependencies = [("articles", "0016_story_type_and_language")]

    operations = [
        CreateModelOnce(
            "PhotoUse",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photo_uses",
                        to="articles.article",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="articles.photo"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, help_text="1 is the story's lead photo.")),
                (
                    "caption",
                    models.CharField(blank=True, help_text="Left empty: the photo's own serves.", max_length=500),
                ),
                (
                    "credit",
                    models.CharField(blank=True, help_text="Left empty: the photo's own serves.", max_length=200),
                ),
                (
                    "alt",
                    models.CharField(
                        "alternative text",
                        blank=True,
                        help_text="Left empty: the photo's own serves.",
                        max_length=300,
                    ),
                ),
            ],
            {
                "ordering": ["article", "position"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("article", "position"), name="photo_use_once_a_position"),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1)), name="photo_use_position_from_1"
                    ),
                ],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, drop_triggers),
        AddFieldOnce(
            "historicalarticle",
            "photos",
            models.JSONField(default=list, editable=False, help_text="In order: number, caption, credit, alt."),
        ),
        migrations.RunPython(copy, copy_back),
        ForgetKey("article", "photo"),
        ForgetKey("historicalarticle", "photo"),
    ]
