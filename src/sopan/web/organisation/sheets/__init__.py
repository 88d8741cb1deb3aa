"""Tables of units, positions and people: read from files, compared with what is, written to files.

`read` makes rows of text of a file, `columns` finds the headings, `compare` tells what would change
(pure, without a database), `write` makes files of what is. The action `actions.imports` writes.
"""
