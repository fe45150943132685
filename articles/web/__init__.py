"""HTTP helpers of the public pages: absolute URLs, conditional GET, cache headers, redirects.

public_page.py   a view in the URL table with its contract: query parameters, who may cache it, a replica
permanent_ids.py ids of stories and feeds that never change
redirects.py     the query that every redirect keeps
damaged_addresses.py  what a damaged address was
old_subject_slugs.py  redirects of renamed sections and tags
shared_rows.py   rows queried once per edition; fragment_cache.py: the fragments
bounded_cache.py a dictionary bounded in bytes
"""
