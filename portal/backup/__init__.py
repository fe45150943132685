"""Backing up, restoring and moving the whole site.

backup.py, restore.py, copy.py   the work of the three commands
archive_file.py       the archive: manifest, checksums
databases.py          what both engines need; sqlite.py, postgresql.py: what only one of them does
exchange.py           a PostgreSQL dump restored while the site is in use; its parts: loading.py, dumped.py, hanging.py
"""
