"""News that other sites publish: a separate app, which knows nothing of articles except the edition.

    sandbox (a process for each feed) -> parser (bytes -> records) -> importer -> models

Feeds are fetched by articles/outside/fetch.py.

admin.py, opml_admin.py, opml.py   the newsroom's side
views.py                           the readers' page
encoding.py                        any bytes -> UTF-8
identity.py                        which items are one story, which stored story an item is
links.py, logo.py, dates.py        words, pictures, times
catalogue.py, folder.py            feeds from a folder, without a network
"""
