"""Bytes from outside, read with limits. No Django.

files.py    one file or folder, its size and kind checked; errors.py: what is wrong with it
catalogue.py  a TOML file that lists what a folder's files are
sandbox.py  a process of its own, with limits of memory and time
"""
