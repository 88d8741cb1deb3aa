"""What differs between two SOPs, in words; whether it matters; and how two drafts are joined."""

from sopan.sop.changes.alignment import Alignment, align
from sopan.sop.changes.change import Arrow, Change, ChangeKind, Group, Value, Where
from sopan.sop.changes.difference import difference
from sopan.sop.changes.material import REASONS, Reason, Verdict, is_material, verdict
from sopan.sop.changes.merge import Clash, ClashKind, Merge, Side, merge, resolve
from sopan.sop.changes.sentences import GROUPS, field_name, say, value_words

__all__ = [
    "GROUPS",
    "REASONS",
    "Alignment",
    "Arrow",
    "Change",
    "ChangeKind",
    "Clash",
    "ClashKind",
    "Group",
    "Merge",
    "Reason",
    "Side",
    "Value",
    "Verdict",
    "Where",
    "align",
    "difference",
    "field_name",
    "is_material",
    "merge",
    "resolve",
    "say",
    "value_words",
    "verdict",
]
