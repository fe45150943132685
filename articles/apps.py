from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from articles import search


def install_search(using, **kwargs):
    """After every `migrate`: the search's table and triggers stand."""
    search.install(connections[using])


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "News"

    def ready(self):
        post_migrate.connect(install_search, sender=self)
