"""What the database does beside Django's models, on SQLite and PostgreSQL alike.

triggers.py       installs tables and triggers that no model describes; these are used by
edition.py        the counter that moves with every public change
listing_dates.py  a copy of the publication moment beside tags and bylines
day_counts.py     stories per day
prepared.py       SQL built once and asked again; cursor.py: a place in a list
capped_count.py   counts that stop; locks.py: one process at a time
"""
