"""`import_seeds`: turns article pages that were scraped to plain text into articles.

    files -> format/ (bytes -> ArticleRecord) -> survey (all files together) -> splitting/ (glued sidebar lines)
          -> classify (section and tags) -> importer -> writing/ (records -> rows) -> report, run_log

records.py holds the frozen values that are passed along; lock.py lets only one import run at a time.
"""
