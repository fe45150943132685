"""Writing of records as rows, in batches; each batch is one transaction.

create_or_update.py   new, updated, unchanged and duplicate stories
sidebars.py           Top stories and briefs
rows.py, bulk.py      rows with many parts, inserted together
"""
