"""What stands around every answer: middleware, template context, media, manifest, security.txt, the 503 page."""
