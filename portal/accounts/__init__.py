"""Accounts and log-in: an app without tables of its own.

gate.py            log-in, second factor, half-open sessions; views.py: the pages of a user's own account
csrf_failure.py    the page for a form whose key no longer fits
second_factor.py   one-time passwords and recovery codes; throttle.py: failed log-ins; sessions.py: when sessions end

role_choice.py      a role as one choice; forms.py, filters.py: what shows it; authors.py: as whom an account signs

admin.py, log_admin.py   accounts and the audit log in the newsroom; backend.py: how a password is checked
"""
