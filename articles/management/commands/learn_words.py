from django.core.management.base import BaseCommand

from articles.reading import known_words


class Command(BaseCommand):
    help = "Learn the words of the site's headlines and names, of which the search suggests those that a reader may have meant."

    def handle(self, **options):
        self.stdout.write(f"{known_words.learn()} words learned.")
