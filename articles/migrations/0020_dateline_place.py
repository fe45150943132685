"""The place that a story's dateline names. The column is added with a constant, so that no row is written."""

from django.db import migrations, models

from articles.database.online_migration import AddConstant

PLACE = models.CharField(
    blank=True,
    db_default='',
    default='',
    help_text='Where the story was written, as the dateline prints it, such as YEREVAN. Empty: it names no place.',
    max_length=120,
)


class Migration(migrations.Migration):
    dependencies = [('articles', '0019_sent_forms')]

    operations = [
        AddConstant(model_name=model, name='dateline_place', field=PLACE.clone())
        for model in ('article', 'historicalarticle')
    ]
