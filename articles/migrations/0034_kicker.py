"""What stands before a story's headline. The column is added with a constant, so that no row is written."""

from django.db import migrations, models

from articles.database.online_migration import AddConstant

KICKER = models.CharField(
    blank=True,
    choices=[
        ('breaking', 'Breaking'),
        ('live', 'Live'),
        ('analysis', 'Analysis'),
        ('opinion', 'Opinion'),
        ('interview', 'Interview'),
        ('photo', 'Photo'),
        ('video', 'Video'),
    ],
    db_default='',
    default='',
    help_text='One word before the headline, in lists and on the story. Empty: none.',
    max_length=20,
)


class Migration(migrations.Migration):
    dependencies = [('articles', '0033_section_front_size')]

    operations = [
        AddConstant(model_name=model, name='kicker', field=KICKER.clone())
        for model in ('article', 'historicalarticle')
    ]
