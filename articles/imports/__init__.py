"""Files from outside become rows: `seeds/` (articles) and `photos/`. Both use files.py and errors.py."""
