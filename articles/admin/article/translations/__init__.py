"""Language versions of a story in the newsroom.

offers.py     the languages into which a story can be translated
page.py       the page of a story's versions: translate, link, unlink, check
following.py  what a version follows, and how that has changed since
together.py   versions published in one press: the doubts about each; together_page.py: its page
pairs.py      stories that look like versions of each other; pairs_page.py: their list, and the press that links two
clashes.py    two versions in one language, refused before they are saved
"""
