"""A type of stories: photo series. Nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0031_photo_credentials'),
    ]

    operations = [
        migrations.AlterField(
            model_name='article',
            name='story_type',
            field=models.CharField(choices=[('story', 'Story'), ('brief', 'Brief'), ('series', 'Photo series'), ('flash', 'Flash')], db_default='story', default='story', editable=False, help_text='Set when the story is saved, by whether it has a text.', max_length=10),
        ),
        migrations.AlterField(
            model_name='historicalarticle',
            name='story_type',
            field=models.CharField(choices=[('story', 'Story'), ('brief', 'Brief'), ('series', 'Photo series'), ('flash', 'Flash')], db_default='story', default='story', editable=False, help_text='Set when the story is saved, by whether it has a text.', max_length=10),
        ),
    ]
