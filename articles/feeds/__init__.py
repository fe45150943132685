"""Feeds of stories: RSS 2.0, Atom 1.0 and JSON Feed 1.1 of one thing.

records.py    what a feed says, whatever its format
stories.py    articles as records: two queries a feed
corrections.py  our corrections as records, likewise
rss.py  atom.py  jsonfeed.py   a record as bytes
views.py      the addresses: which stories, which format
"""
