"""Days and times in text from outside: words.py (months and weekdays in four languages), stamps.py (a page's stamp)."""
