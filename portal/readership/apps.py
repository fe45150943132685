from django.apps import AppConfig

from articles.database import edition


class ReadershipConfig(AppConfig):
    name = "portal.readership"
    label = "readership"
    verbose_name = "Readers"

    def ready(self):
        edition.watch(edition.Watched("readership_mostread", ("language", "position", "story")))
