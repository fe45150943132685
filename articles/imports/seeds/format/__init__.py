"""The seed format: bytes to text to record, and a story back to a seed. No Django.

decoding.py     bytes to text
parser.py       text to record
first_lines.py  headline and stamp, by the lines before the text
dateline.py     place, day and agency before the text; made of dateline_elements.py, by the names in dateline_words.py
writer.py       a story to a seed
"""
