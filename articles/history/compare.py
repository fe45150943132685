"""Comparison of two versions of a story: what differs in its words, field by field.

A version is an Article or a row of its history, which have the same fields.
"""

from typing import NamedTuple

from django.utils.translation import gettext_noop as N_

from articles.text import richtext
from articles.text.diff import DEL, INS, Paragraph, StepBudget, compare_paragraphs, differ
from articles.text.typos import is_minor


class Difference(NamedTuple):
    """One field in which two versions differ. If no piece differs, only the text's form does: links, headings."""

    name: str
    paragraphs: list[Paragraph]

    @property
    def in_words(self) -> bool:
        return differ(self.paragraphs)

    @property
    def before(self) -> list[Paragraph]:
        """The earlier text, with its own words marked."""
        return [[piece for piece in paragraph if piece.kind != INS] for paragraph in self.paragraphs]

    @property
    def after(self) -> list[Paragraph]:
        """The later text, with its own words marked."""
        return [[piece for piece in paragraph if piece.kind != DEL] for paragraph in self.paragraphs]

    @property
    def changed(self) -> list[Paragraph]:
        """The paragraphs that differ; an empty one replaces each row of paragraphs that do not."""
        found = []
        for paragraph in self.paragraphs:
            if differ([paragraph]):
                found.append(paragraph)
            elif not found or found[-1]:
                found.append([])
        return found


def field_paragraphs(version) -> dict[str, list[str]]:
    """Return the paragraphs of each field that readers read, by the field's name, in reading order.

    A name is English; readers' pages translate it.
    """
    return {
        N_("Headline"): [version.headline],
        N_("Summary"): version.summary.split("\n"),
        N_("Text"): richtext.to_paragraphs(version.body),
        N_("Place"): [version.dateline_place],
        N_("Source"): [version.source],
    }


def differences(before, after, work: StepBudget | None = None) -> list[Difference]:
    """Return where the words of two versions differ, in reading order.

    `work`: the steps that a page which shows several comparisons has left.
    """
    return differing_fields(field_paragraphs(before), field_paragraphs(after), before.body != after.body, work)


def differing_fields(
    old: dict[str, list[str]], new: dict[str, list[str]], other_body: bool, work: StepBudget | None = None
) -> list[Difference]:
    """Return the same, given the paragraphs of each field; `other_body`: the markup of "Text" differs."""
    work = work or StepBudget()
    found = [Difference(name, compare_paragraphs(old[name], new[name], work)) for name in old if old[name] != new[name]]
    if other_body and old["Text"] == new["Text"]:
        found.append(Difference("Text", compare_paragraphs(old["Text"], new["Text"])))
    return found


def changes_substance(before, after) -> bool:
    """Return whether a reader of the version `before` has missed more than a typo in headline, summary or text."""
    found = [difference for difference in differences(before, after) if difference.name not in ("Place", "Source")]
    return not is_minor(paragraph for difference in found for paragraph in difference.paragraphs)
