"""Forms, lists and transactions that several of the newsroom's admins share; none of them belongs to one model.

transactions, held_form, confirmation   a save as one transaction, a form shown again, a confirmation before an action
lists, lookups, ordering, inlines       change lists, lookup widgets, positions, rows below a form
protected_rows, datetimes, one_line     rows that may not be deleted, moments by the site's clock, one-line texts
"""
