"""The project as an app: its system checks and its commands."""

import importlib

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self):
        importlib.import_module("portal.checks")
        importlib.import_module("portal.monitoring.machine_checks")
