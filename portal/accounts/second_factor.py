"""The second factor: codes from a phone (TOTP), and ten recovery codes for the day on which the phone is gone.

django-otp keeps the devices and checks the codes: each works once, and after wrong
ones the account waits twice as long each time. So who goes on guessing keeps the
door shut about as long again as they guess, and not for good.
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

CODES = 10
EDITORS = ("articles.publish_article", "auth.change_user")  # whoever holds one of these is an editor or above


def of_outer_user() -> Exists:
    """For a query of accounts: whether each has a second factor."""
    return Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True))


def has_factor(account) -> bool:
    """Whether the account is asked for a code when it logs in."""
    known = getattr(account, "has_second_factor", None)
    return TOTPDevice.objects.filter(user=account, confirmed=True).exists() if known is None else known


def must_have(account) -> bool:
    """Whether NEWSROOM_SECOND_FACTOR asks it of this account."""
    if settings.NEWSROOM_SECOND_FACTOR == "editors":
        return any(map(account.has_perm, EDITORS))  # an administrator has every permission
    return settings.NEWSROOM_SECOND_FACTOR == "all"


def missing(request) -> str:
    """What stands between the logged-in account and the newsroom: "code", "set_up" or nothing."""
    if request.user.is_verified():
        return ""
    if has_factor(request.user):
        return "code"
    return "set_up" if must_have(request.user) else ""


def check(account, typed: str):
    """The device that takes the code, which is used up by that; None and the seconds to wait when none does."""
    code = "".join(typed.split()).lower()
    model = TOTPDevice if code.isascii() and code.isdecimal() else StaticDevice
    device = model.objects.filter(user=account, confirmed=True).first()
    if device is None:
        return None, 0
    return verify_token(account, device.persistent_id, code), seconds_to_wait(device)


def seconds_to_wait(device) -> int:
    """For how long the device takes no code, after wrong ones."""
    device.refresh_from_db()
    allowed, why = device.verify_is_allowed()
    return 0 if allowed else math.ceil((why["locked_until"] - timezone.now()).total_seconds())


def enter(request, device) -> None:
    """The session has given its second factor. It goes on under another key, which nobody saw before."""
    request.session.cycle_key()
    otp_login(request, device)


def begun(account) -> TOTPDevice:
    """The device that the account is setting up: its secret stays the same until it is confirmed."""
    found = TOTPDevice.objects.filter(user=account, confirmed=False).order_by("pk").first()
    return found or TOTPDevice.objects.create(user=account, name="phone", confirmed=False)


def secret_of(device) -> str:
    """The secret as an app takes it by hand: groups of four letters."""
    letters = b32encode(device.bin_key).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def picture_of(device) -> str:
    """The secret as a QR code: an SVG in a data: address."""
    return segno.make(device.config_url, error="m").svg_data_uri(scale=5, dark="#000", light="#fff")


def confirm(account, typed: str) -> TOTPDevice | None:
    """Takes the device into use when its first code is right; None when it is not."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=False).order_by("pk").first()
        if has_factor(account) or device is None or not device.verify_token("".join(typed.split())):
            return None
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        TOTPDevice.objects.filter(user=account, confirmed=False).delete()
    return device


def new_codes(account) -> list[str]:
    """Ten new recovery codes in place of the old ones; nobody can read them again."""
    with transaction.atomic():
        device, _ = StaticDevice.objects.get_or_create(user=account, defaults={"name": "recovery codes"})
        device.token_set.all().delete()
        codes = [StaticToken.random_token() for _ in range(CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def codes_left(account) -> int:
    return StaticToken.objects.filter(device__user=account).count()


def take_away(account, but: str | None = None) -> None:
    """The account has no second factor any more, and its sessions end; `but` is the key of one that goes on."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=account).delete()
        StaticDevice.objects.filter(user=account).delete()
        sessions.end_all(account, but)
