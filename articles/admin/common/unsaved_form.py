"""Forms that are not saved but shown again, filled with what was sent."""

from typing import NamedTuple

from django.forms.utils import ErrorDict


class NotSaved(NamedTuple):
    """The reason why a form is not saved. With `hides_errors`, its other errors are not shown yet."""

    because: str
    hides_errors: bool = False


class UnsavedForm:
    """A mixin that adds the reason to a form's errors; it comes before the form's other classes."""

    not_saved: NotSaved

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            if self.not_saved.hides_errors:
                self._errors = ErrorDict(renderer=self.renderer)
            self.add_error(None, self.not_saved.because)


def unsaved(form: type, not_saved: NotSaved | None) -> type:
    """Return the form class with UnsavedForm added, or the class itself if `not_saved` is None."""
    return type(f"Unsaved{form.__name__}", (UnsavedForm, form), {"not_saved": not_saved}) if not_saved else form
