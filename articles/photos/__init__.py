"""Photo files; these modules know the rows only by what is passed to them.

uploads.py     checks uploads and makes the files that pages show, both with processing.py in a sandbox
limits.py      how large a picture may be, and the quality of what is made of it
renditions.py  names the sizes made of a picture
renaming.py    gives new names to files that readers may no longer see
"""
