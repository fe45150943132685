"""Tags in the newsroom: the list and the form, merging and removing tags (actions), near matches of a new name."""
