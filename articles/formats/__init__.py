"""A story for machines: JSON-LD, Open Graph and Twitter cards (metadata), IPTC ninjs, Markdown."""
