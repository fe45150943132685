"""Search and replace: a page that finds words in stories and around them, and replaces those that an editor has chosen.

admin       the two pages' addresses, and who may open them
page        the search, what it found, and the press that replaces
run_page    what one replacement did, and its Undo
form        what is looked for
finding     the rows in which it stands, with the places in each; rows: which texts a row has
writing     the press: each story is saved as its form would save it
saving      how a story, or another row, is saved with new texts
undoing     the way back
"""
