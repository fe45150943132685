"""Errors of the program, told to Sentry, or to what speaks its protocol."""

import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from sentry_sdk.utils import BadDsn


def report_to(dsn: str) -> None:
    """Sends every unhandled error and every logged one to `dsn`; no reader's data, no values of variables.

    Not that the database is away, once for each request: /readyz and `portal_database_up` tell that.

    Raises ImproperlyConfigured for an address that is none.
    """
    try:
        sentry_sdk.init(
            dsn,
            send_default_pii=False,
            include_local_variables=False,
            max_request_body_size="never",
            default_integrations=True,
            before_send=_worth_telling,
        )
    except BadDsn as error:
        cure = "give an address such as https://key@sentry.example/1"
        raise ImproperlyConfigured(f"SENTRY_DSN: {error}; {cure}") from None


def _worth_telling(event: dict, hint: dict) -> dict | None:
    from portal.http.unavailable import AWAY  # needs Django's settings, which are being read when this module is

    error = hint.get("exc_info", (None, None))[1]
    return None if isinstance(error, AWAY) and "request" in event else event
