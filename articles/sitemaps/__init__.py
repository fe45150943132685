"""Sitemaps (sitemaps.org/protocol) and robots.txt: what search engines read instead of the pages.

months.py   in which months there are stories, whatever the size of the table
urlset.py   lines of XML, by the ten thousand
views.py    the addresses
"""
