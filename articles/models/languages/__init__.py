"""The languages of the site, and what stories and subjects have in each.

language.py     a language in which the site is published, besides the default one
placing.py      the stories that change lists when a language is opened or closed
names.py        the names of sections, tags and authors in a language
translation.py  stories that are versions of each other, and which text a version follows; which are behind or wrong
apart.py        pairs of stories that look like versions of each other and are none
linking.py      links a story as a version of another one, and unlinks it
editors.py      the languages in which an account works
drafting.py     makes the draft of a version from the text that is to be translated
"""
