"""Flash: a headline goes onto the site in two presses, from any page of the newsroom.

page.py     the page with the form, which a script shows in a dialog; form.py: its fields
publishing.py   what its button does; section_guess.py: in which section the story goes
"""
