"""Which stories' language was judged by a text that may as well be in another one, so that somebody looks at them.

Briefs are left out: they were judged by a line or two, and their page's language decides.
"""

from django.db import migrations, models
from django.db.models import F, Q

from articles.database.online_migration import AddConstant, AddIndexBesideOthers, OnlineMigration
from articles.text import richtext
from articles.text.languages.detection import is_doubtful, language_of

BATCH = 2_000  # rows
NEWEST = (F('published_at').desc(), F('id').desc())


def fill(apps, schema_editor):
    rows = apps.get_model('articles', 'Article').objects.using(schema_editor.connection.alias)
    last = 0
    columns = ('pk', 'language', 'headline', 'summary', 'body')
    while batch := list(rows.filter(pk__gt=last).order_by('pk').values_list(*columns, 'story_type')[:BATCH]):
        last = batch[-1][0]
        doubtful = [pk for pk, *story, kind in batch if kind != 'brief' and was_judged_with_doubt(*story)]
        rows.filter(pk__in=doubtful).update(language_doubtful=True)


def was_judged_with_doubt(language, headline, summary, body):
    """Return whether nobody has stated the language and the words leave doubt about it."""
    words = '\n'.join([headline, summary, *richtext.to_paragraphs(body)])
    return is_doubtful(words, language) and language == language_of(words)


class Migration(OnlineMigration):
    dependencies = [('articles', '0024_site_language')]

    operations = [
        AddConstant(
            model_name='article',
            name='language_doubtful',
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text='The language was judged by a text that may as well be in another one, and nobody has looked yet.',
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        AddIndexBesideOthers(
            model_name='article',
            index=models.Index(
                *NEWEST, condition=Q(('language_doubtful', True)), name='article_language_doubtful'
            ),
        ),
    ]
