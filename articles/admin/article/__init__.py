"""The newsroom's form and list of articles. `admin.py` is the ModelAdmin; each other module does one thing for it.

form, fields, tags_field, bylines, corrections   what an editor types
steps, publishing, publish_warnings, dead_links, minor_edits   what happens on Save and Publish
conflicts, autosave, history    two editors, unsaved text, earlier versions
changelist/, own_drafts   the list; preview_links: links for people without an account
suggestions, tag_suggestions    what the form offers while someone writes
"""
