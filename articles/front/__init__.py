"""The front page: which story is shown where.

composition.py   fills the lead, the seconds, Top stories and section blocks
layout.py        rows of sections, the look of the lead, how much of Latest news fits beside it
curation.py      reads, writes and records what editors have chosen
earlier_page.py   reconstructs the page of an earlier moment
day_front.py     the lead and the Top stories of an earlier day, for readers
"""
