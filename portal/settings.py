"""All settings. Installations differ only by environment variables.

Each variable is read in one line, with its type and its default; the table
in docs/configuration.md explains them. A wrong or missing value stops the start
with a message that names the variable and the cure.
"""

import logging
import os
import re
from datetime import timedelta
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from articles.text.embeds.providers import PLAYER_ORIGINS
from portal.http.client_address import parse_proxies
from portal.local_secrets import local_secret_key, site_tag_authority
from portal.monitoring import log_format

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
variables_read = {}  # by name; in lower case, because Django's debug pages show settings
FALSE_VALUES = ("0", "false", "no", "off", "n", "f")
MIN_TOKEN_LENGTH = 16  # characters of a secret that the operator chooses
DEFAULT_NEWSROOM_PATH = "admin"  # if NEWSROOM_PATH is not set


def read(kind, name, default, minimum=0):
    """Return the variable `name` as `kind` ("bool", "int", "str", "list"), or `default` if it is not set or empty.

    Raises ImproperlyConfigured if the value cannot be parsed as that kind, or is a number below `minimum`.
    """
    value = variables_read[name] = env.str(name, default="").strip()
    if not value:
        return default
    if kind == "bool" and value.lower() not in (*env.BOOLEAN_TRUE_STRINGS, *FALSE_VALUES):
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to 1 (yes) or 0 (no)")
    if kind == "int" and not (value.isascii() and value.isdecimal() and int(value) >= minimum):
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to a whole number, {minimum} or more")
    return getattr(env, kind)(name)


def read_one_of(name, choices, default):
    """Return the variable `name`, which must be one of the words `choices`; `default` if it is not set or empty."""
    value = read("str", name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to one of {', '.join(choices)}")
    return value


def read_proxies(name):
    """Return the number of proxies in front of us, or their networks; 0 if the variable is not set or empty."""
    try:
        return parse_proxies(read("str", name, "0"))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}: {error}. Set it to the number of proxies in front (1), or their addresses: 10.0.0.5,10.0.1.0/24"
        ) from error


def read_text_file(name):
    """Return the text of the file whose path is the variable `name`; "" if it is not set or empty."""
    file = read("str", name, "")
    try:
        return Path(file).read_text(encoding="utf-8") if file else ""
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(
            f"{name} is {file!r}, which cannot be read: {error}. Set it to the path of a text file in UTF-8"
        ) from error


def read_mail_server(name):
    """Return Django's EMAIL_ settings for the mail server in the variable `name`."""
    try:
        server = env.email_url_config(read("str", name, ""))
        if server["EMAIL_HOST"] or "smtp" not in server["EMAIL_BACKEND"]:
            return {key: value for key, value in server.items() if key.startswith("EMAIL_")}
    except (ImproperlyConfigured, ValueError, KeyError):
        pass
    raise ImproperlyConfigured(
        f"{name} cannot be parsed: set it to an address such as smtp+tls://user:password@mail.example.org:587; "
        "write % and other signs in a password as %25"
    )


