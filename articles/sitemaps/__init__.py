"""Sitemaps (sitemaps.org/protocol) and robots.txt, for search engines.

months.py   finds the months that have stories, at a cost independent of the table's size
urlset.py   writes lines of XML, by the ten thousand
limits.py   how many addresses a file holds
views.py    the views of the sitemaps; robots.py: robots.txt
"""
