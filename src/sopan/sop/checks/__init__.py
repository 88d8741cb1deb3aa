"""The rules that an SOP should keep, from SOP101, and `check`, which says where it does not.

An error keeps the SOP from being carried out or drawn; a warning is against the form; advice is
left to the author. Pages and paper are measured at the edge, and come in as `Limits` and `Layout`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sopan.sop.checks import actors, duties, identity, links, steps, structure, symbols
from sopan.sop.checks.rule import Found, Layout, Limits
from sopan.sop.findings import Finding, Rule
from sopan.sop.model import SOP

__all__ = ["ALL_RULES", "DEFAULT_LIMITS", "Found", "Layout", "Limits", "check", "check_one"]

ALL_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *symbols.RULES,
            *structure.RULES,
            *identity.RULES,
            *steps.RULES,
            *actors.RULES,
            *links.RULES,
            *duties.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
"""Every rule, in the order of the codes."""

DEFAULT_LIMITS = Limits()


def check(
    sops: Sequence[SOP],
    limits: Limits = DEFAULT_LIMITS,
    layouts: Mapping[str, Layout] | None = None,
) -> list[Found]:
    """Everything that is wrong with the SOPs and between them, in the order of the SOPs.

    `layouts` holds what was measured, by the id of the SOP.
    """
    measured = layouts or {}
    found = [
        Found(position, finding)
        for position, sop in enumerate(sops)
        for finding in check_one(sop, limits, measured.get(sop.id))
    ]
    return sorted([*found, *links.links(sops)], key=lambda f: (f.sop, f.finding.rule.code))


def check_one(
    sop: SOP, limits: Limits = DEFAULT_LIMITS, layout: Layout | None = None
) -> Iterator[Finding]:
    """Everything that is wrong with one SOP by itself; the flow only where it can be followed."""
    broken = list(symbols.broken(sop))
    yield from broken
    if not broken:
        yield from symbols.symbols(sop)
        yield from structure.structure(sop)
    yield from identity.identity(sop, limits)
    yield from steps.steps(sop, limits, layout)
    yield from actors.actors(sop, limits)
    yield from duties.duties(sop)
