"""Files from outside become rows: `seeds/` (articles) and `photos/`. articles/outside reads the files."""
