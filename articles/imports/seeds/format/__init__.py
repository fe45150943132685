"""The seed format: decoding.py (bytes to text), parser.py (text to record), writer.py (story to seed). No Django."""
