"""Records become rows, in batches, each one transaction.

articles.py   new, updated, unchanged and duplicate stories; known_stories.py finds those that exist
sidebars.py   Top stories and briefs
rows.py, bulk.py   rows with many parts, inserted together
"""
