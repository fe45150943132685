"""Looks at the whole public site as it is rendered: does anything hidden show, and is what shows right?

`walk` asks for every public address in this process; `visibility` (the command
audit_visibility) and `output` (check_output) judge the answers.
"""
