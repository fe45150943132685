"""The newsroom's lists and forms: one folder or module for each model, `common/` for what several of them share."""

from articles.admin.article.admin import ArticleAdmin
from articles.admin.authors import AuthorAdmin
from articles.admin.embeds import EmbedAdmin
from articles.admin.files import MediaFileAdmin
from articles.admin.front.breaking import BreakingAdmin
from articles.admin.front.desk import FrontAdmin
from articles.admin.front.slots import FrontSlotAdmin
from articles.admin.front.top_stories import TopStoryAdmin
from articles.admin.imports import ImportRunAdmin
from articles.admin.languages.admin import LanguageAdmin
from articles.admin.photos import PhotoAdmin
from articles.admin.replacing.admin import ReplacementAdmin
from articles.admin.sections import SectionAdmin
from articles.admin.site_pages.admin import SitePageAdmin
from articles.admin.tags.admin import TagAdmin

__all__ = [
    "ArticleAdmin",
    "AuthorAdmin",
    "BreakingAdmin",
    "EmbedAdmin",
    "FrontAdmin",
    "FrontSlotAdmin",
    "ImportRunAdmin",
    "LanguageAdmin",
    "MediaFileAdmin",
    "PhotoAdmin",
    "ReplacementAdmin",
    "SectionAdmin",
    "SitePageAdmin",
    "TagAdmin",
    "TopStoryAdmin",
]
