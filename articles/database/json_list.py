"""Rows of another table as one JSON column, where a query for them would be one more."""

import json
from typing import Any

from django.db.models import Aggregate, JSONField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject


class JSONList(Aggregate):
    """Aggregate that collects the values of a group in one JSON list, in no particular order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, function="JSONB_AGG")


def gathered(rows: QuerySet, key: str, outer: str = "pk", **fields: str) -> Subquery:
    """Return a subquery of the `rows` whose `key` is the outer row's `outer`: a JSON list of objects, or NULL.

    `fields` are the objects' fields by name: each a column of the rows.
    """
    own = rows.filter(**{key: OuterRef(outer)}).order_by().values(key)
    return Subquery(own.annotate(found=JSONList(JSONObject(**fields))).values("found"))


def all_gathered(rows: QuerySet, **fields: str) -> Subquery:
    """Return a subquery of all the `rows`: a JSON list of objects with `fields`, or NULL."""
    own = rows.order_by().annotate(one=Value(1)).values("one")
    return Subquery(own.annotate(found=JSONList(JSONObject(**fields))).values("found"))


def read_list(found: Any) -> list[dict]:
    """Return the objects of a JSON column of these subqueries; where queries are united, it comes as text."""
    return json.loads(found) if isinstance(found, str) else found or []
