"""A copy of each story's moment beside its tags and authors, and the indexes of their lists: see articles/database/listing_dates.py.

On PostgreSQL nobody waits long: the copies are written in batches, the indexes are made beside the work of others, so
that it is no transaction there. Each step asks the database that it runs on, which need not be the default one, and
can be repeated where an earlier run was stopped.
"""

from contextlib import nullcontext

from django.db import migrations, models, transaction
from django.db.models import F, Max, Min

BATCH = 20_000  # articles


def copy_moments(apps, schema_editor):
    """On PostgreSQL in batches; on SQLite, where nobody else writes meanwhile, moments.install does it all at once."""
    if schema_editor.connection.vendor != 'postgresql':
        return
    articles = apps.get_model('articles', 'Article').objects.using(schema_editor.connection.alias)
    ends = articles.aggregate(first=Min('pk'), last=Max('pk'))
    for start in range(ends['first'] or 0, (ends['last'] or -1) + 1, BATCH):
        for table, number in (('articles_taggedarticle', 'content_object_id'), ('articles_byline', 'article_id')):
            schema_editor.execute(
                f'UPDATE {table} SET published_at = a.published_at FROM articles_article a '
                f'WHERE a.id = {number} AND {number} >= %s AND {number} < %s AND a.published_at IS NOT NULL',
                [start, start + BATCH],
            )


class AddFieldOnce(migrations.AddField):
    """Adds the column unless a run that was stopped has added it."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        with schema_editor.connection.cursor() as cursor:
            columns = schema_editor.connection.introspection.get_table_description(cursor, table)
        if schema_editor.collect_sql or self.name not in {column.name for column in columns}:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class AddIndexBesideOthers(migrations.AddIndex):
    """On PostgreSQL without a lock on writers; half an index that a run which was stopped has left goes first."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != 'postgresql':
            return super().database_forwards(app_label, schema_editor, from_state, to_state)
        schema_editor.execute(f'DROP INDEX CONCURRENTLY IF EXISTS {self.index.name}')
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.add_index(model, self.index, concurrently=True)


def whole_on_sqlite(schema_editor):
    connection = schema_editor.connection
    return nullcontext() if connection.vendor == 'postgresql' else transaction.atomic(using=connection.alias)


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL makes no index beside others within a transaction

    dependencies = [
        ('articles', '0009_subjects'),
    ]

    operations = [
        AddFieldOnce(
            model_name='byline',
            name='published_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        AddFieldOnce(
            model_name='taggedarticle',
            name='published_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(copy_moments, migrations.RunPython.noop),
        AddIndexBesideOthers(
            model_name='byline',
            index=models.Index(
                F('author'), F('published_at').desc(), F('article').desc(), name='written_newest'
            ),
        ),
        AddIndexBesideOthers(
            model_name='taggedarticle',
            index=models.Index(
                F('tag'), F('published_at').desc(), F('content_object').desc(), name='tagged_newest'
            ),
        ),
        migrations.AlterField(
            model_name='byline',
            name='author',
            field=models.ForeignKey(
                db_index=False, on_delete=models.deletion.PROTECT, related_name='bylines', to='articles.author'
            ),
        ),
    ]

    def apply(self, project_state, schema_editor, collect_sql=False):
        with whole_on_sqlite(schema_editor):
            return super().apply(project_state, schema_editor, collect_sql)

    def unapply(self, project_state, schema_editor, collect_sql=False):
        with whole_on_sqlite(schema_editor):
            return super().unapply(project_state, schema_editor, collect_sql)
