"""Which stories an editor may put on the front page."""

from django.db.models import Q

from articles.models.story_type import IS_NO_BRIEF

ON_TOP = Q(published_at__isnull=False, withdrawn_at=None, retracted_at=None)  # stories that are or will be on the site
IN_A_SLOT = ON_TOP & IS_NO_BRIEF  # nobody wrote a brief, so it does not open a page


def in_lists_of(language: str) -> Q:
    """Return the condition for stories that stand in the lists of the site language."""
    return Q(site_language=language)
