"""The pages that say who we are, in the newsroom.

admin.py         the list, which offers what is not begun, and the form
form.py          what may be saved, and when readers see it
first_texts.py   what a new page begins with (first_texts.toml), and the gaps in it
versions.py      who changed what
"""
