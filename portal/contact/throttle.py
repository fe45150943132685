"""How many messages are taken: from one sender, and in all. The database counts, so all machines count together.

A sender is known by a digest of the day and the client's address, made with the site's secret key; the address itself
is not stored, and the digest is erased after a day.
"""

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from portal.contact.models import Message

WITHIN = timedelta(hours=1)
FROM_ONE_SENDER, FROM_ALL = 5, 100  # messages within that time


def sender_of(address: str | None, at: datetime) -> str:
    """Return the sender's digest for that day; "" if the client's address is not known."""
    return salted_hmac("portal.contact.sender", f"{at:%Y-%m-%d} {address}").hexdigest()[:32] if address else ""


def is_over_limit(sender: str, at: datetime) -> bool:
    """Return whether no more messages are taken now from this sender, or from anybody."""
    recent = Message.objects.received_since(at - WITHIN)
    own = recent.filter(sender=sender).order_by()[:FROM_ONE_SENDER].count() if sender else 0
    return own >= FROM_ONE_SENDER or recent.order_by()[:FROM_ALL].count() >= FROM_ALL


def is_sent_already(sender: str, text: str, at: datetime) -> bool:
    """Return whether this sender has just sent the same text: a second press of the button, or a reload."""
    return Message.objects.received_since(at - WITHIN).filter(sender=sender, text=text).exists()
