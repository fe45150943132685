"""How the newsroom works on a draft together. Nothing of it is public, and none of it moves the edition.

assignment    a draft's stage, who has it and until when
note          what colleagues write to each other about a story
notice        what is new for an account: the bell, and mails
mentions      the names of colleagues in a note
handing_over  one press: note, assignment and notices in one transaction
"""
