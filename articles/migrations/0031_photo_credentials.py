"""The Content Credentials (C2PA) that came in the files of photos."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0030_photo_facts'),
    ]

    operations = [
        migrations.CreateModel(
            name='PhotoCredentials',
            fields=[
                ('photo', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='credentials', serialize=False, to='articles.photo')),
                ('manifest', models.BinaryField()),
            ],
            options={
                'verbose_name_plural': 'photo credentials',
                'default_permissions': (),
            },
        ),
    ]
