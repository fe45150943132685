"""The app: everything we publish. Each folder is a room; a room imports only from those below it.

urls (the public addresses), management/ (commands)
admin/ (the newsroom's forms)   selfcheck/ (the whole site, looked at)   pages/ (the public pages)
imports/ (files into rows)      templating/ (what readers' templates call: Jinja2)  templatetags/ (the newsroom's)
front/  feeds/  sitemaps/       reading/ (rows as pages show them)
history/  formats/  models/  search/
text/  web/  database/  photos/  files/  outside/ (the ground floor)
"""
