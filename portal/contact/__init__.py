"""The contact form of readers' pages, and the messages that the newsroom gets by it.

models (a message), origin and throttle (whether to take one), form and views (the readers' page), admin (the
newsroom's list), mailbox (the job that mails new messages and erases old ones). A language has the form if its page
*Contact* is on the site; CONTACT_FORM=0 switches it off. It knows nothing of articles but their addresses.
"""
