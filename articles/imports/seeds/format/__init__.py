"""The seed format: bytes to text to record, and a story back to a seed. No Django.

decoding.py     bytes to text
parser.py       text to record
first_lines.py  headline and stamp, by the lines before the text
page.py         what was read of a page: text, sidebars' entries, authors, and what was left out, with its warnings
page_reader.py  what of a page is text, a sidebar's entry (sidebar_lines.py) or furniture; above_text.py reads what
                stands above the text, with captions.py
furniture.py    the kind of a line (kinds.py), by person_names.py, data_lines.py and page_words.py (the words of the
                vocabulary's table [page])
hard_wrap.py    lines that were wrapped, joined into paragraphs
dateline.py     place, day and agency before the text; made of dateline_elements.py, by the names in dateline_words.py
writer.py       a story to a seed
"""
