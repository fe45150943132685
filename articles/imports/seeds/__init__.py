"""`import_seeds`: turns article pages that were scraped to plain text into articles.

    READ: nothing is written yet                         WRITE: a transaction for each batch of files

    path                                                 ImportPlan
      | articles/outside/files.py                          | writing/create_or_update.py  oldest files first
    bytes                                                  | writing/sidebars.py          newest files first
      | format/decoding.py, format/cleaning.py           StoryData
    text                                                   | writing/rows.py, writing/bulk.py
      | format/parser.py                                 rows in the database
    ArticleRecord                                          | report.py, run_log.py
      | sections_and_tags.py                              Report, ImportRun
      | file_reader.py  in several processes
    FileRecord
      | survey.py       all files together
    Survey
      | known_stories.py  what the database holds
      | splitting/        glued lines of Latest news
      | plan.py           which belongs to which
    ImportPlan

`plan.read` hands `importer.write` one value, the ImportPlan; importer.py calls both. records.py holds the frozen
values, keys.py the keys and digests by which lines, stories and files are recognised; lock.py lets only one import run
at a time; same_story.py tells a page crawled again from another story; format/writer.py writes a story as a seed.
"""
