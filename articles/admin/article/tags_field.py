"""A field for a story's tags in a form that may be older than the last merge."""

from articles.admin.common.lookups import RowsField, is_id
from articles.models.tag_merging import what_became


class TagsField(RowsField):
    """A field for tags that replaces a merged tag by the one it was merged into."""

    def clean(self, value):
        if isinstance(value, (list, tuple)):
            became = what_became(one for one in value if is_id(one))
            value = [became.get(int(one), one) if is_id(one) else one for one in value]
        return super().clean(value)
