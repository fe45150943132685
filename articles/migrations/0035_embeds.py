"""What other sites say of the videos, posts, sounds and maps that stories embed: a new table."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0034_kicker'),
    ]

    operations = [
        migrations.CreateModel(
            name='Embed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(editable=False, max_length=500, unique=True)),
                ('provider', models.CharField(editable=False, max_length=20)),
                ('title', models.CharField(blank=True, default='', editable=False, max_length=300)),
                ('author', models.CharField(blank=True, default='', editable=False, max_length=200)),
                ('own_title', models.CharField(blank=True, default='', help_text="What readers are to see in place of the site's own title.", max_length=300, verbose_name='title')),
                ('picture', models.ImageField(blank=True, default='', editable=False, height_field='picture_height', max_length=200, upload_to='embeds/%Y/%m', width_field='picture_width')),
                ('picture_width', models.PositiveIntegerField(editable=False, null=True)),
                ('picture_height', models.PositiveIntegerField(editable=False, null=True)),
                ('shape', models.CharField(blank=True, default='', editable=False, max_length=10)),
                ('fetched_at', models.DateTimeField(editable=False, null=True)),
                ('next_fetch', models.DateTimeField(editable=False, null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('last_error', models.CharField(blank=True, default='', editable=False, max_length=300)),
            ],
            options={
                'verbose_name': 'embed',
                'ordering': ['-id'],
                'indexes': [models.Index(models.F('next_fetch'), condition=models.Q(('next_fetch__isnull', False)), name='embed_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('address', ''), _negated=True), name='embed_address_not_empty')],
            },
        ),
    ]
