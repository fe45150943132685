"""The newsroom: one module a model, and one for each thing that several of them share."""

from articles.admin import article, author, frontdesk, frontslot, photo, section, tag, topstory

__all__ = ["article", "author", "frontdesk", "frontslot", "photo", "section", "tag", "topstory"]
