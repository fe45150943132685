"""Writing of records as rows, in batches; each batch is one transaction.

articles.py   new, updated, unchanged and duplicate stories; known_stories.py finds the ones that exist
sidebars.py   Top stories and briefs
rows.py, bulk.py   rows with many parts, inserted together
"""
