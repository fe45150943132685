"""Finished pages, served without calling Django.

page_cache.py   the WSGI application; cache_key, page_store, finished_page, encodings are its parts
shared_pages.py    the pages of all processes of a machine, as files; page_file.py: a page as bytes
edition_clock.py   reads the edition ten times a second; release.py: a digest of the program
public_handler.py  Django for pages that are the same for everybody; replica.py: which database they are read from
web_worker.py      gunicorn's threaded worker; silent connections do not occupy its threads
"""
