"""Errors of the program, told to Sentry, or to what speaks its protocol."""

import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from sentry_sdk.utils import BadDsn


def report_to(dsn: str) -> None:
    """Sends every unhandled error and every logged one to `dsn`; no reader's data, no values of variables.

    Raises ImproperlyConfigured for an address that is none.
    """
    try:
        sentry_sdk.init(
            dsn,
            send_default_pii=False,
            include_local_variables=False,
            max_request_body_size="never",
            default_integrations=True,
        )
    except BadDsn as error:
        cure = "give an address such as https://key@sentry.example/1"
        raise ImproperlyConfigured(f"SENTRY_DSN: {error}; {cure}") from None
