"""An index of language versions: that of their constraint leaves out withdrawn ones, so their lists read every story.

On PostgreSQL it is made beside the work of others.
"""

from django.db import models

from articles.database.online_migration import AddIndexBesideOthers, OnlineMigration


class Migration(OnlineMigration):

    dependencies = [('articles', '0028_not_versions')]

    operations = [
        AddIndexBesideOthers(
            model_name='article',
            index=models.Index(fields=['translation_group'], condition=models.Q(('translation_group__isnull', False)), name='article_versions'),
        ),
    ]
