"""What public answers share: whole addresses, conditional GET, who may keep a page, old addresses.

public_page.py   marks a view's answers as cacheable
shared_rows.py   rows asked for once per edition; fragments.py: parts of pages kept by their values
bounded_cache.py a dictionary bounded in bytes
"""
