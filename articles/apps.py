from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from articles import search
from articles.database import (
    day_counts,
    django_internals,
    edition,
    folded,
    folded_keys,
    listing_dates,
    photo_chores,
    triggers,
)
from articles.search import vocabulary

# What `install` creates: tables with these names, and functions whose names begin with them.
BESIDE_MODELS = (
    *(search.TABLE, vocabulary.TABLE, listing_dates.NAME, day_counts.TABLE, photo_chores.NAME, edition.TABLE),
)


def install(using, **kwargs):
    """Create what the database needs in addition to the models' tables; runs after every `migrate`."""
    search.install(connections[using])
    vocabulary.install(connections[using])
    listing_dates.install(connections[using])
    day_counts.install(connections[using])
    photo_chores.install(connections[using])
    edition.install(connections[using])
    folded_keys.install(connections[using])


def make_way(using, plan, **kwargs):
    """Drop the triggers that would prevent migrations; runs before a `migrate` that has something to do."""
    if plan:
        backwards = any(back for _, back in plan)
        for table in BESIDE_MODELS:
            triggers.make_way(connections[using], table, backwards=backwards)


def prepare(connection, **kwargs):
    """Prepare a new connection to a database."""
    folded.prepare(connection)


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "News"

    def ready(self):
        django_internals.know_json_support()
        connection_created.connect(prepare)
        pre_migrate.connect(make_way, sender=self)
        post_migrate.connect(install, sender=self)
