"""System checks for dangerous settings: `manage.py check --deploy`.

Errors also stop `manage.py migrate`, `check` and `runserver`; settings that cannot work at all stop the
start instead (portal/settings.py).
"""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.http.request import validate_host

MIN_KEY_LENGTH = 50  # characters; Django's `check --deploy` demands the same


def is_local_host(host: str) -> bool:
    """Return whether a name in ALLOWED_HOSTS leads only to this machine."""
    name = host.strip("[].")
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith((".localhost", ".test"))


@register(Tags.security)
def check_local_settings(app_configs, **kwargs):
    """Report DJANGO_DEBUG (E001) or DJANGO_INSECURE_HTTP (E002) on a host that others can reach."""
    public = [host for host in settings.ALLOWED_HOSTS if not is_local_host(host)]
    messages = []
    if settings.DEBUG and public:
        messages.append(
            Error(
                f"DJANGO_DEBUG is on and the site answers to {public[0]}: every error shows code and settings.",
                hint="Unset DJANGO_DEBUG, or list only this machine's own names in DJANGO_ALLOWED_HOSTS.",
                id="portal.E001",
            )
        )
    if settings.INSECURE_HTTP and public:
        messages.append(
            Error(
                f"DJANGO_INSECURE_HTTP is on and the site answers to {public[0]}: passwords would be sent unencrypted.",
                hint="Unset DJANGO_INSECURE_HTTP and put a proxy with TLS in front.",
                id="portal.E002",
            )
        )
    return messages


@register(Tags.security)
def check_several_machines(app_configs, **kwargs):
    """Report what machines that serve one site fail to share: database (E003), tag authority (E004), photos (W003)."""
    if settings.MACHINES < 2:
        return []
    messages = []
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        messages.append(
            Error(
                f"MACHINES is {settings.MACHINES} and the database is SQLite, a file that only one machine can use.",
                hint="Set DATABASE_URL to the same PostgreSQL database on all of them.",
                id="portal.E003",
            )
        )
    if not settings.MEDIA_S3_BUCKET:
        messages.append(
            Warning(
                f"MACHINES is {settings.MACHINES} and each of them stores its own photos.",
                hint="Set MEDIA_S3_BUCKET, or make PORTAL_VAR_DIR/media a folder that all of them share.",
                id="portal.W003",
            )
        )
    if not settings.SITE_TAG_AUTHORITY_GIVEN:
        messages.append(
            Error(
                f"MACHINES is {settings.MACHINES} and each of them would generate its own SITE_TAG_AUTHORITY.",
                hint=f"Set SITE_TAG_AUTHORITY on all of them, for example to {settings.SITE_TAG_AUTHORITY}",
                id="portal.E004",
            )
        )
    return messages


@register(Tags.security, deploy=True)
def check_site_url(app_configs, **kwargs):
    """Report a SITE_URL whose host is not allowed (E005) or whose scheme is not https (W001)."""
    parts, messages = urlsplit(settings.SITE_URL), []
    if not validate_host(parts.hostname, settings.ALLOWED_HOSTS):
        messages.append(
            Error(
                f"SITE_URL is {settings.SITE_URL}, but DJANGO_ALLOWED_HOSTS does not list its host.",
                hint="Canonical links would lead to an error page: use the same host in both.",
                id="portal.E005",
            )
        )
    if parts.scheme != "https" and not settings.LOCAL:
        messages.append(
            Warning(
                f"SITE_URL is {settings.SITE_URL}: links and feeds would send readers to plain HTTP.",
                hint="Start it with https://",
                id="portal.W001",
            )
        )
    return messages


@register(Tags.security, deploy=True)
def check_secret_key(app_configs, **kwargs):
    """Report a secret key that can be guessed, or that Django generated for a trial (E006)."""
    key = settings.SECRET_KEY
    if len(key) >= MIN_KEY_LENGTH and len(set(key)) > 5 and not key.startswith("django-insecure-"):
        return []
    return [
        Error(
            "DJANGO_SECRET_KEY can be guessed: someone who guesses it can log in as anyone.",
            hint="Generate one: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
            id="portal.E006",
        )
    ]


@register(Tags.security, deploy=True)
def check_trusted_proxies(app_configs, **kwargs):
    """Report production without TRUSTED_PROXIES (W004): it takes the proxy's address for every client's."""
    if settings.LOCAL or settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "TRUSTED_PROXIES is not set: all clients count as one address, so one attacker who guesses passwords "
            "locks out the whole newsroom.",
            hint="Set it to the number of proxies in front (TRUSTED_PROXIES=1 for one nginx), or to their addresses.",
            id="portal.W004",
        )
    ]


@register(Tags.security, deploy=True)
def check_forwarded_allow_ips(app_configs, **kwargs):
    """Report several machines without FORWARDED_ALLOW_IPS (W005): gunicorn takes HTTPS from another proxy for HTTP."""
    if settings.MACHINES < 2 or settings.FORWARDED_ALLOW_IPS:
        return []
    return [
        Warning(
            "FORWARDED_ALLOW_IPS is not set: X-Forwarded-Proto is accepted only from a proxy on this machine, and "
            "behind a proxy on another machine every page redirects to itself.",
            hint="Set it to the proxy's address, or to 127.0.0.1 if each machine has its own proxy.",
            id="portal.W005",
        )
    ]


@register(deploy=True)
def check_page_cache(app_configs, **kwargs):
    """Report that the page cache keeps nothing (W002): every page is rendered for every reader."""
    if settings.PAGE_CACHE_MB:
        return []
    return [
        Warning(
            "PAGE_CACHE_MB is 0: every page is rendered again for every reader.",
            hint="Unset it, or set it to the megabytes that the processes of this machine may use.",
            id="portal.W002",
        )
    ]
