"""What pages show of the articles: rows as plain values.

cards.py        a story in a list
story.py        a story with all that hangs on it, in one query
related.py      more on the same subject
subjects.py     sections, tags and authors that readers may know
archive.py      years, months and days; pagination.py: a long list, a page at a time
"""
