"""Text without the ORM.

plain.py      plain text from outside: invisible characters, accents, lengths
richtext.py   the HTML that a story may contain, and its sanitiser; links.py: wrapped links
blocks/       tables, quotations, fact boxes and footnotes in a story's text
pasted/       markup of other programs -> that HTML
diff.py       the differences of two texts; typos.py: which of them are corrected typos
folding.py    what makes no difference when words are compared
similarity.py names and headlines that are nearly the same; standfirst.py: summaries that repeat them
languages/    the languages of texts, and their tags
moments/      days and times as sites print them, read
typography.py quotes and spaces as readers see them, by the words in glued_words.py
encodings.py  texts whose 8-bit encoding is certain
xmltext.py    a writer of XML; sentences.py, slugs.py, direction.py, dates.py, datelines.py, typed_moments.py
"""
