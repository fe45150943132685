"""The part of the front page that editors arrange, and the record of it.

breaking.py    the line of breaking news, and its record
slot.py        the lead and the seconds; top_story.py: Top stories; current.py: which of them readers see
arrangement.py all of it at one moment, as plain data; record.py: every arrangement there has been
"""
