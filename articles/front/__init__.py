"""What stands where on the front page.

composition.py   fills the lead, the seconds, Top stories and section blocks
curation.py      what editors have put there
as_it_stood.py   the page as it stood at an earlier moment
"""
