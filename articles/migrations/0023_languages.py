"""The languages of the site, names in them, language versions; Top stories and the front page of each language."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0022_dateline_help'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuthorName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='A language of the site other than the default one, such as ru.', max_length=35)),
                ('name', models.CharField(max_length=100)),
                ('bio', models.TextField(blank=True, help_text="A sentence or two; stands on the author's page.")),
            ],
            options={
                'verbose_name': 'name in another language',
                'verbose_name_plural': 'names in other languages',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Language',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(blank=True, help_text='1 is first. Left empty: at the end. The others make room.', unique=True)),
                ('tag', models.CharField(help_text='Its stories are those in this language; the addresses of its pages begin with it: /ru/.', max_length=35, unique=True, verbose_name='language')),
                ('site_name', models.CharField(blank=True, help_text='Left empty: as in the default language.', max_length=100)),
                ('tagline', models.CharField(blank=True, help_text='One sentence; left empty: none.', max_length=200)),
                ('opened_at', models.DateTimeField(blank=True, editable=False, help_text='Empty: readers see nothing of this language yet.', null=True)),
            ],
            options={
                'ordering': ['position'],
                'permissions': [('open_language', 'Can open a language for readers, and close it')],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SectionName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='A language of the site other than the default one, such as ru.', max_length=35)),
                ('name', models.CharField(max_length=100)),
                ('slug', models.SlugField(blank=True, help_text='Left empty: made from the name.', max_length=100)),
                ('description', models.CharField(blank=True, help_text='One sentence; stands under the heading.', max_length=200)),
            ],
            options={
                'verbose_name': 'name in another language',
                'verbose_name_plural': 'names in other languages',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='TagName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='A language of the site other than the default one, such as ru.', max_length=35)),
                ('name', models.CharField(max_length=100)),
                ('slug', models.SlugField(blank=True, help_text='Left empty: made from the name.', max_length=100)),
            ],
            options={
                'verbose_name': 'name in another language',
                'verbose_name_plural': 'names in other languages',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Translation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_version', models.PositiveIntegerField(default=1, help_text="The version of the source's text (Article.text_version) that it follows.")),
                ('source_correction', models.PositiveBigIntegerField(default=0, help_text="The number of the source's newest correction that it takes into account; 0: none.")),
                ('kind', models.CharField(choices=[('translation', 'Translation'), ('adaptation', 'Adaptation')], default='translation', max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='When it was linked or last checked.')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='TranslationGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AlterModelOptions(
            name='frontslot',
            options={'ordering': ['language', 'place'], 'verbose_name': 'front page slot'},
        ),
        migrations.AlterModelOptions(
            name='topstory',
            options={'ordering': ['language', 'position'], 'verbose_name_plural': 'top stories'},
        ),
        migrations.AddField(
            model_name='front',
            name='language',
            field=models.CharField(db_default='en', default='en', editable=False, max_length=35),
        ),
        migrations.AddField(
            model_name='frontslot',
            name='language',
            field=models.CharField(db_default='en', default='en', editable=False, help_text='Of the front page: a site language.', max_length=35),
        ),
        migrations.AddField(
            model_name='topstory',
            name='language',
            field=models.CharField(db_default='en', default='en', editable=False, help_text="The story's site language.", max_length=35),
        ),
        migrations.AlterField(
            model_name='frontslot',
            name='place',
            field=models.PositiveSmallIntegerField(choices=[(0, 'Lead'), (1, 'Second, first place'), (2, 'Second, middle place'), (3, 'Second, last place')]),
        ),
        migrations.AlterField(
            model_name='topstory',
            name='position',
            field=models.PositiveSmallIntegerField(blank=True, help_text='1 is first. Left empty: at the end. The others make room.'),
        ),
        migrations.AddIndex(
            model_name='front',
            index=models.Index(models.F('language'), models.OrderBy(models.F('id'), descending=True), name='front_by_language'),
        ),
        migrations.AddConstraint(
            model_name='frontslot',
            constraint=models.UniqueConstraint(fields=('language', 'place'), name='front_slot_once_a_place'),
        ),
        migrations.AddConstraint(
            model_name='topstory',
            constraint=models.UniqueConstraint(fields=('language', 'position'), name='top_story_once_a_position'),
        ),
        migrations.AddField(
            model_name='authorname',
            name='author',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='names', to='articles.author'),
        ),
        migrations.AddField(
            model_name='sectionname',
            name='section',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='names', to='articles.section'),
        ),
        migrations.AddField(
            model_name='tagname',
            name='tag',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='names', to='articles.tag'),
        ),
        migrations.AddField(
            model_name='translation',
            name='article',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='translation', to='articles.article'),
        ),
        migrations.AddField(
            model_name='translation',
            name='by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='translation',
            name='source',
            field=models.ForeignKey(help_text='The story whose text it follows; empty: that was deleted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='translations', to='articles.article'),
        ),
        migrations.AddField(
            model_name='translation',
            name='translator',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='translations', to='articles.author'),
        ),
        migrations.AddConstraint(
            model_name='authorname',
            constraint=models.UniqueConstraint(fields=('author', 'language'), name='author_name_once_a_language'),
        ),
        migrations.AddConstraint(
            model_name='sectionname',
            constraint=models.UniqueConstraint(fields=('section', 'language'), name='section_name_once_a_language'),
        ),
        migrations.AddConstraint(
            model_name='sectionname',
            constraint=models.UniqueConstraint(fields=('language', 'slug'), name='section_name_slug_unique'),
        ),
        migrations.AddConstraint(
            model_name='sectionname',
            constraint=models.UniqueConstraint(fields=('language', 'name'), name='section_name_name_unique'),
        ),
        migrations.AddConstraint(
            model_name='tagname',
            constraint=models.UniqueConstraint(fields=('tag', 'language'), name='tag_name_once_a_language'),
        ),
        migrations.AddConstraint(
            model_name='tagname',
            constraint=models.UniqueConstraint(fields=('language', 'slug'), name='tag_name_slug_unique'),
        ),
        migrations.AddConstraint(
            model_name='tagname',
            constraint=models.UniqueConstraint(fields=('language', 'name'), name='tag_name_name_unique'),
        ),
    ]
