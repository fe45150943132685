"""Saving, restoring and moving the whole site.

backup.py, restore.py, copy.py   the three commands' work
archive_file.py       the archive: manifest, checksums
databases.py          what both databases need; sqlite.py, postgresql.py: what one of them does
"""
