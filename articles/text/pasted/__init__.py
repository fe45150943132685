"""Markup that was copied from another program -> what the text of a story may contain; cleaning.py is the entry.

elements.py    the elements that are read
styles.py      the CSS in the markup
reader.py      HTML -> blocks.py: blocks of runs with the same formatting
paragraphs.py  blocks -> paragraphs
typed_lists.py paragraphs with typed bullets -> items of lists
writer.py      paragraphs -> HTML
"""
