"""The newsroom's list of articles: actions on many stories, filters, the search."""
