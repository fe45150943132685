"""Each story's site language, also beside its tags and authors, and its language versions; the indexes of the lists.

On PostgreSQL nobody waits long: the columns are added with a constant, the indexes are made beside the work of others.
"""

import django.db.models.deletion
from django.db import migrations, models

from articles.database.online_migration import AddConstant, AddFieldOnce, AddIndexBesideOthers, OnlineMigration


class Migration(OnlineMigration):

    dependencies = [('articles', '0023_languages')]

    operations = [
        AddConstant(
            model_name='article',
            name='site_language',
            field=models.CharField(db_default='en', default='en', editable=False, help_text='The language of the site whose lists show the story: its own if that has been opened.', max_length=35),
        ),
        AddConstant(
            model_name='byline',
            name='site_language',
            field=models.CharField(db_default='en', default='en', editable=False, max_length=35),
        ),
        AddConstant(
            model_name='taggedarticle',
            name='site_language',
            field=models.CharField(db_default='en', default='en', editable=False, max_length=35),
        ),
        AddFieldOnce(
            model_name='article',
            name='translation_group',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='articles', to='articles.translationgroup'),
        ),
        AddIndexBesideOthers(
            model_name='byline',
            index=models.Index(models.F('author'), models.F('site_language'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('article'), descending=True), name='written_by_language'),
        ),
        AddIndexBesideOthers(
            model_name='taggedarticle',
            index=models.Index(models.F('tag'), models.F('site_language'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('content_object'), descending=True), name='tagged_by_language'),
        ),
        AddIndexBesideOthers(
            model_name='article',
            index=models.Index(models.F('site_language'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='article_language_newest'),
        ),
        AddIndexBesideOthers(
            model_name='article',
            index=models.Index(models.F('site_language'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('story_type', 'brief'), _negated=True), name='article_language_written'),
        ),
        AddIndexBesideOthers(
            model_name='article',
            index=models.Index(models.F('site_language'), models.F('section'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('story_type', 'brief'), _negated=True), name='article_language_section'),
        ),
        migrations.RemoveIndex(
            model_name='byline',
            name='written_newest',
        ),
        migrations.RemoveIndex(
            model_name='taggedarticle',
            name='tagged_newest',
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(condition=models.Q(('translation_group__isnull', False), ('withdrawn_at', None)), fields=('translation_group', 'language'), name='article_once_a_language'),
        ),
    ]
