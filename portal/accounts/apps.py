import importlib

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = "Accounts and log-in"

    def ready(self):
        sessions = importlib.import_module("portal.accounts.sessions")  # only now, because it needs the models
        user_logged_in.connect(sessions.start_clocks)
