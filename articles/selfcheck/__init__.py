"""Checks of the whole public site as it is rendered: is anything hidden visible, and is the output correct?

`walk` requests every public address in this process; `visibility` (the command
audit_visibility) and `output` (check_output) check the answers.
"""
