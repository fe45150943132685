"""Queries for the public pages: article rows as plain values.

cards.py        a story in a list
story.py        a story with everything its page shows, in one query
related.py      more stories on the same subject; neighbors.py: before and after one in its section
subjects.py     sections, tags and authors that readers may know; topics.py: what stands around a tag's stories
subject_index.py  the indexes of all tags and authors; masthead.py: the top and the foot of every page
archive.py      years, months and days; pagination.py: long lists by cursor
"""
