"""`published_at__by=now`: at most `now`, and told SQLite that most rows are.

Beside a narrower bound of the same column (a page of a list, a day) SQLite would begin at whichever bound is named
first: for a page far down, it walked from the newest story to it. Source: sqlite.org/lang_corefunc.html, likely().
"""

from django.db.models import DateTimeField
from django.db.models.lookups import LessThanOrEqual


@DateTimeField.register_lookup
class By(LessThanOrEqual):
    lookup_name = "by"

    def get_rhs_op(self, connection, rhs):
        return f"<= {rhs}"

    def as_sqlite(self, compiler, connection):
        sql, params = super().as_sql(compiler, connection)
        return f"likely({sql})", params
