"""The public pages: one class-based view per page.

front  indexes (tags, authors)  lists (latest, section, tag, author, corrections)  archive  story (and its history)
story_by_number: what story.py and data.py answer for a number that is not a public story
search (search_form: its fields)  data (.txt .md .json)  preview  errors
"""
