"""How large each section's block on the front page is. The column is added with a constant, so that no row is written."""

from django.db import migrations, models

from articles.database.online_migration import AddConstant


class Migration(migrations.Migration):
    dependencies = [('articles', '0032_photo_series')]

    operations = [
        AddConstant(
            model_name='section',
            name='front_size',
            field=models.CharField(
                'on the front page',
                blank=True,
                choices=[
                    ('wide', 'Wide: the whole width, with a large picture'),
                    ('half', 'Two in a row'),
                    ('third', 'Three in a row'),
                    ('lines', 'Headlines alone, four in a row'),
                ],
                db_default='',
                default='',
                help_text='Left empty: the first sections are larger than those after them. A row is always filled: '
                'sections that are left over in theirs become wider.',
                max_length=10,
            ),
        ),
    ]
