"""Checks of the whole public site as it is rendered: is anything hidden visible, and is the output correct?

crawler.py     requests every public address in this process
visibility.py  the command audit_visibility: searches the answers for hidden.py, the content that readers must not see
output.py      the command check_output: links, feeds, sitemaps, dates; document.py: what an HTML page contains,
               spoken.py: in which language its texts are; alternates.py: whether versions name each other
command.py     the base class of both commands
"""
