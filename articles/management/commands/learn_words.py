from django.core.management.base import BaseCommand

from articles.reading import known_words


class Command(BaseCommand):
    help = "Learn the words of headlines and names, which the search suggests to readers who misspelt one."

    def handle(self, **options):
        self.stdout.write(f"{known_words.learn()} words learned.")
