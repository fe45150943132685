"""Finished pages, served before Django wakes up.

page_cache.py   the WSGI application; cache_key, page_store, finished_page, encodings are its parts
edition_clock.py   asks for the edition once a second; release.py: a digest of the program
public_handler.py  Django for pages that are for everybody; replica.py: from which database they are read
web_worker.py      gunicorn's threads, without one for each silent connection
"""
