"""Which stories an editor may put on the front page."""

from django.db.models import Q

ON_TOP = Q(published_at__isnull=False, withdrawn_at=None, retracted_at=None)  # stories that are or will be on the site
IN_A_SLOT = ON_TOP & Q(is_brief__in=[False])  # a brief has no text to open a page with
