"""Photo files: uploads.py checks and redraws what comes in, renditions.py names the sizes made of it. Knows no rows."""
