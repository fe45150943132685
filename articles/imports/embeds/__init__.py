"""What other sites say of the addresses that stories embed, fetched and kept (articles/models/embed.py).

oembed.py      a provider's answer -> title, author, address of a picture. No Django
fetching.py    the addresses that are due: asked, written, or tried again later
background.py  the same after a save in the newsroom, while nobody waits
"""
