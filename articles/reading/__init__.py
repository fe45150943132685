"""Queries for the public pages: article rows as plain values.

cards.py        a story in a list
story.py        a story with everything its page shows, in one query
related.py      more stories on the same subject; neighbors.py: before and after one in its section
subjects.py     sections, tags and authors that readers may know
archive.py      years, months and days; pagination.py: long lists by cursor
"""
