"""Seeds that an account has uploaded in the newsroom, from the upload to the report on their import.

They are in the database, and not in a file, because the next request may reach another machine.
"""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

UPLOADS_KEPT = timedelta(days=1)  # how long an upload and its report can be seen
UPLOADS_MAX = 5  # of one account; older ones are deleted
INTERRUPTED_AFTER = timedelta(minutes=5)  # an import that began so long ago and has not ended was cut off


def new_token() -> str:
    """Return a new name for an upload's page: 22 letters, digits, hyphens and underscores."""
    return token_urlsafe(16)


class SeedUploadQuerySet(models.QuerySet):
    def of(self, account):
        """Return the account's uploads that can still be seen, newest first, without their bytes."""
        kept = self.filter(account=account, made_at__gt=timezone.now() - UPLOADS_KEPT)
        return kept.order_by("-made_at", "-pk").defer("data")

    def keep(self, account, name: str, data: bytes) -> "SeedUpload":
        """Return the account's upload of these bytes: the one that waits already, else a new one. Delete old ones."""
        self.forget_old()
        digest = sha256(data).hexdigest()
        waiting = self.of(account).filter(digest=digest, begun_at=None).first()
        if waiting:
            return waiting
        made = self.create(account=account, name=name[:200], data=data, digest=digest)
        kept = list(self.of(account).values_list("pk", flat=True)[:UPLOADS_MAX])
        self.filter(account=account).exclude(pk__in=kept).delete()
        return made

    def forget_old(self) -> None:
        """Delete what can no longer be seen, of all accounts."""
        self.filter(made_at__lte=timezone.now() - UPLOADS_KEPT).delete()


class SeedUpload(models.Model):
    """One upload. `trial` and `result` are as `articles.imports.seeds.uploads.outcome` makes them."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    name = models.CharField(max_length=200)
    data = models.BinaryField(help_text="The file as it was uploaded. Empty: it has been imported.")
    digest = models.CharField(max_length=64, help_text="Of the file, to know it when it is uploaded again.")
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    trial = models.JSONField(null=True, help_text="What an import would do. None: that is not known yet.")
    begun_at = models.DateTimeField(null=True, help_text="When its import began.")
    ended_at = models.DateTimeField(null=True, help_text="When its import had ended.")
    result = models.JSONField(null=True, help_text="What its import did.")

    objects = SeedUploadQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name

    @property
    def is_running(self) -> bool:
        """True while its import runs, as far as one can tell."""
        return self.ended_at is None and self.begun_at is not None and self.begun_at > _interrupted_before()

    @property
    def was_interrupted(self) -> bool:
        """True if its import began and never ended."""
        return self.ended_at is None and self.begun_at is not None and not self.is_running

    def tried(self, trial: dict) -> None:
        """Store what an import would do; nothing if the upload has been deleted meanwhile."""
        self.trial = trial
        SeedUpload.objects.filter(pk=self.pk).update(trial=trial)

    def discard(self) -> bool:
        """Delete the upload, unless its import has begun; return whether it is deleted."""
        return SeedUpload.objects.filter(pk=self.pk, begun_at=None).delete()[0] == 1

    def begin(self) -> bool:
        """Record that its import begins now; return False if it has begun already, and change nothing then."""
        open_now = Q(begun_at=None) | Q(begun_at__lte=_interrupted_before())
        mine = SeedUpload.objects.filter(open_now, pk=self.pk, ended_at=None)
        return mine.update(begun_at=timezone.now()) == 1

    def call_off(self) -> None:
        """Record that the import that began has not taken place."""
        SeedUpload.objects.filter(pk=self.pk, ended_at=None).update(begun_at=None)

    def end(self, result: dict) -> None:
        """Store what the import did, and delete the file; nothing if newer uploads have replaced this one meanwhile."""
        self.result, self.data, self.ended_at = result, b"", timezone.now()
        SeedUpload.objects.filter(pk=self.pk).update(result=result, data=b"", ended_at=self.ended_at)


def _interrupted_before():
    return timezone.now() - INTERRUPTED_AFTER
