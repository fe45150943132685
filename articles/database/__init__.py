"""What the database does beside Django's models, on SQLite and PostgreSQL alike.

triggers.py       installs tables and triggers that no model describes; these are used by
edition.py        the counter that moves with every public change
listing_dates.py  a copy of the publication moment beside tags and bylines
day_counts.py     stories per day; photo_chores.py: photos that readers may no longer see
prepared.py       SQL built once and asked again; cursor.py: a place in a list
capped_count.py   counts that stop
lock_order.py     the order in which editors and imports lock rows; exclusive_lock.py: one process at a time
"""
