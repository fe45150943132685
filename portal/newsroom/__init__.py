"""Django's admin as the newsroom: site.py (name, content policy), start_page.py, roles.py (what each role may do)."""
