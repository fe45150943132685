"""A copy of each story's moment beside its tags and authors, and the indexes of their lists: see articles/database/listing_dates.py.

On PostgreSQL nobody waits long: the copies are written in batches, the indexes are made beside the work of others, so
that it is no transaction there. Each step asks the database that it runs on, which need not be the default one, and
can be repeated where an earlier run was stopped.
"""

from django.db import migrations, models
from django.db.models import F, Max, Min

from articles.database.online_migration import AddFieldOnce, AddIndexBesideOthers, OnlineMigration

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


class Migration(OnlineMigration):
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
