"""Writing of records as rows, in batches; each batch is one transaction.

create_or_update.py   new, updated, unchanged and duplicate stories
matching.py           which article a file is a version of
rereading.py          files that were imported before and are read again
sidebars.py           Top stories and briefs
rows.py, bulk.py      rows with many parts, inserted together
"""
