"""`import_photos`: catalogue.py reads photos.toml (no Django), importer.py attaches each picture to its story."""
