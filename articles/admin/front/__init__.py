"""The front page in the newsroom.

desk.py, form.py    the front page desk: lead, seconds and Top stories on one page
slots.py, top_stories.py    the same rows one by one
placement.py        what slots and Top stories share: a story at a place until a moment
languages.py    the languages that have a front page, and the links to each
eligible.py         which stories may stand there
"""
