"""What editors put on the front page, and the record of it.

slot.py        the lead and the seconds; top_story.py: Top stories
arrangement.py all of it at one moment, as plain data; record.py: each arrangement that there was
"""
