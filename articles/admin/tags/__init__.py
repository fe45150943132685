"""Tags in the newsroom: the list and the forms, which know near matches of a new name; merging and removing tags;
their pages in each language (topic_pages.py)."""
