"""Which entries of a list are which entries of another: by equal keys, then by likeness."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

Pairs = dict[int, int]
"""Positions in the new list by those in the old one; each position once."""

_LARGEST_TABLE = 250_000
"""Cells of the table of the longest common subsequence; longer lists go by occurrence only."""


def match_equal(pairs: Pairs, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
    """Adds pairs of equal keys: first as many as keep their order, then by occurrence.

    None as a key matches nothing.
    """
    if not pairs and old == new and None not in old:
        pairs.update((at, at) for at in range(len(old)))
        return
    left, right = free(pairs, old, new)
    left = [at for at in left if old[at] is not None]
    right = [at for at in right if new[at] is not None]
    kept = _common([old[at] for at in left], [new[at] for at in right])
    pairs.update((left[one], right[two]) for one, two in kept)
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    taken = set(pairs.values())
    for at in reversed(right):
        if at not in taken:
            waiting[new[at]].append(at)
    for at in left:
        if at not in pairs and waiting.get(old[at]):
            pairs[at] = waiting[old[at]].pop()


def match_alike(
    pairs: Pairs,
    old: Sequence[object],
    new: Sequence[object],
    likeness: Callable[[int, int], float],
    least: float,
) -> None:
    """Adds pairs that are alike enough, the most alike first."""
    left, right = free(pairs, old, new)
    if len(left) * len(right) > _LARGEST_TABLE:
        return
    found = [(likeness(one, two), one, two) for one in left for two in right]
    alike = sorted((-much, abs(one - two), one, two) for much, one, two in found if much >= least)
    taken = set(pairs.values())
    for _, _, one, two in alike:
        if one not in pairs and two not in taken:
            pairs[one] = two
            taken.add(two)


def match_rest(pairs: Pairs, old: Sequence[object], new: Sequence[object]) -> None:
    """Pairs what is left in its order."""
    pairs.update(zip(*free(pairs, old, new), strict=False))


def free(pairs: Pairs, old: Sequence[object], new: Sequence[object]) -> tuple[list[int], list[int]]:
    """What has no partner yet, on both sides."""
    taken = set(pairs.values())
    left = [at for at in range(len(old)) if at not in pairs]
    return left, [at for at in range(len(new)) if at not in taken]


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """A longest common subsequence as pairs of positions."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    head = [(at, at) for at in range(start)]
    tail = [(len(old) - at, len(new) - at) for at in range(end, 0, -1)]
    middle = _table(old[start : len(old) - end], new[start : len(new) - end])
    return [*head, *((one + start, two + start) for one, two in middle), *tail]


def _table(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    if not old or not new or len(old) * len(new) > _LARGEST_TABLE:
        return []
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for one in reversed(range(len(old))):
        row, below = lengths[one], lengths[one + 1]
        for two in reversed(range(len(new))):
            row[two] = below[two + 1] + 1 if old[one] == new[two] else max(below[two], row[two + 1])
    found: list[tuple[int, int]] = []
    one = two = 0
    while one < len(old) and two < len(new):
        if old[one] == new[two]:
            found.append((one, two))
            one, two = one + 1, two + 1
        elif lengths[one + 1][two] >= lengths[one][two + 1]:
            one += 1
        else:
            two += 1
    return found


def out_of_order(numbers: Iterable[int]) -> set[int]:
    """The fewest numbers to take out so that the others rise (all but a longest rising part)."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    moved = set(before)
    last = ends[-1] if ends else None
    while last is not None:
        moved.remove(last)
        last = before[last]
    return moved
