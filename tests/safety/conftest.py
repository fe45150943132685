import pytest
from django.utils import timezone

from tests.support.public_cases import make_cases


@pytest.fixture
def at(time_machine):
    """The present moment, at which the clock stands still."""
    at = timezone.now()
    time_machine.move_to(at, tick=False)
    return at


@pytest.fixture
def stories(at):
    """A story for each case of tests/support/public_cases.py, by its number."""
    return make_cases(at)
