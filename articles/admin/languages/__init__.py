"""The languages of the site in the newsroom.

admin.py     the list and the form of languages
opening.py   the pages that ask before a language is opened for readers, or closed
own.py       the languages in which an account works, with which lists begin
names.py     the names of sections, tags and authors in the languages, below their forms
"""
