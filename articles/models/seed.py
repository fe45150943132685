from django.db import models

from articles.models.article import Article


class Seed(models.Model):
    """A record of what the seed files said about a story, unchanged.

    It lets an import recognise the story whatever an editor has changed since, and tell an editor's change from its
    own.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="seed")
    key = models.CharField(max_length=32, unique=True, help_text="Identity: of headline and stamp, or of the line.")
    line = models.TextField(blank=True, help_text="The sidebar's entry that told of a brief, as it stood.")
    blurb = models.TextField(blank=True, help_text="The agency's own blurb, from a sidebar.")
    sketch = models.JSONField(default=list, help_text="Stands for the text: nearly the same text, the same numbers.")
    written = models.JSONField(default=dict, help_text="Fingerprint of each field as an import wrote it last.")

    def __str__(self):
        return self.key


class SeedFile(models.Model):
    """A file that was imported whole, including its sidebars. The same bytes again are `unchanged`."""

    digest = models.CharField(max_length=32, unique=True, help_text="Of the file's bytes.")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="seed_files")
    top_stories = models.JSONField(default=list, help_text="Ids of the articles in the file's Top stories.")
    latest = models.JSONField(default=list, help_text="Ids of the articles in the file's Latest news.")

    def __str__(self):
        return self.digest
