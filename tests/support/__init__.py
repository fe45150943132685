"""What tests share.

factories.py      rows of every model; pictures.py: photos with files; hostile_pictures.py: files that fill the memory
demo.py           the demo site and the address of every kind of page
newsroom.py       requests from the newsroom's forms; feeds.py: readers of feeds and sitemaps
databases.py      temporary databases; servers.py: the site in processes; feedserver.py: a server of partner feeds
pagecache.py      a page cache around a fake site
growth.py         work that must grow linearly; pasted.py: pasted markup
sandboxed.py      no sandbox, and work for a real one
combinations.py   samples of large families of cases
"""
