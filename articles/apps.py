from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from articles import editions, search


def install(using, **kwargs):
    """After every `migrate`: what stands in the database beside the models' tables."""
    search.install(connections[using])
    editions.install(connections[using])


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "News"

    def ready(self):
        post_migrate.connect(install, sender=self)
