"""The second factor: codes from a phone (TOTP), and ten recovery codes in case the phone is lost.

django-otp keeps the devices and checks the codes: each works once, and after each wrong
one the account must wait twice as long. So if someone goes on guessing, the account is
locked for about as long again as they guess, but not for ever.
"""

import math
from base64 import b32encode

import segno
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_otp import login as otp_login
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import sessions

RECOVERY_CODES = 10
EDITOR_PERMISSIONS = ("articles.publish_article", "auth.change_user")  # holders of one of these are editors or above


def outer_user_has_factor() -> Exists:
    """Return an expression for a query of accounts that says whether each has a second factor."""
    return Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True))


def has_factor(account) -> bool:
    """Return whether the account is asked for a code when it logs in."""
    known = getattr(account, "has_second_factor", None)
    return TOTPDevice.objects.filter(user=account, confirmed=True).exists() if known is None else known


def is_required(account) -> bool:
    """Return whether NEWSROOM_SECOND_FACTOR requires a second factor of this account."""
    if settings.NEWSROOM_SECOND_FACTOR == "editors":
        return any(map(account.has_perm, EDITOR_PERMISSIONS))  # an administrator has every permission
    return settings.NEWSROOM_SECOND_FACTOR == "all"


def missing_step(request) -> str:
    """Return what the logged-in account must still do to enter the newsroom: "code", "set_up" or "" (nothing)."""
    if request.user.is_verified():
        return ""
    if has_factor(request.user):
        return "code"
    return "set_up" if is_required(request.user) else ""


def check_code(account, typed: str):
    """Return the device that accepts the code and so uses it up, or None, and the seconds to wait."""
    code = "".join(typed.split()).lower()
    model = TOTPDevice if code.isascii() and code.isdecimal() else StaticDevice
    device = model.objects.filter(user=account, confirmed=True).first()
    if device is None:
        return None, 0
    return verify_token(account, device.persistent_id, code), seconds_to_wait(device)


def seconds_to_wait(device) -> int:
    """Return for how many seconds the device accepts no code, because of wrong ones."""
    device.refresh_from_db()
    allowed, reason = device.verify_is_allowed()
    return 0 if allowed else math.ceil((reason["locked_until"] - timezone.now()).total_seconds())


def mark_session_verified(request, device) -> None:
    """Note in the session that it has given its second factor, and give it a new key, which nobody has seen before."""
    request.session.cycle_key()
    otp_login(request, device)


def unconfirmed_device(account) -> TOTPDevice:
    """Return the device that the account is setting up; its secret stays the same until it is confirmed."""
    found = TOTPDevice.objects.filter(user=account, confirmed=False).order_by("pk").first()
    return found or TOTPDevice.objects.create(user=account, name="phone", confirmed=False)


def grouped_secret(device) -> str:
    """Return the secret to type into an app by hand: groups of four letters."""
    letters = b32encode(device.bin_key).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def qr_code(device) -> str:
    """Return the secret as a QR code: an SVG in a data: URL."""
    return segno.make(device.config_url, error="m").svg_data_uri(scale=5, dark="#000", light="#fff")


def confirm(account, typed: str) -> TOTPDevice | None:
    """Activate and return the device that is being set up if its first code is right; otherwise return None."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=False).order_by("pk").first()
        if has_factor(account) or device is None or not device.verify_token("".join(typed.split())):
            return None
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        TOTPDevice.objects.filter(user=account, confirmed=False).delete()
    return device


def make_recovery_codes(account) -> list[str]:
    """Replace the old recovery codes with ten new ones and return these; nobody can read them again."""
    with transaction.atomic():
        device, _ = StaticDevice.objects.get_or_create(user=account, defaults={"name": "recovery codes"})
        device.token_set.all().delete()
        codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def count_recovery_codes(account) -> int:
    return StaticToken.objects.filter(device__user=account).count()


def remove(account, keep: str | None = None) -> None:
    """Remove the account's second factor and end its sessions; `keep` is the key of a session that continues."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=account).delete()
        StaticDevice.objects.filter(user=account).delete()
        sessions.end_all(account, keep)
