"""Imports of files into the database: `seeds/` (articles) and `photos/`; and of what other sites
say of embeds, `embeds/`. articles/outside reads the files, and fetches."""
