"""The project: it wires the apps together. settings, urls, wsgi, checks; local_secrets and job_records (files in var/); rooms.

serving/ (page cache)  http/ (middleware, media)  monitoring/ (health, metrics, logs)
newsroom/ (Django's admin as a site)  accounts/ (log-in)  backup/  partners/ (an app: news of other sites)
"""
