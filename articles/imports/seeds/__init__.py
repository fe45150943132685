"""`import_seeds`: article pages scraped to plain text become articles.

    files -> format/ (bytes -> ArticleRecord) -> survey (all files together) -> splitting/ (glued sidebar lines)
          -> classify (section and tags) -> importer -> writing/ (records -> rows) -> report, run_log

records.py holds the frozen values that travel along; lock.py lets one import run at a time.
"""
