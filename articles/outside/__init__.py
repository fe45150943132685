"""Reading of bytes from outside, with limits. Imports no Django.

files.py    one file or folder, with checks of size and kind; errors.py: why a file cannot be imported
catalogue.py  a TOML file that describes the files of a folder
fetch.py    one address over HTTP, never a private one; addresses.py: which addresses are fetched
sandbox.py  a separate process with limits of memory and time
"""
