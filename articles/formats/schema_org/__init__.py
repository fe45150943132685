"""JSON-LD of pages by the vocabulary of schema.org, as plain values.

It has what Google's documentation of Article, image metadata, BreadcrumbList, Organization and site names calls
required or recommended (developers.google.com/search/docs/appearance/structured-data), as far as we know it.
site (the agency, the site, breadcrumbs), pages (about the site, topics), story, pictures.
"""
