"""The front page: which story is shown where.

composition.py   fills the lead, the seconds, Top stories and section blocks
curation.py      reads, writes and records what editors have chosen
earlier_page.py   reconstructs the page of an earlier moment
"""
