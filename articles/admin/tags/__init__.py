"""Tags in the newsroom: the list and form, merging and renaming (actions), near matches of a new name."""
