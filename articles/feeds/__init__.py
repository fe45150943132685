"""Feeds of stories: the same records as RSS 2.0, Atom 1.0 and JSON Feed 1.1.

records.py    the content of a feed, independent of its format
stories.py    reads articles as records, two queries per feed
corrections.py  reads our corrections as records, also two queries
rss.py  atom.py  jsonfeed.py   write a feed as bytes
opml.py       the list of all feeds of a language
views.py      the views: which stories, which format
"""
