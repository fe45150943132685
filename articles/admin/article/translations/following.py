"""What a language version follows, whether it is behind, wrong or orphaned, and how its source has changed since."""

from typing import NamedTuple

from articles.admin.common.lookup_widgets import is_id
from articles.history.compare import Difference, differences
from articles.models import Article, Correction, Translation
from articles.models.languages.drafting import says_the_same
from articles.models.languages.linking import newest_correction
from articles.text.languages.site_languages import name_of


class Following(NamedTuple):
    """How a version stands to the story that it follows."""

    translation: Translation
    source: Article | None  # None: it was deleted
    language: str  # the source's, by its English name
    orphaned: str  # why; empty: it is not
    behind: bool
    corrections: list[Correction]  # of the source, that the version does not take into account yet
    differences: list[Difference]  # of the source's text since the version that it follows
    text_kept: bool  # False: the text of that version was not kept, so there is nothing to compare
    untranslated: list[str]  # what still is in the source's words

    @property
    def in_need(self) -> bool:
        return bool(self.orphaned or self.behind or self.corrections)

    @property
    def seen(self) -> str:
        """The source's version and newest correction, as the button "Checked, still right" sends them."""
        return f"{self.source.text_version}-{newest_correction(self.source)}" if self.source else ""


def following(article: Article) -> Following | None:
    """Return what the article follows; None if it follows nothing. One query then, at most five otherwise."""
    rows = Translation.objects.with_needs().select_related("source__section", "translator")
    followed = rows.filter(article=article).first()
    if followed is None:
        return None
    source = followed.source
    if source is None:
        return Following(followed, None, "", "deleted", False, [], [], True, [])
    earlier = _earlier_text(source, followed.source_version) if followed.is_behind else None
    return Following(
        translation=followed,
        source=source,
        language=name_of(source.language),
        orphaned="withdrawn" if source.withdrawn_at else "retracted" if source.retracted_at else "",
        behind=followed.is_behind,
        corrections=[] if followed.is_orphaned else list(followed.new_corrections()),
        differences=differences(earlier, source) if earlier else [],
        text_kept=earlier is not None or not followed.is_behind,
        untranslated=says_the_same(article, source),
    )


def seen_in(text: str) -> tuple[int, int] | None:
    """Return the version and the correction of a source that `text` names, such as "3-12"; None if it names none."""
    parts = text.split("-")
    return (int(parts[0]), int(parts[1])) if len(parts) == 2 and all(map(is_id, parts)) else None


def _earlier_text(source: Article, version: int):
    """Return the last saved row of the source's history with that version of its text; None if none was kept."""
    return source.history.filter(text_version=version).order_by("-history_id").first()
