"""Working on a draft together, in the newsroom's pages (the rows: articles/models/handover/).

rights     who may do what
panel      the part of a story's form that hands it over, returns it, takes it or assigns it
thread     the notes below the form
bell       what is new for an account: the poll of every page, and the page that lists it
changelist stages in the list of stories, and the filters by them
"""
