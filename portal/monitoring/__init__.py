"""Health checks, metrics, logs and error reports for operators.

probes.py      /healthz, /readyz (health.py), /metrics (metrics.py)
request_log.py, slow_queries.py   lines about requests and queries; log_format.py: as JSON; logging_setup.py: filters
machine.py     system checks of database, static files and disk; sentry.py: error reports
"""
