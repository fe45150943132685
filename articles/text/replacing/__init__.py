"""Search and replace in texts, without Django.

wanted.py   what is looked for, as a pattern, and what is written in its place
places.py   where it occurs in a plain text, and the text with chosen places replaced
markup.py   the same in sanitised HTML, where a word may run through tags, and in the addresses of links
"""
