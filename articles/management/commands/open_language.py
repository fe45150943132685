from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.front import curation
from articles.imports.seeds.vocabulary import Vocabulary, VocabularyError
from articles.imports.translations.names import name_subjects
from articles.models import Article, Language
from articles.models.languages.placing import lock_languages
from articles.text.languages.site_languages import DEFAULT, LANGUAGES


class Command(BaseCommand):
    help = "Open a language of the site for readers: its stories move to pages of their own, such as /ru/."

    def add_arguments(self, parser):
        parser.add_argument("language", metavar="TAG", help="such as ru or hy")
        parser.add_argument("--site-name", default="", help="the site's name in it; default: unchanged")
        parser.add_argument("--tagline", default="", help="its tagline there; default: unchanged")

    def handle(self, *, language, site_name, tagline, **options):
        if language not in LANGUAGES or language == DEFAULT:
            raise CommandError(
                f"{language!r} is no language that can be opened: give a tag such as ru or hy.", returncode=2
            )
        try:
            vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)
        except VocabularyError as error:
            raise CommandError(str(error), returncode=2) from error
        with transaction.atomic():
            lock_languages()
            row, _ = Language.objects.get_or_create(tag=language)
            row.site_name, row.tagline = site_name or row.site_name, tagline or row.tagline
            row.save()
            named = name_subjects(vocabulary, language)
            if not row.opened_at:
                curation.record()
                row.open()
                curation.record()
        self.stdout.write(f"{row}: open at /{row.prefix}/; {named:,} sections and tags named")
        if doubtful := Article.objects.filter(language_doubtful=True).count():
            stories = f"{doubtful:,} stor{'y' if doubtful == 1 else 'ies'}"
            self.stdout.write(
                f"The language of {stories} is in doubt: see Articles in the newsroom, By language, In doubt"
            )
