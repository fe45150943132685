"""What is to be done every minute, beside the site's pages: the timer portal-jobs starts `manage.py run_jobs`.

To add a task, write a function that does what is due, returns a line for the log and raises if it fails, and name it
in TASKS. It must be quick if nothing is due, and harmless if two machines run it at once.
"""

import logging
from collections.abc import Callable, Iterable
from typing import NamedTuple

from articles.imports.embeds.fetching import fetch_due
from articles.models import DeletedStory
from portal.contact.mailbox import tidy_messages
from portal.newsroom.notice_mail import tidy_notices
from portal.readership.ranking import update_most_read

logger = logging.getLogger(__name__)


class Task(NamedTuple):
    """A task: its title for people, and the function that does what is due and returns what was done."""

    title: str
    run: Callable[[], str]


def fetch_embeds() -> str:
    """Fetch what stories embed, where a save could not; return how many answered. The list of embeds says why not."""
    outcomes = fetch_due()
    in_vain = sum(bool(outcome.trouble) for outcome in outcomes)
    return f"{len(outcomes) - in_vain} fetched, {in_vain} failed"


def empty_bin() -> str:
    """Delete what has been in the bin for as long as stories are kept there."""
    return f"{DeletedStory.objects.forget_old()} forgotten"


TASKS = (
    Task("Messages from readers", tidy_messages),
    Task("What is new for colleagues", tidy_notices),
    Task("Most read", update_most_read),
    Task("Embeds", fetch_embeds),
    Task("Bin", empty_bin),
)


class JobsFailed(Exception):
    """Some tasks failed; the message names each with its reason. The others are done."""


def run_tasks(tell: Callable[[str], object], tasks: Iterable[Task] = TASKS) -> None:
    """Run all tasks, and call `tell` with a line for each. Raises JobsFailed after the last one if some failed."""
    failures = []
    for task in tasks:
        try:
            tell(f"{task.title}: {task.run()}")
        except Exception as error:  # the other tasks must still run
            failures.append(f"{task.title}: {error}")
            logger.exception("%s failed", task.title)
    if failures:
        raise JobsFailed("; ".join(failures))
