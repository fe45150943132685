"""`import_photos`: catalogue.py reads photos.toml (no Django), importer.py gives each picture to its story."""
