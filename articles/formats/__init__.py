"""A story as machines read it: JSON-LD, Open Graph and Twitter cards (metadata), IPTC ninjs, Markdown."""
