"""The newsroom's form and list of articles. `admin.py` is the ModelAdmin; each other module does one thing for it.

form, fields, bylines, corrections   what an editor types
steps, publish_warnings, dead_links, minor_edits   what happens on Save and Publish now
conflicts, working_copies, autosave, history   two editors, unsaved text, earlier versions
permissions   whose drafts an account sees; preview_links: pages and links for stories that are not on the site
changelist/   the list; suggestions, tag_suggestions: what the form offers while someone writes
"""
