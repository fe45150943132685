"""News that other sites publish: an app of its own, which knows nothing of articles but the edition.

    fetch (HTTP and its guard) -> sandbox (a process for each feed) -> parser (bytes -> records) -> importer -> models

admin.py, opml_admin.py, opml.py   the newsroom's side; views.py: the readers' page; links.py, logo.py, dates.py: parts
"""
