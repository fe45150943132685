"""Blocks in a text beyond paragraphs and lists: tables, quotations with a name, fact boxes, notes. No Django.

tables.py     tables: as the sanitiser stores them, as lines of plain text, as readers get them
quotes.py     pull quotes, fact boxes, and who said it
footnotes.py  `[^1]` in the text and a paragraph `[^1]: …`, as in Markdown
shown.py      all of them as HTML for readers and for those who take a story over; words.py: our own words in it
"""
