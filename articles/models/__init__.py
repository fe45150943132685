"""Everything we publish. One module an idea; import the models from here."""

from articles.models.article import Article
from articles.models.author import Author, Byline
from articles.models.correction import Correction
from articles.models.front import Front
from articles.models.frontslot import FrontSlot
from articles.models.importrun import ImportRun
from articles.models.photo import Photo, PhotoChore
from articles.models.previewlink import PreviewLink
from articles.models.redirect import Redirect
from articles.models.section import OldSectionAddress, Section
from articles.models.seed import Seed, SeedFile
from articles.models.tag import OldTagAddress, Tag, TagAlias, TaggedArticle
from articles.models.topstory import TopStory
from articles.models.workingcopy import WorkingCopy

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Correction",
    "Front",
    "FrontSlot",
    "ImportRun",
    "OldSectionAddress",
    "OldTagAddress",
    "Photo",
    "PhotoChore",
    "PreviewLink",
    "Redirect",
    "Section",
    "Seed",
    "SeedFile",
    "Tag",
    "TagAlias",
    "TaggedArticle",
    "TopStory",
    "WorkingCopy",
]
