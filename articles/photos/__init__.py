"""Photo files; these modules know the rows only by what is passed to them.

uploads.py     checks uploads and makes the files that pages show, both with processing.py in a sandbox
embedded.py    reads what a picture's file says beside its pixels: IPTC's metadata, by xmp.py and iim.py
credentials.py finds Content Credentials (C2PA) in it
limits.py      how large a picture may be, and the quality of what is made of it
renditions.py  names the sizes made of a picture
renaming.py    gives new names to files that readers may no longer see
"""
