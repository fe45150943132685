"""Database features that Django's models do not cover, on both SQLite and PostgreSQL.

triggers.py       installs tables and triggers that no model describes; these are used by
edition.py        the counter that moves with every public change
listing_dates.py  a copy of the publication moment next to tags and bylines
day_counts.py     stories per day; photo_chores.py: photos that readers may no longer see
prepared.py       SQL built once and run again; cursor.py: a position in a list
django_internals.py  every use of Django's private API
raw_moments.py    moments as raw SQL and JSON give them
capped_count.py   counts that stop at a limit
folded.py         lookups that find a name however it is written; folded_keys.py: the keys of tags;
                  same_name.py: the check that a name is new
online_migration.py  parts of migrations that run while the site is in use
lock_order.py     the order in which editors and imports lock rows; exclusive_lock.py: one process at a time
"""
