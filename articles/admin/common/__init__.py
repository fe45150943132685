"""Forms, lists and transactions that several of the newsroom's admins share; none of them belongs to one model.

model_admin     NewsroomAdmin, the base of all of them; from here on, its parts and what else they use
transactions, unsaved_form, confirmation   a save as one transaction, a form shown again, a confirmation of an action
lists, lookup_widgets, ordering, inlines          change lists, lookup widgets, positions, rows below a form
protected_rows, datetimes, one_line, badges   rows that may not be deleted, moments, one-line texts, a state as a word
editor_modules   what a form with a prose editor loads
"""
