"""The author as which an account signs its stories: made with the account when it gets a role that writes.

From then on the two go their own ways: a new name of the account, its end or the loss of its role leave the author.
"""

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import IntegrityError

from articles.history.audit_log import audit
from articles.models import Author
from portal.accounts import role_choice

SEVERAL = "There are several authors named “{}”. Choose under “Signs as” which of them this account is."
STAYS = "This account's stories are still signed “{}”. If that is to change, too, rename the author."


def author_of(account) -> Author | None:
    return Author.objects.of_account(account)


def link(request, account: User, form) -> None:
    """Make the saved account sign as the author chosen in its form or, if it writes and none is, as its own name.

    Raise IntegrityError if somebody else has just given the author to another account.
    """
    chosen, before = form.cleaned_data["signs_as"], author_of(account)
    if chosen != before:
        Author.objects.filter(account=account).update(account=None)
    if chosen and chosen != before and not Author.objects.filter(pk=chosen.pk, account=None).update(account=account):
        raise IntegrityError(f"author {chosen.pk} has an account")
    if chosen is None and form.author_name and role_choice.writes(role_choice.role_of(account)):
        chosen = Author.objects.sign_as(account, form.author_name)
        if chosen is None:
            messages.warning(request, SEVERAL.format(form.author_name))
    if chosen != before:
        report(request, account, chosen)
    elif before and {"first_name", "last_name"} & set(form.changed_data) and before.name != form.author_name:
        messages.info(request, STAYS.format(before))


def report(request, account: User, author: Author | None) -> None:
    """Tell the editor, and the log, as whom the account signs from now on."""
    audit(request, account, f"Signs as {author or 'nobody'}.")
    if author:
        messages.info(request, f"Stories of {account} are signed “{author}”.")
