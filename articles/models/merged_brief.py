from django.db import models

from articles.models.article import Article


class Redirect(models.Model):
    """The number of a brief that turned out to be another article's story; its address answers 301."""

    number = models.PositiveBigIntegerField(primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="redirects")

    def __str__(self):
        return f"{self.number} -> {self.article_id}"
