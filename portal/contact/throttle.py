"""How many messages are taken: from one sender, and in all. The database counts, so all machines count together.

A sender is known by a digest of the day and the client's address, made with the site's secret key; the address itself
is not stored, and the digest is erased after a day.
"""

from datetime import datetime, timedelta

from django.db import router, transaction
from django.utils.crypto import salted_hmac

from articles.database.lock_order import hold
from portal.contact.models import Message

WITHIN = timedelta(hours=1)
FROM_ONE_SENDER, FROM_ALL = 5, 100  # messages within that time
MESSAGES = "contact_message"  # a lock of its own; whoever holds it takes no other


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


def take(message: Message) -> bool:
    """Store the message, unless it was sent already; return False if no more messages are taken now.

    Messages are counted and stored one after the other, so that many at once are not more than one by one.
    """
    using, at = router.db_for_write(Message), message.received_at
    with transaction.atomic(using=using):
        hold(MESSAGES, using=using)
        if is_sent_already(message.sender, message.text, at):
            return True
        if is_over_limit(message.sender, at):
            return False
        message.save(using=using)
        return True
