"""HTTP around the pages: middleware, template context, media, manifest, security.txt, the 503 page."""
