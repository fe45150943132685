"""Each story's type, language, opening and version of its text, stored.

`is_brief`, which the database made from the text, becomes a type that the newsroom and the import set. A summary that
is only the beginning of the text becomes the opening; the summary is then empty, as nobody has written one.

On PostgreSQL nobody waits long: the columns have constant defaults, the rows are written in batches, and the indexes
are made beside the work of others, so that it is no transaction there; it can be repeated where a run was stopped.
`is_brief` stays there for the processes of the release before; a later release drops it. On SQLite the table is
rebuilt once, by the constraint.
"""

from django.db import migrations, models, transaction
from django.db.models import F, Q

from articles.database.online_migration import AddConstant, AddIndexBesideOthers, OnlineMigration, columns_of
from articles.text import richtext
from articles.text.languages.detection import language_of
from articles.text.sentences import first_sentence

BATCH = 5_000  # rows
NEWEST = (F('published_at').desc(), F('id').desc())
WRITTEN = ~Q(story_type='brief')
COLUMNS = {
    'language': models.CharField(
        blank=True,
        db_default='en',
        help_text='A language tag (BCP 47), such as hy. Left empty: judged by the text.',
        max_length=35,
    ),
    'opening': models.TextField(
        blank=True,
        db_default='',
        default='',
        editable=False,
        help_text='The first sentence of the text, while there is no summary.',
    ),
    'story_type': models.CharField(
        choices=[('story', 'Story'), ('brief', 'Brief'), ('flash', 'Flash')],
        db_default='story',
        default='story',
        editable=False,
        help_text='Set when the story is saved, by whether it has a text.',
        max_length=10,
    ),
    'text_version': models.PositiveIntegerField(
        db_default=1,
        default=1,
        editable=False,
        help_text='Raised by every change of the headline, the summary or the text that is no minor edit.',
    ),
}


class ForgetGenerated(migrations.RemoveField):
    """Forgets a column that the database makes. On SQLite the next operation drops it, which rebuilds the table."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        pass

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        if self.name not in columns_of(schema_editor, table):
            super().database_backwards(app_label, schema_editor, from_state, to_state)


def leave_search(apps, schema_editor):
    """Drop the search's triggers, which would index each row anew: `install` makes them and the table after this."""
    if schema_editor.connection.vendor == 'postgresql':
        for event in ('inserted', 'updated', 'deleted', 'emptied'):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS articles_search_{event} ON articles_article')


def fill(apps, schema_editor):
    database = schema_editor.connection.alias
    blurbs = apps.get_model('articles', 'Seed').objects.using(database).exclude(blurb='')
    for name in ('Article', 'HistoricalArticle'):
        model = apps.get_model('articles', name)
        rows = model.objects.using(database).order_by('pk')
        rows.filter(body='', time_known=True).update(story_type='flash')
        rows.filter(body='', time_known=False).update(story_type='brief')
        last = 0
        while batch := list(rows.filter(pk__gt=last).values_list('pk', 'id', 'headline', 'summary', 'body')[:BATCH]):
            last = batch[-1][0]
            ids = [row[1] for row in batch]
            with_blurb = set(blurbs.filter(article_id__gte=min(ids), article_id__lte=max(ids)).values_list('pk', flat=True))
            write(schema_editor.connection, model, [values(*row[2:], row[1] in with_blurb) + row[:1] for row in batch])


def values(headline, summary, body, has_blurb):
    """Return the story's summary, opening and language. `has_blurb`: the summary may be the agency's own."""
    paragraphs = richtext.to_paragraphs(body)
    opening = first_sentence(' '.join(paragraphs[:1]))
    made = summary and (summary == opening or (paragraphs and not has_blurb and paragraphs[0].startswith(summary)))
    language = language_of('\n'.join([headline, summary, *paragraphs]))
    return ('', opening, language) if made or not summary else (summary, '', language)


def write(connection, model, rows):
    table, key = model._meta.db_table, model._meta.pk.column
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == 'postgresql':
            cursor.execute(
                f'UPDATE {table} SET summary = v.summary, opening = v.opening, language = v.language FROM unnest('
                f'%s::text[], %s::text[], %s::text[], %s::bigint[]) AS v (summary, opening, language, pk) '
                f'WHERE {key} = v.pk',
                [list(column) for column in zip(*rows)],
            )
        else:
            cursor.executemany(f'UPDATE {table} SET summary = %s, opening = %s, language = %s WHERE {key} = %s', rows)


def give_back(apps, schema_editor):
    """Make the opening the summary again."""
    leave_search(apps, schema_editor)
    for name in ('Article', 'HistoricalArticle'):
        rows = apps.get_model('articles', name).objects.using(schema_editor.connection.alias)
        rows.filter(summary='').update(summary=F('opening'))


class Migration(OnlineMigration):
    dependencies = [('articles', '0015_photo_chores')]

    operations = [
        *(
            AddConstant(model_name=model, name=name, field=field.clone())
            for model in ('article', 'historicalarticle')
            for name, field in COLUMNS.items()
        ),
        migrations.RunPython(leave_search, migrations.RunPython.noop),
        migrations.RunPython(fill, give_back),
        AddIndexBesideOthers('article', models.Index(*NEWEST, condition=WRITTEN, name='article_newest_written')),
        AddIndexBesideOthers(
            'article', models.Index('section', *NEWEST, condition=WRITTEN, name='article_section_written')
        ),
        AddIndexBesideOthers(
            'article', models.Index('section', *NEWEST, condition=Q(story_type='brief'), name='article_section_briefs')
        ),
        AddIndexBesideOthers(
            'article',
            models.Index(
                *('published_at', 'updated_at', 'withdrawn_at', 'retracted_at', 'story_type'),
                condition=Q(updated_at__isnull=False) & WRITTEN,
                name='article_changed_written',
            ),
        ),
        migrations.RemoveIndex('article', 'article_newest_full'),
        migrations.RemoveIndex('article', 'article_in_section'),
        migrations.RemoveIndex('article', 'article_changed'),
        ForgetGenerated('article', 'is_brief'),
        migrations.AddConstraint(
            'article',
            models.CheckConstraint(
                condition=Q(body='', story_type__in=('brief', 'flash'))
                | (~Q(body='') & ~Q(story_type__in=('brief', 'flash'))),
                name='article_type_fits_text',
            ),
        ),
        *(
            migrations.AlterField(
                model,
                'body',
                models.TextField(
                    blank=True,
                    help_text='Left empty, the story is a flash: a headline, with a summary or without.',
                    verbose_name='text',
                ),
            )
            for model in ('article', 'historicalarticle')
        ),
    ]
