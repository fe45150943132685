"""The public pages: one class-based view per page.

front  lists (latest, section, tag, author, corrections)  archive  story (and its history)
search (search_form: its fields)  data (.txt .md .json)  preview  errors
"""
