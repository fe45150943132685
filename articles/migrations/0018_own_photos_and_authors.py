"""Who added a photo, as far as the log knows it, and as which author an account signs."""

from contextlib import contextmanager

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

AT_ONCE = 500  # photos in a statement


@contextmanager
def without_triggers(schema_editor):
    """Update photos without the triggers that look, row by row on PostgreSQL, whether readers see a change: they do not.

    On SQLite every migration drops them. Before the table may be altered again, what the rows refer to is checked.
    """
    if schema_editor.connection.vendor != "postgresql":
        yield
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'articles_photo'::regclass"
            " AND NOT tgisinternal AND tgenabled = 'O'"
        )
        names = [schema_editor.quote_name(name) for (name,) in cursor.fetchall()]
    for name in names:
        schema_editor.execute(f"ALTER TABLE articles_photo DISABLE TRIGGER {name}")
    yield
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name in names:
        schema_editor.execute(f"ALTER TABLE articles_photo ENABLE TRIGGER {name}")


def fill_added_by(apps, schema_editor):
    """Take from the log who added the photos that exist; the import writes nothing there, so its photos have nobody."""
    using = schema_editor.connection.alias
    Photo = apps.get_model("articles", "Photo")
    entries = apps.get_model("admin", "LogEntry").objects.using(using).filter(
        action_flag=1, content_type__app_label="articles", content_type__model="photo"
    )
    added = {}
    for number, account in entries.values_list("object_id", "user_id").iterator():
        if number and number.isascii() and number.isdecimal() and len(number) <= 18:
            added.setdefault(account, []).append(int(number))
    with without_triggers(schema_editor):
        for account, numbers in added.items():
            for begin in range(0, len(numbers), AT_ONCE):
                Photo.objects.using(using).filter(pk__in=numbers[begin : begin + AT_ONCE]).update(added_by_id=account)


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0001_initial"),
        ("articles", "0017_photo_uses"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "Photo",
            "added_by",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "Author",
            "account",
            models.OneToOneField(
                blank=True,
                error_messages={"unique": "This account signs as another author. Take it off that one first."},
                help_text="Who signs as this author. Readers do not see it.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="author",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(fill_added_by, migrations.RunPython.noop),
    ]
