"""Who may come in: an app without tables of its own.

gate.py            log-in, second factor, half-open sessions; views.py: the pages of one's own account
second_factor.py   one-time passwords and recovery codes; throttle.py: failed log-ins; sessions.py: their end

admin.py, log_admin.py   accounts and the audit log in the newsroom; backend.py: how a password is checked
"""
