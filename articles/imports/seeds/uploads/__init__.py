"""Seeds that an editor uploads: a .txt, or a .zip of them.

unpacking.py   the upload's bytes -> texts, in a sandbox; no Django
outcome.py     the importer's report -> what the newsroom shows, with each story's preview
trial.py       one upload, tried or imported by the same importer as every other seed
"""
