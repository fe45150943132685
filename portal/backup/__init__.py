"""Backing up, restoring and copying the whole site.

backup.py, restore.py, copy_database.py   the work of the three commands
archive_file.py       the format of an archive: manifest, checksums
databases.py          what both engines need; sqlite.py, postgresql.py: what only one of them does
table_swap.py         a PostgreSQL dump restored while the site is in use; its parts: dump_entries.py (what a dump
                      contains), loading.py (tables and rows), dependent_objects.py (views, indexes, grants on them)
"""
