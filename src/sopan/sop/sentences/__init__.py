"""Turns sentences into steps: "Kasubag memeriksa berkas" is Kasubag, "Memeriksa berkas".

1. The text is cut into clauses: lines, ends of sentences, and "kemudian", "lalu" or a comma where
   a new actor or verb follows. Numbering and words of order are removed.
2. Who: a position of the list that stands first (the longest, short forms written out), or else
   the words before the first active verb, or those behind "oleh". Without one, it is the actor of
   the clause before.
3. What: the rest, in the active voice where the verb is known.
4. A clause that asks, or that looks whether something is so, is a decision.

Whatever was assumed stands in `notes`, so that the author corrects it. See docs/sentences.md.
"""

from sopan.sop.sentences.notes import Note, Sentence
from sopan.sop.sentences.reading import read, worksheet

__all__ = ["Note", "Sentence", "read", "worksheet"]
