"""What the peers are given: the contents of an SOP as tables, and our arrows as marks.

The peers do not lay out anything but text: columns, row heights and page breaks are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from sopan.drawing.drawing import Block, Drawing, Modules, Role
from sopan.drawing.pages import draw, flow_plans
from sopan.drawing.profile import Profile
from sopan.sop.model import SOP


@dataclass(frozen=True, slots=True)
class FlowPage:
    """A page of the flowchart part: heights in mm and texts of its rows, and its figure."""

    heights: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    figure: Block


@dataclass(frozen=True, slots=True)
class Sheets:
    """An SOP as a title, pairs of heading and text, and tables."""

    drawing: Drawing
    profile: Profile
    identity: tuple[tuple[str, str], ...]
    qr: Modules
    widths: tuple[float, ...]
    head: float
    names: tuple[str, ...]
    rotated: tuple[bool, ...]
    pages: tuple[FlowPage, ...]


def sheets(sop: SOP, profile: Profile) -> Sheets:
    """Takes an SOP apart for the peers."""
    columns, _, plans = flow_plans(sop, profile)
    drawing = draw(sop, profile)
    blocks = [block for page in drawing.pages for block in page.blocks]
    figures = [block for block in blocks if block.role is Role.FIGURE]
    qr = next(mark for block in blocks for mark in block.marks if isinstance(mark, Modules))
    figures = [f for f in figures if not any(isinstance(mark, Modules) for mark in f.marks)]
    empty = ("",) * len(columns.columns)
    pages = tuple(
        FlowPage(
            tuple(plan.heights),
            tuple(tuple(map(" ".join, row.lines)) if row else empty for row in plan.rows),
            figure,
        )
        for plan, figure in zip(plans, figures[-len(plans) :], strict=True)
    )
    return Sheets(
        drawing,
        profile,
        _identity(sop, profile),
        qr,
        tuple(column.width for column in columns.columns),
        columns.head,
        tuple(map(" ".join, columns.names)),
        tuple(columns.rotated and column.actor >= 0 for column in columns.columns),
        pages,
    )


def _identity(sop: SOP, profile: Profile) -> tuple[tuple[str, str], ...]:
    names = profile.headings
    return (
        (names["number"], sop.number),
        (names["created"], str(sop.created or "")),
        (names["effective"], str(sop.effective or "")),
        (names["approved"], f"{sop.approval.position}, {sop.approval.name}, {sop.approval.nip}"),
        (names["title"], sop.title),
        (names["laws"], _numbered(sop.laws)),
        (names["qualifications"], _numbered(sop.qualifications)),
        (names["related"], _numbered(tuple(link.text for link in sop.related))),
        (names["equipment"], _numbered(sop.equipment)),
        (names["warnings"], _numbered(sop.warnings)),
        (names["records"], _numbered(sop.records)),
    )


def _numbered(texts: tuple[str, ...]) -> str:
    return " ".join(f"{number}. {text}" for number, text in enumerate(texts, 1))
