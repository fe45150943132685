"""What an operator sees: probes (/healthz, /readyz, /metrics), request log, log format, slow queries, error reports."""
