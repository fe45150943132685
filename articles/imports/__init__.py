"""Imports of files into the database: `seeds/` (articles) and `photos/`. articles/outside reads the files."""
