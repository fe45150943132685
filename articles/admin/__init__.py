"""The newsroom: one module a model, and one for each thing that several of them share."""

from articles.admin import article, section, tag, topstory

__all__ = ["article", "section", "tag", "topstory"]