def is_web_address(text):
    """Return whether this is an absolute http or https URL with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets without an IPv6 address, a port that is not a number
        return False


def read_database(name, default):
    """Return the entry of DATABASES for the address in the variable `name`, or for the address `default`.

    Raises ImproperlyConfigured if the address cannot be parsed or is of another kind of database.
    """
    try:
        database = env.db_url_config(read("str", name, default))
    except (ImproperlyConfigured, ValueError, KeyError):
        database = {}  # the error's message may contain a part of the password
    if database.get("ENGINE") not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
        raise ImproperlyConfigured(
            f"{name}: set it to an address such as postgres://user:password@host:5432/name or "
            "sqlite:////absolute/path; write / : @ # ? % in a password as %2F %3A %40 %23 %3F %25"
        )
    return database


# --- Where and how this copy runs -------------------------------------------------------
DEBUG = read("bool", "DJANGO_DEBUG", False)
INSECURE_HTTP = read("bool", "DJANGO_INSECURE_HTTP", False)
LOCAL = DEBUG or INSECURE_HTTP  # a developer's machine, not a public site
VAR_DIR = Path(read("str", "PORTAL_VAR_DIR", str(BASE_DIR / "var")))
try:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
except (OSError, ValueError) as error:
    raise ImproperlyConfigured(
        f"PORTAL_VAR_DIR is {str(VAR_DIR)!r}: {error}; set it to a folder that the site's user owns"
    ) from None

LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = read("list", "DJANGO_ALLOWED_HOSTS", LOOPBACK_HOSTS if LOCAL else [])
SECRET_KEY = read("str", "DJANGO_SECRET_KEY", "")
if not SECRET_KEY and LOCAL:
    try:
        SECRET_KEY = local_secret_key(VAR_DIR / "secret_key")
    except OSError as error:
        raise ImproperlyConfigured(f"DJANGO_SECRET_KEY is not set, and none can be stored in var/: {error}") from None
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "DJANGO_SECRET_KEY is not set. Production needs a long random value that stays the same, "
        "for example from: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'. "
        "On your own machine use `make run`, which generates its own key."
    )
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "DJANGO_ALLOWED_HOSTS is not set. List the hosts that this site answers to, separated by "
        "commas, for example: news.example.org,www.news.example.org"
    )

SITE_NAME = read("str", "SITE_NAME", "The Portal")
SITE_TAGLINE = read("str", "SITE_TAGLINE", "News from Armenia and the region")
SITE_URL = read("str", "SITE_URL", "http://127.0.0.1:8000" if LOCAL else f"https://{ALLOWED_HOSTS[0]}")
SITE_URL = SITE_URL.rstrip("/")
if not is_web_address(SITE_URL):
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}: set it to the public address with its scheme, such as https://news.example.org"
    )
KNOWN_KICKERS = ("breaking", "live", "analysis", "opinion", "interview", "photo", "video")  # articles/models/kicker.py
KICKERS = read("list", "KICKERS", list(KNOWN_KICKERS))
if unknown := [one for one in KICKERS if one not in KNOWN_KICKERS]:
    raise ImproperlyConfigured(f"KICKERS names {unknown[0]!r}: choose from {', '.join(KNOWN_KICKERS)}")
MACHINES = read("int", "MACHINES", 1)  # machines that serve this site
FORWARDED_ALLOW_IPS = read("str", "FORWARDED_ALLOW_IPS", "")  # gunicorn's; our checks test whether it is set
SITE_TAG_AUTHORITY_GIVEN = bool(read("str", "SITE_TAG_AUTHORITY", ""))
SITE_TAG_AUTHORITY = site_tag_authority(read("str", "SITE_TAG_AUTHORITY", ""), SITE_URL, VAR_DIR / "tag_authority")

# --- Parts ------------------------------------------------------------------------------
INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "portal.newsroom.site.NewsroomConfig",  # Django's admin with our site object
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "taggit",
    "simple_history",
    "js_asset",
    "django_prose_editor",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "articles",
    "portal.partners",
    "portal.contact",
    "portal.readership",
    "portal.accounts",
    "portal.backup",
]
MIDDLEWARE = [
    "portal.monitoring.middleware.answer_probes",
    "portal.http.middleware.send_no_body_on_head",
    "portal.http.middleware.send_policies",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.http.compression.CompressTextMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",  # adds to request.user whether the second factor was given
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",  # records who saved a version
    "axes.middleware.AxesMiddleware",  # last: replaces any response to a locked-out client
]
# Middleware that the page cache's renderer omits (portal/serving/public_handler.py), because its pages do not depend
# on who asks.
NOT_FOR_EVERYBODY = {
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.http.compression.CompressTextMiddleware",  # the page cache compresses what is for everybody
    "csp.middleware.CSPMiddleware",  # the handler sends the policy itself
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
}
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {  # readers' pages
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {
            "environment": "articles.templating.environment.environment",
            "context_processors": [
                "articles.templating.fragments.cached_language",
                "portal.http.context.site",
                "portal.partners.sidebar.functions",
                "portal.contact.links.functions",
                "portal.readership.box.functions",
            ],
        },
    },
    {  # the newsroom: Django's admin is written in Django's templates
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "newsroom"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.http.context.site",
            ],
        },
    },
]
TAGGIT_CASE_INSENSITIVE = True

# --- Database ---------------------------------------------------------------------------
DATABASES = {"default": read_database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        # Readers never wait for a writer; a writer waits for its turn instead of failing.
        transaction_mode="IMMEDIATE",
        timeout=20,
        # Each thread has a connection, and each connection a cache (2 MB). The system's own cache holds the same pages
        # once for all: 16 MB for each of eight threads took 49 MB more after 3,000 pages (bench/memory.py).
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-2000;",
    )

# A copy that PostgreSQL keeps up to date, from which readers' pages are read (portal/serving/replica.py).
if read("str", "DATABASE_REPLICA_URL", ""):
    DATABASES["replica"] = read_database("DATABASE_REPLICA_URL", "")
    if {database["ENGINE"] for database in DATABASES.values()} != {"django.db.backends.postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_REPLICA_URL: only PostgreSQL has replicas; both it and DATABASE_URL must begin with postgres://"
        )
    DATABASES["replica"]["TEST"] = {"MIRROR": "default"}
    DATABASE_ROUTERS = ["portal.serving.replica.Router"]

for _name, _database in DATABASES.items():
    # A new connection for each request would cost as much as a third of a page, and PostgreSQL plans the queries of
    # readers' pages again on each: the first related stories take 75 ms. Django closes a connection that had an error.
    _database["CONN_MAX_AGE"], _database["CONN_HEALTH_CHECKS"] = 600, True
    if _database["ENGINE"] == "django.db.backends.postgresql":
        # A server that does not even refuse must not block a request for minutes; a replica is replaced by the database
        # itself. JIT compilation and parallel workers take 30 ms each to start: longer than any of our queries.
        _database["OPTIONS"] = {
            "connect_timeout": 2 if _name == "replica" else 5,
            "options": "-c jit=off -c max_parallel_workers_per_gather=0",
            # Plan the queries of readers' pages once for each connection (articles/database/django_internals.py).
            "prepare_threshold": 1 if read("bool", "DATABASE_PREPARED_STATEMENTS", True) else None,
            **_database.get("OPTIONS", {}),
        }

# The target of copy_database; not an argument, since everybody on the machine can read arguments.
COPY_DATABASE_TO = read_database("COPY_DATABASE_TO", "") if read("str", "COPY_DATABASE_TO", "") else None

# --- Page cache -------------------------------------------------------------------------
# The size on this machine; off in development, so that changed templates show.
PAGE_CACHE_MB = read("int", "PAGE_CACHE_MB", 0 if DEBUG else 64)
# Under systemd and in a container, RUNTIME_DIRECTORY is in memory.
PAGE_CACHE_FOLDER = Path(os.environ.get("RUNTIME_DIRECTORY") or VAR_DIR) / "pages"
PAGE_CACHE_STALE_SECONDS = read("int", "PAGE_CACHE_STALE_SECONDS", 600)

# --- Language and time ------------------------------------------------------------------
LANGUAGE_CODE = "en"
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "articles" / "templating" / "locale"]  # before the translations of all apps
TIME_ZONE = "Asia/Yerevan"
FORMAT_MODULE_PATH = "portal.newsroom.formats"
USE_TZ = True

# --- Static files -----------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"
# Large uploads are written here while they arrive: the disk of the media, to whose folder they are then moved.
FILE_UPLOAD_TEMP_DIR = VAR_DIR
MEDIA_S3_BUCKET = read("str", "MEDIA_S3_BUCKET", "")
MEDIA_S3_ENDPOINT = read("str", "MEDIA_S3_ENDPOINT", "")
MEDIA_S3_REGION = read("str", "MEDIA_S3_REGION", "")
if MEDIA_S3_BUCKET and find_spec("storages") is None:
    raise ImproperlyConfigured(
        "MEDIA_S3_BUCKET is set, but the packages for it are not installed. Run: "
        "pip install --no-deps --require-hashes -r deploy/requirements-s3.txt"
    )
STORAGES = {
    "default": {
        "BACKEND": "portal.http.bucket.Bucket" if MEDIA_S3_BUCKET else "django.core.files.storage.FileSystemStorage"
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- The editor of a story's text -------------------------------------------------------
# Our own extension, which also replaces some of the library's (articles/text/richtext.py names them all).
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {"js": [static_lazy("js/newsroom/editorextension.js")], "extensions": {"Pasting": html_tags([])}},
    {"js": [static_lazy("js/newsroom/editorblocks.js")], "extensions": {"Blocks": html_tags([])}},
]

# --- Seeds ------------------------------------------------------------------------------
SEED_VOCABULARY = BASE_DIR / "fixtures" / "vocabulary.toml"

# --- The newsroom -----------------------------------------------------------------------
PREVIEW_HOURS = read("int", "PREVIEW_HOURS", 48)  # how long a preview link to an unpublished story works

NEWSROOM_PATH = read("str", "NEWSROOM_PATH", DEFAULT_NEWSROOM_PATH).strip("/")
if not re.fullmatch(r"[\w-]+", NEWSROOM_PATH, re.ASCII):
    raise ImproperlyConfigured(f"NEWSROOM_PATH is {NEWSROOM_PATH!r}: set it to one word, such as newsroom")

# --- Partner news -----------------------------------------------------------------------
# Allow feeds on private networks, such as an intranet or loopback in a trial; then any feed can lead there.
PARTNERS_ALLOW_PRIVATE = read("bool", "PARTNERS_ALLOW_PRIVATE", False)

# --- Readers' devices -------------------------------------------------------------------
OFFLINE = read("bool", "OFFLINE", True)  # phones keep the stories read last

# --- Messages from readers --------------------------------------------------------------
CONTACT_FORM = read("bool", "CONTACT_FORM", True)  # in languages whose page Contact is on the site
CONTACT_KEEP_DAYS = read("int", "CONTACT_KEEP_DAYS", 180, minimum=1)
CONTACT_MAIL_TO = read("list", "CONTACT_MAIL_TO", [])
MAIL_FROM = read("str", "MAIL_FROM", "")
EMAIL_URL = read("str", "EMAIL_URL", "")
if CONTACT_MAIL_TO and not (EMAIL_URL and MAIL_FROM):
    raise ImproperlyConfigured(
        "CONTACT_MAIL_TO is set, but nothing says how to send mail. Set EMAIL_URL to the mail server, such as "
        "smtp+tls://user:password@mail.example.org:587, and MAIL_FROM to the sender, such as portal@example.org"
    )
NOTICE_MAIL = read("bool", "NOTICE_MAIL", False)  # whether accounts may ask for mails of what is new for them
if NOTICE_MAIL and not (EMAIL_URL and MAIL_FROM):
    raise ImproperlyConfigured(
        "NOTICE_MAIL is set, but nothing says how to send mail. Set EMAIL_URL and MAIL_FROM, too"
    )
if EMAIL_URL:
    vars().update(read_mail_server("EMAIL_URL"))
    EMAIL_TIMEOUT = 10  # seconds; a mail server that does not answer must not hold up the other jobs
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM or "webmaster@localhost"

# --- Most read --------------------------------------------------------------------------
# Who counts: the pages' own processes, or nginx by its log; off: nobody, and there is no list.
MOST_READ = read_one_of("MOST_READ", ("off", "pages", "log"), "off")
MOST_READ_LOG = read("str", "MOST_READ_LOG", "/var/log/nginx/portal.log")

# --- Accounts ---------------------------------------------------------------------------
# Who must give a code in addition to the password; accounts that have set one up are always asked for it.
NEWSROOM_SECOND_FACTOR = read_one_of("NEWSROOM_SECOND_FACTOR", ("off", "editors", "all"), "off" if LOCAL else "editors")
OTP_TOTP_ISSUER = SITE_NAME
SESSION_IDLE_MINUTES = read("int", "SESSION_IDLE_MINUTES", 240, minimum=1)
SESSION_HOURS = read("int", "SESSION_HOURS", 14, minimum=1)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
TRUSTED_PROXIES = read_proxies("TRUSTED_PROXIES")
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "portal.accounts.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
AXES_HANDLER = "portal.accounts.throttle.Throttle"
AXES_FAILURE_LIMIT = 300  # what a reached limit counts as (portal/accounts/throttle.py)
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a successful log-in clears the failures of both together
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "portal.accounts.throttle.address_of"
AXES_USERNAME_CALLABLE = "portal.accounts.throttle.name_of"
AXES_LOCKOUT_CALLABLE = "portal.accounts.gate.show_lockout"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = False  # portal/accounts/log_admin.py shows what is useful
AXES_VERBOSE = False

# --- Security ---------------------------------------------------------------------------
SECURITY_CONTACT = read("str", "SECURITY_CONTACT", "")
if SECURITY_CONTACT and not SECURITY_CONTACT.startswith(("mailto:", "https://")):
    raise ImproperlyConfigured(
        f"SECURITY_CONTACT is {SECURITY_CONTACT!r}: set it to an address such as mailto:security@example.org or https://…"
    )
ADS_TXT = read_text_file("ADS_TXT")
TRUST_TXT = read_text_file("TRUST_TXT")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.accounts.csrf_failure.show"
if not LOCAL:
    # gunicorn decides whether a request came over TLS: it believes X-Forwarded-Proto only from FORWARDED_ALLOW_IPS;
    # with SECURE_PROXY_SSL_HEADER Django would believe anybody.
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# What a reader's page may load; the newsroom's pages get NEWSROOM_CSP (portal/newsroom/site.py).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],  # also of files in a bucket, which come through the site
        "script-src": [SELF],
        "connect-src": [SELF],  # not for our scripts: a browser's own tools fetch robots.txt from within the page
        "manifest-src": [SELF],
        "frame-src": list(PLAYER_ORIGINS),  # after a click on an embed's card
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
NEWSROOM_CSP = {
    "default-src": [NONE],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "media-src": [SELF],
    "font-src": [SELF],
    "manifest-src": [SELF],  # a preview is a page of the site
    "script-src": [SELF, NONCE],
    "connect-src": [SELF],
    # The front page is shown next to the desk that arranges it; a preview plays what its story embeds.
    "frame-src": [SELF, *PLAYER_ORIGINS],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}

# --- Monitoring -------------------------------------------------------------------------
LOG_FORMAT = read_one_of("LOG_FORMAT", (log_format.LINE, log_format.JSON), log_format.chosen_format(os.environ))
LOG_REQUESTS = read("bool", "LOG_REQUESTS", not LOCAL)
LOG_LEVEL = read("str", "DJANGO_LOG_LEVEL", "WARNING").upper()
if LOG_LEVEL not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
    raise ImproperlyConfigured(f"DJANGO_LOG_LEVEL is {LOG_LEVEL!r}: set it to DEBUG, INFO, WARNING, ERROR or CRITICAL")
SLOW_QUERY_MS = read("int", "SLOW_QUERY_MS", 0 if LOCAL else 500)  # 0: log none
METRICS_TOKEN = read("str", "METRICS_TOKEN", "")
if METRICS_TOKEN and len(METRICS_TOKEN) < MIN_TOKEN_LENGTH:
    raise ImproperlyConfigured(f"METRICS_TOKEN is too short: use {MIN_TOKEN_LENGTH} random characters or more")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "portal.monitoring.log_format.JsonLines"},
    },
    "filters": {
        "without_traceback": {"()": "portal.monitoring.log_filters.WithoutTraceback"},
        "refused_hosts": {"()": "portal.monitoring.log_filters.RefusedHosts"},
    },
    # The handler also has the level, because Django's own loggers have a lower one and pass those records on.
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "level": LOG_LEVEL}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.security.DisallowedHost": {"filters": ["refused_hosts"]},
        "django.request": {"filters": ["without_traceback"]},
        "requests_hardened": {"level": "ERROR"},  # a refused address is reported with the feed's other errors
    },
}
logging.captureWarnings(LOG_FORMAT == log_format.JSON)  # else Python's warnings would be plain text among the JSON
SENTRY_DSN = read("str", "SENTRY_DSN", "")
if SENTRY_DSN:
    from portal.monitoring import sentry  # each process of a site without it has 4 MB less

    sentry.report_to(SENTRY_DSN)

# --- Finished pages of other settings ---------------------------------------------------
# The page cache's files (portal/serving/shared_pages.py) outlive a restart, but not a change of a setting.
ENVIRONMENT_DIGEST = blake2b(repr(sorted(variables_read.items())).encode(), digest_size=16).hexdigest()
