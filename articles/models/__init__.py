"""Everything we publish. One module an idea; import the models from here."""

from articles.models.article import Article
from articles.models.author import Author, Byline
from articles.models.correction import Correction
from articles.models.front import Front
from articles.models.frontslot import FrontSlot
from articles.models.photo import Photo
from articles.models.redirect import Redirect
from articles.models.section import Section
from articles.models.seed import Seed, SeedFile
from articles.models.tag import Tag, TaggedArticle
from articles.models.topstory import TopStory

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Correction",
    "Front",
    "FrontSlot",
    "Photo",
    "Redirect",
    "Section",
    "Seed",
    "SeedFile",
    "Tag",
    "TaggedArticle",
    "TopStory",
]
