"""Versions of a story and the audit log.

compare.py          compares two versions, field by field and word by word
versions.py         the versions an editor sees and restores
public_history.py   the versions that readers could read
photo_words.py      what the story said under its photos
audit_log.py        what writes the log of what was done, in one place
"""
