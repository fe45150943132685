"""Health checks, metrics, logs and error reports for operators.

middleware.py      the addresses /healthz, /readyz (health.py) and /metrics (metrics.py)
request_log.py, slow_queries.py   lines about requests and queries; log_format.py: as JSON; log_filters.py: filters
machine_checks.py  system checks of database, static files and disk; sentry.py: error reports
"""
