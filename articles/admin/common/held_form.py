"""A form that is shown filled, with what was sent, and not saved."""

from typing import NamedTuple

from django.forms.utils import ErrorDict


class Hold(NamedTuple):
    """Why a form is held. `forgiving`: what else is wrong with it is not said yet."""

    because: str
    forgiving: bool = False


class Held:
    """For a form, before its other classes."""

    hold: Hold

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            if self.hold.forgiving:
                self._errors = ErrorDict(renderer=self.renderer)
            self.add_error(None, self.hold.because)


def held(form: type, hold: Hold | None) -> type:
    """The form's class, held; as it is for None."""
    return type(f"Held{form.__name__}", (Held, form), {"hold": hold}) if hold else form
