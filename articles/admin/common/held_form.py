"""Forms that are not saved but shown again, filled with what was sent."""

from typing import NamedTuple

from django.forms.utils import ErrorDict


class Hold(NamedTuple):
    """The reason why a form is not saved. If `forgiving`, its other errors are not shown yet."""

    because: str
    forgiving: bool = False


class Held:
    """A mixin that adds the reason to a form's errors; it comes before the form's other classes."""

    hold: Hold

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            if self.hold.forgiving:
                self._errors = ErrorDict(renderer=self.renderer)
            self.add_error(None, self.hold.because)


def held(form: type, hold: Hold | None) -> type:
    """Return the form class with Held added, or the class itself if `hold` is None."""
    return type(f"Held{form.__name__}", (Held, form), {"hold": hold}) if hold else form
