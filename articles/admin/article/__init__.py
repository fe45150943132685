"""The newsroom's form and list of articles. `admin.py` is the ModelAdmin; each other module does one thing for it.

form, fieldsets, bylines, lead_photo, story_language, corrections   what an editor types
pickers/   the fields in which tags, authors and photos are looked up and made
publishing/   what happens on Save and Publish now
stale_saves, open_elsewhere, working_copies, autosave, history   two editors, unsaved text, earlier versions
bin   stories that were deleted and can come back
handover/     drafts that go from hand to hand, notes, the bell
permissions   what an account may do with which stories
form_preview, preview_links   pages and links for stories that are not on the site
changelist/   the list; suggestions, tags_in_text: what the form offers while someone writes
"""
