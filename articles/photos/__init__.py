"""Photo files; knows the rows only by what is handed to it.

uploads.py     checks what comes in and draws what goes out, both by decoding.py in a sandbox
renditions.py  names the sizes made of a picture
files.py       gives other names to files that readers may no longer see
"""
