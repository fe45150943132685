"""Photo files; these modules know the rows only by what is passed to them.

uploads.py     checks uploads and makes the files that pages show, both with decoding.py in a sandbox
renditions.py  names the sizes made of a picture
files.py       gives new names to files that readers may no longer see
"""
