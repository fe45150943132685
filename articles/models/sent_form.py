"""The newsroom's forms that were sent and saved: each is saved once, however often a browser sends it.

Every form has a name of its own, its token. The first POST that saves it records the token, in the same transaction;
a second one (a double click, Back and Save again, another tab that took the same text up) finds it and what it made.
"""

from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.db import connections, models
from django.utils import timezone

FORMS_KEPT = timedelta(days=30)  # how long a form is known to have been saved
TWINS_WITHIN = timedelta(hours=1)  # within which the same text in a second form is taken for the same form
CLEARED_AT_ONCE = 200
CLEARED_EVERY = 20  # forms
# One statement, instead of looking for the row, inserting it between a savepoint and its release, and looking again.
_INSERT_ONCE = """
    INSERT INTO articles_sentform (account_id, token, digest, made, sent_at)
    VALUES (%(account_id)s, %(token)s, %(digest)s, %(made)s, %(sent_at)s)
    ON CONFLICT (account_id, token) DO NOTHING RETURNING id
"""


def new_token() -> str:
    """Return a new token for one form: 22 letters, digits, hyphens and underscores."""
    return token_urlsafe(16)


class SentFormQuerySet(models.QuerySet):
    def begin(self, account, token: str, digest: str) -> tuple["SentForm", bool]:
        """Return the account's form of that token, and whether it is sent for the first time.

        Call it inside a transaction. While another one saves the same form, this waits until it has ended: its row is
        unique. Whoever began a form has to record what it made, or delete the row if nothing was saved.
        """
        database, now = connections[self.db], timezone.now()
        values = {"account_id": account.pk, "token": token, "digest": digest, "made": "", "sent_at": now}
        with database.cursor() as cursor:
            cursor.execute(_INSERT_ONCE, values | {"sent_at": database.ops.adapt_datetimefield_value(now)})
            inserted = cursor.fetchone()
        if inserted is None:
            return self.get(account=account, token=token), False
        return self.model.from_db(self.db, ["id", *values], [*inserted, *values.values()]), True

    def twin_of(self, form: "SentForm", label: str) -> "SentForm | None":
        """Return the newest other form with the same text that the account has just sent to make a row of `label`.

        A browser that asks for the page again on the way Back gets a form with another token.
        """
        same = self.filter(account=form.account_id, digest=form.digest, made__startswith=f"{label} ")
        recent = same.filter(sent_at__gte=form.sent_at - TWINS_WITHIN).exclude(pk=form.pk)
        return recent.order_by("-pk").first()

    def forget_old(self, form: "SentForm") -> None:
        """After each CLEARED_EVERY-th form, delete some that were sent long ago, if nobody else is deleting them."""
        if form.pk % CLEARED_EVERY:
            return
        old = self.filter(sent_at__lt=timezone.now() - FORMS_KEPT).select_for_update(skip_locked=True)
        self.filter(pk__in=list(old.values_list("pk", flat=True)[:CLEARED_AT_ONCE])).delete()


class SentForm(models.Model):
    """A form that an account has saved. `made` is the row's label and number: "articles.author 12"."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )  # the constraint's index serves it
    token = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, help_text="Of what was sent, to know the same text from another one.")
    made = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["account", "token"], name="sent_form_once")]

    def __str__(self):
        return f"{self.account}: {self.made or 'a form'}"

    def record(self, row: models.Model, digest: str) -> None:
        """Record that the form, with the values of that digest, made the row, or changed it."""
        self.made, self.digest = f"{row._meta.label_lower} {row.pk}", digest
        self.save(update_fields=["made", "digest"])

    def number_of(self, label: str) -> str:
        """Return the number of the row of `label` that the form made; empty if it made none."""
        found, _, number = self.made.partition(" ")
        return number if found == label else ""
