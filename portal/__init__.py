"""The project: it wires the apps together. Settings, addresses and checks are here; the rest is in rooms.

serving/ (page cache)  http/ (middleware, media)  monitoring/ (health, metrics, logs)
newsroom/ (Django's admin as a site)  accounts/ (log-in)  backup/  partners/ (an app: news of other sites)
"""
