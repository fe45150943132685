"""The seed format: bytes to text to record, and a story back to a seed. No Django.

decoding.py     bytes to text
parser.py       text to record
first_lines.py  headline and stamp, by the lines before the text
page.py         what of a page is text, a sidebar's entry or furniture: furniture.py (kinds of lines), sidebar_lines.py,
                person_names.py, data_words.py and page_words.py (the words of the vocabulary's table [page])
hard_wrap.py    lines that were wrapped, joined into paragraphs
dateline.py     place, day and agency before the text; made of dateline_elements.py, by the names in dateline_words.py
writer.py       a story to a seed
"""
