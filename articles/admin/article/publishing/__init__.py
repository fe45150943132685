"""What happens on Save and Publish now.

steps              the steps that bring a story onto the site and take it off
unasked_steps      what Save would do besides saving, asked about first
publish_warnings   what an editor is warned of before a story is published; dead_links: one of these
minor_edits        which change of a published story readers are told about
"""
