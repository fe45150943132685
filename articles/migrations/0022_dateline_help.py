"""What the form says below a dateline's place and source. No column changes."""

from django.db import migrations, models

PLACE = models.CharField(
    blank=True,
    db_default='',
    default='',
    help_text='Where the story was written, such as YEREVAN. Empty: the dateline names the source alone.',
    max_length=120,
)
SOURCE = models.CharField(
    blank=True,
    help_text='Whom the dateline names, such as PanARMENIAN.Net. If the place is empty too: no dateline.',
    max_length=120,
)


class Migration(migrations.Migration):
    dependencies = [('articles', '0021_seed_uploads')]

    operations = [
        migrations.AlterField(model_name=model, name=name, field=field.clone())
        for model in ('article', 'historicalarticle')
        for name, field in (('dateline_place', PLACE), ('source', SOURCE))
    ]
