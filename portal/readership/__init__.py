"""Which stories are read most, counted without tracking: a number for each story and hour, and nothing about readers.

reader (what counts as one), counting (WSGI middleware) and nginx_log (the log of nginx in front) are two ways to count;
MOST_READ chooses one, or none. models, ranking (the job that makes the list of each language), box (the front page),
admin (the newsroom's list).
"""
