"""What remains to be done with the files of photos that readers may no longer see: see articles/photos/renaming.py."""

from django.db import migrations, models


def drop_triggers(apps, schema_editor):
    """Backwards: what writes into the table goes with it. On SQLite every migration drops them."""
    if schema_editor.connection.vendor == "postgresql":
        for name in ("article_updated", "article_deleted", "author_updated", "author_deleted", "byline_updated", "byline_deleted"):
            schema_editor.execute(f"DROP FUNCTION IF EXISTS articles_photohidden_{name}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_preview_links")]

    operations = [
        migrations.CreateModel(
            "PhotoChore",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("photo", models.BigIntegerField(help_text="Its number; the photo may be gone.")),
                (
                    "name",
                    models.CharField(
                        max_length=250,
                        blank=True,
                        default="",
                        db_default="",
                        help_text="A file that no row names any more. Empty: look whether readers may still see the photo.",
                    ),
                ),
                ("due_at", models.DateTimeField(db_index=True)),
            ],
            {"default_permissions": ()},
        ),
        migrations.RunPython(migrations.RunPython.noop, drop_triggers),
    ]
