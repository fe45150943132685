"""HTTP helpers of the public pages: absolute URLs, conditional GET, cache headers, redirects from old addresses.

public_page.py   marks a view's answers as cacheable
shared_rows.py   rows queried once per edition; fragments.py: the fragment cache
bounded_cache.py a dictionary bounded in bytes
"""
