"""The models of everything we publish, one idea per module; import them from here."""

from articles.models.article import Article
from articles.models.author import Author, Byline
from articles.models.bin import DeletedStory
from articles.models.correction import Correction
from articles.models.embed import Embed
from articles.models.files.captions import Captions
from articles.models.files.file_chore import FileChore
from articles.models.files.file_use import FileUse
from articles.models.files.media_file import MediaFile
from articles.models.front.breaking import Breaking
from articles.models.front.record import Front
from articles.models.front.slot import FrontSlot
from articles.models.front.top_story import TopStory
from articles.models.handover.assignment import Assignment
from articles.models.handover.note import Note
from articles.models.handover.notice import MailChoice, Notice
from articles.models.import_run import ImportRun
from articles.models.kicker import Kicker
from articles.models.languages.apart import NotVersions
from articles.models.languages.editors import EditorLanguage
from articles.models.languages.language import Language
from articles.models.languages.names import AuthorName, SectionName, TagName
from articles.models.languages.translation import Translation, TranslationGroup
from articles.models.merged_brief import Redirect
from articles.models.photo import Photo, PhotoChore, PhotoCredentials
from articles.models.photo_use import PhotoUse, ShownPhoto
from articles.models.preview_link import PreviewLink
from articles.models.replacement import ReplacedRow, Replacement
from articles.models.section import OldSectionAddress, Section
from articles.models.seed import Seed, SeedFile
from articles.models.seed_upload import SeedUpload
from articles.models.sent_form import SentForm
from articles.models.site_page import SitePage, SitePageKind
from articles.models.tag import OldTagAddress, Tag, TagAlias, TaggedArticle
from articles.models.topic_page import TopicPage
from articles.models.working_copy import WorkingCopy

__all__ = [
    "Article",
    "Assignment",
    "Author",
    "AuthorName",
    "Breaking",
    "Byline",
    "Captions",
    "Correction",
    "DeletedStory",
    "EditorLanguage",
    "Embed",
    "FileChore",
    "FileUse",
    "Front",
    "FrontSlot",
    "ImportRun",
    "Kicker",
    "Language",
    "MailChoice",
    "MediaFile",
    "NotVersions",
    "Note",
    "Notice",
    "OldSectionAddress",
    "OldTagAddress",
    "Photo",
    "PhotoChore",
    "PhotoCredentials",
    "PhotoUse",
    "PreviewLink",
    "Redirect",
    "ReplacedRow",
    "Replacement",
    "Section",
    "SectionName",
    "Seed",
    "SeedFile",
    "SeedUpload",
    "SentForm",
    "ShownPhoto",
    "SitePage",
    "SitePageKind",
    "Tag",
    "TagAlias",
    "TagName",
    "TaggedArticle",
    "TopStory",
    "TopicPage",
    "Translation",
    "TranslationGroup",
    "WorkingCopy",
]
