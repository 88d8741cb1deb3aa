"""The QR code that leads to the page where a document can be verified."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sopan.drawing.drawing import rounded

MASK = 3
"""The mask pattern that is best most often for the addresses that are printed."""


def qr_modules(
    content: str, x: float, y: float, side: float
) -> tuple[tuple[float, float, float, float], ...]:
    """Black rectangles of a code (error level M, no quiet zone) in a square at (x, y) in mm."""
    matrix = _matrix(content)
    count = len(matrix)
    # Edges are rounded, not sizes: neighbours then share an edge and no hairline shows.
    xs = [rounded(x + k * side / count) for k in range(count + 1)]
    ys = [rounded(y + k * side / count) for k in range(count + 1)]
    return tuple(
        (xs[first], ys[row], rounded(xs[last] - xs[first]), rounded(ys[row + 1] - ys[row]))
        for row, line in enumerate(matrix)
        for first, last in _runs(line)
    )


@lru_cache(maxsize=256)
def _matrix(content: str) -> tuple[bytes, ...]:
    import segno  # Takes longer to load than `sopan check` needs to answer, and few pages have one.

    # A reader undoes any of the eight masks. Choosing the prettiest takes longer than routing.
    code = segno.make(content, error="m", micro=False, boost_error=False, mask=MASK)
    return tuple(bytes(row) for row in code.matrix)


def _runs(line: Sequence[int]) -> list[tuple[int, int]]:
    """First and last (excluded) of each stretch of black modules."""
    runs: list[tuple[int, int]] = []
    for position, black in enumerate(line):
        if not black:
            continue
        if runs and runs[-1][1] == position:
            runs[-1] = runs[-1][0], position + 1
        else:
            runs.append((position, position + 1))
    return runs
