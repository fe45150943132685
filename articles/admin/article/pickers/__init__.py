"""The pickers of a story's form: fields that look up tags, authors and photos while one types, or make new ones.

lookups   what the addresses have in common
widgets   the fields as a browser without scripts shows them, with what the scripts need to know
tags, authors, photos   the addresses that the scripts ask (static/js/newsroom/): GET looks up, POST makes a new one
"""
