"""The order of the newsroom's list of stories."""

from django.db.models import F

# Drafts first: SQLite does not put rows without a time there by itself. The index serves this order on both databases.
BY_TIME = F("published_at").asc(nulls_last=True)
NEWEST_FIRST = [F("published_at").desc(nulls_first=True), "-id"]
