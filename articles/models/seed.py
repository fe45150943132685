from django.db import models

from articles.models.article import Article


class Seed(models.Model):
    """What the seed files said of a story, kept as they said it.

    By it a second import recognises the story whatever an editor has made of
    it since, sees which files are unchanged, and tells an editor's change
    from its own.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="seed")
    key = models.CharField(max_length=64, unique=True, help_text="Identity: of headline and stamp, or of the line.")
    digest = models.CharField(
        max_length=32, blank=True, db_index=True, help_text="Of the file's bytes; empty: a brief."
    )
    line = models.TextField(blank=True, help_text="A sidebar's entry as it stood; empty for a file's own story.")
    blurb = models.TextField(blank=True, help_text="The agency's own blurb, from a sidebar.")
    top_stories = models.JSONField(default=list, help_text="Ids of the articles in the file's Top stories.")
    latest = models.JSONField(default=list, help_text="Ids of the articles in the file's Latest news.")

    def __str__(self):
        return self.key
