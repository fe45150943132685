"""Audio, video and documents of our own, their captions, the stories that show them: four new tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0036_topic_pages'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FileChore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('media_file', models.BigIntegerField(help_text='Its number; the file may be gone.')),
                ('name', models.CharField(blank=True, db_default='', default='', help_text='A file that no row names any more. Empty: look whether readers may still see the file.', max_length=250)),
                ('due_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MediaFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to='files/%Y/%m')),
                ('kind', models.CharField(choices=[('audio', 'Audio'), ('video', 'Video'), ('document', 'Document')], editable=False, max_length=10)),
                ('type', models.CharField(editable=False, max_length=10)),
                ('title', models.CharField(blank=True, help_text='What readers see. Left empty: the name of the file, without .mp3.', max_length=200)),
                ('language', models.CharField(blank=True, default='', help_text='What is spoken or written in it: a tag such as ru or hy.', max_length=35)),
                ('credit', models.CharField(blank=True, help_text='Who made it, such as Video: Ani Petrosyan.', max_length=200)),
                ('transcript', models.TextField(blank=True, default='', help_text='All that is said, for those who cannot hear it. An empty line begins a paragraph.')),
                ('size', models.PositiveBigIntegerField(editable=False)),
                ('seconds', models.PositiveIntegerField(editable=False, null=True)),
                ('width', models.PositiveIntegerField(editable=False, null=True)),
                ('height', models.PositiveIntegerField(editable=False, null=True)),
                ('digest', models.CharField(db_index=True, editable=False, max_length=64)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('poster', models.ForeignKey(blank=True, help_text='The picture of a video before it plays.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.photo')),
            ],
            options={
                'verbose_name': 'file',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='FileUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='file_uses', to='articles.article')),
                ('media_file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='articles.mediafile', verbose_name='file')),
            ],
            options={
                'ordering': ['article', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Captions',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='A tag such as en, ru or hy.', max_length=35)),
                ('file', models.FileField(max_length=200, upload_to='files/%Y/%m')),
                ('media_file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='captions', to='articles.mediafile')),
            ],
            options={
                'verbose_name_plural': 'captions',
                'ordering': ['media_file', 'language'],
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='mediafile',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='media_file_title_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='fileuse',
            constraint=models.UniqueConstraint(fields=('article', 'media_file'), name='file_use_once_a_story'),
        ),
        migrations.AddConstraint(
            model_name='captions',
            constraint=models.UniqueConstraint(fields=('media_file', 'language'), name='captions_once_a_language'),
        ),
    ]
