"""The types of stories, and the conditions by which lists leave out briefs."""

from django.db import models
from django.db.models import CharField, Q
from django.db.models.lookups import Exact


class StoryType(models.TextChoices):
    STORY = "story"  # has a text
    BRIEF = "brief"  # what the sidebar of an imported page named; nobody wrote it, and its time is not known
    SERIES = (
        "series",
        "Photo series",
    )  # a story whose photos are the point: the first above its text, the others in order below it
    FLASH = "flash"  # a headline that an editor wrote, before there is a text


WITHOUT_TEXT = (StoryType.BRIEF, StoryType.FLASH)


@CharField.register_lookup
class Literally(Exact):
    """The lookup `story_type__literally="brief"`: equality with a word that is part of the SQL, not a parameter.

    Neither database uses a partial index for a condition whose value it learns later. Sources:
    sqlite.org/partialindex.html; PostgreSQL's documentation, "Partial Indexes".
    """

    lookup_name = "literally"

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = '{StoryType(self.rhs).value}'", params


IS_BRIEF = Q(story_type__literally=StoryType.BRIEF)
IS_NO_BRIEF = ~IS_BRIEF
