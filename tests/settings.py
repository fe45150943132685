"""The settings under which the tests run: as on somebody's own machine, no static files collected, photos in memory."""

import os

os.environ.setdefault("DJANGO_INSECURE_HTTP", "1")

from portal.settings import *  # noqa: F403
from portal.settings import STORAGES

STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # else it warns that nothing was collected
