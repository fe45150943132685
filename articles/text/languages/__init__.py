"""Languages of texts.

site_languages.py   the languages that the site is written in, and the names and locales of all that it knows
tags.py             what a language tag (BCP 47) may be
detection.py        a text's language, by the words and letters in words.py
paragraphs.py       `lang` on single paragraphs of a text
"""
