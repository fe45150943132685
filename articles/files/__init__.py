"""Files of our own: audio, video and documents. These modules know no rows but by what is passed to them.

kinds.py        the types that are accepted, their limits, and what a check finds (Facts)
checking.py     tells the type of a file by its bytes, and checks it, by mp3, mp4, webm, pdf, spreadsheets, tables
captions.py     reads captions (WebVTT) and writes them again
uploads.py      checks an upload of the newsroom, and takes out what it says beside its content
renaming.py     gives new names to files that readers may no longer see
"""
