"""System checks for dangerous settings: `manage.py check --deploy`.

Errors also stop `manage.py migrate`, `check` and `runserver`; settings that cannot work at all stop the
start instead (portal/settings.py).
"""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.http.request import validate_host

KEY_MIN = 50  # characters; Django's `check --deploy` demands the same


def is_of_ones_own(host: str) -> bool:
    """Return whether a name in ALLOWED_HOSTS leads only to this machine."""
    name = host.strip("[].")
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith((".localhost", ".test"))


@register(Tags.security)
def local_convenience_in_public(app_configs, **kwargs):
    """Report DJANGO_DEBUG (E001) or DJANGO_INSECURE_HTTP (E002) on a host that others can reach."""
    public = [host for host in settings.ALLOWED_HOSTS if not is_of_ones_own(host)]
    found = []
    if settings.DEBUG and public:
        found.append(
            Error(
                f"DJANGO_DEBUG is on and the site answers to {public[0]}: every error shows code and settings.",
                hint="Unset DJANGO_DEBUG, or let DJANGO_ALLOWED_HOSTS name this machine alone.",
                id="portal.E001",
            )
        )
    if settings.INSECURE_HTTP and public:
        found.append(
            Error(
                f"DJANGO_INSECURE_HTTP is on and the site answers to {public[0]}: passwords travel in the open.",
                hint="Unset DJANGO_INSECURE_HTTP and put a proxy with TLS in front.",
                id="portal.E002",
            )
        )
    return found


@register(Tags.security)
def several_machines(app_configs, **kwargs):
    """Report what machines that serve one site fail to share: database (E003), tag authority (E004), photos (W003)."""
    if settings.MACHINES < 2:
        return []
    found = []
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        found.append(
            Error(
                f"MACHINES is {settings.MACHINES} and the database is SQLite, a file of one machine.",
                hint="Give all of them the same PostgreSQL in DATABASE_URL.",
                id="portal.E003",
            )
        )
    if not settings.MEDIA_S3_BUCKET:
        found.append(
            Warning(
                f"MACHINES is {settings.MACHINES} and each keeps its own photos.",
                hint="Set MEDIA_S3_BUCKET, or let PORTAL_VAR_DIR/media be one folder that all of them share.",
                id="portal.W003",
            )
        )
    if not settings.SITE_TAG_AUTHORITY_GIVEN:
        found.append(
            Error(
                f"MACHINES is {settings.MACHINES} and each would make its own SITE_TAG_AUTHORITY.",
                hint=f"Set SITE_TAG_AUTHORITY on all of them, for example to {settings.SITE_TAG_AUTHORITY}",
                id="portal.E004",
            )
        )
    return found


@register(Tags.security, deploy=True)
def public_address(app_configs, **kwargs):
    """Report a SITE_URL whose host is not allowed (E005) or whose scheme is not https (W001)."""
    parts, found = urlsplit(settings.SITE_URL), []
    if not validate_host(parts.hostname, settings.ALLOWED_HOSTS):
        found.append(
            Error(
                f"SITE_URL is {settings.SITE_URL}, a host that DJANGO_ALLOWED_HOSTS does not name.",
                hint="Canonical links would lead to an error: let both name the same host.",
                id="portal.E005",
            )
        )
    if parts.scheme != "https" and not settings.LOCAL:
        found.append(
            Warning(
                f"SITE_URL is {settings.SITE_URL}: links and feeds would lead readers over plain HTTP.",
                hint="Let it begin with https://",
                id="portal.W001",
            )
        )
    return found


@register(Tags.security, deploy=True)
def weak_secrets(app_configs, **kwargs):
    """Report a secret key that can be guessed, or that Django generated for a trial (E006)."""
    key = settings.SECRET_KEY
    if len(key) >= KEY_MIN and len(set(key)) > 5 and not key.startswith("django-insecure-"):
        return []
    return [
        Error(
            "DJANGO_SECRET_KEY can be guessed: whoever does signs in as anybody.",
            hint="Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
            id="portal.E006",
        )
    ]


@register(Tags.security, deploy=True)
def proxies_not_known(app_configs, **kwargs):
    """Report production without TRUSTED_PROXIES (W004): it takes the proxy's address for every client's."""
    if settings.LOCAL or settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "TRUSTED_PROXIES is not set: all the world counts as one address, and one guesser of passwords "
            "locks the whole newsroom out.",
            hint="Say how many proxies stand in front, TRUSTED_PROXIES=1 for one nginx, or give their addresses.",
            id="portal.W004",
        )
    ]


@register(Tags.security, deploy=True)
def proxy_not_believed(app_configs, **kwargs):
    """Report several machines without FORWARDED_ALLOW_IPS (W005): gunicorn takes HTTPS from another proxy for HTTP."""
    if settings.MACHINES < 2 or settings.FORWARDED_ALLOW_IPS:
        return []
    return [
        Warning(
            "FORWARDED_ALLOW_IPS is not set: what the proxy says of HTTPS is believed of this machine's own alone, "
            "and behind another one every page redirects to itself.",
            hint="Give the proxy's address, or FORWARDED_ALLOW_IPS=127.0.0.1 where each machine has its own.",
            id="portal.W005",
        )
    ]


@register(deploy=True)
def page_cache_off(app_configs, **kwargs):
    """Report that the page cache is off (W002): every page is rendered for every reader."""
    if settings.PAGE_CACHE_MB:
        return []
    return [
        Warning(
            "PAGE_CACHE_MB is 0: every page is made anew for every reader.",
            hint="Unset it, or give each process some megabytes.",
            id="portal.W002",
        )
    ]
