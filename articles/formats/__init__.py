"""A story for machines.

social_card   Open Graph and Twitter cards
schema_org    JSON-LD
ninjs         IPTC ninjs; markdown: Markdown
blocks        tables, quotations, notes in the text
metadata      what all of them say alike: address, description, picture
"""
