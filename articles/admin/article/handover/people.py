"""The accounts that work on stories, read once for each request."""

from articles.models.handover.colleagues import colleagues


def people_of(request) -> list:
    """Return the accounts that write or edit, the request's own among them, each with `is_desk`."""
    if not hasattr(request, "people_of_the_newsroom"):
        request.people_of_the_newsroom = list(colleagues())
    return request.people_of_the_newsroom


def is_alone(request) -> bool:
    """Return whether nobody else writes or edits: then nothing is handed over, and no page speaks of it."""
    return all(person.pk == request.user.pk for person in people_of(request))
