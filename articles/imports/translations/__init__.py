"""Language versions by seed file: tables.py reads which file follows which, linker.py links the stories.

names.py gives the sections and tags the names that the vocabulary has in a language.
"""
