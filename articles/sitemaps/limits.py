"""How much the sitemaps hold: rules of the protocol and of Google."""

from datetime import timedelta

FILE_MAX = 50_000  # addresses in a file: the protocol's limit; it also allows 50 MB, and they take 12
NEWS_MAX = 1_000  # stories in the news sitemap, and their age: Google's rules
NEWS_AGE = timedelta(hours=48)
