"""Error reports to Sentry, or to a service with the same protocol."""

import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from sentry_sdk.utils import BadDsn


def report_to(dsn: str) -> None:
    """Send every unhandled error and every logged one to `dsn`, without readers' data and values of variables.

    It does not report for each request that the database is away: /readyz and `portal_database_up` show that.

    Raises ImproperlyConfigured if `dsn` cannot be parsed.
    """
    try:
        sentry_sdk.init(
            dsn,
            send_default_pii=False,
            include_local_variables=False,
            max_request_body_size="never",
            default_integrations=True,
            before_send=_before_send,
        )
    except BadDsn as error:
        hint = "set it to an address such as https://key@sentry.example/1"
        raise ImproperlyConfigured(f"SENTRY_DSN: {error}; {hint}") from None


def _before_send(event: dict, hint: dict) -> dict | None:
    from portal.http.unavailable import DATABASE_AWAY_ERRORS  # needs Django's settings, which import this module

    error = hint.get("exc_info", (None, None))[1]
    return None if isinstance(error, DATABASE_AWAY_ERRORS) and "request" in event else event
