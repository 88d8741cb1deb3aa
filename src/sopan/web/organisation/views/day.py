"""The day a page shows: today, or the one that `?tanggal=` names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

PARAMETER = "tanggal"
EARLIEST, LATEST = date(1945, 8, 17), date(2199, 12, 31)


class NoDay(ValueError):  # noqa: N818  # What it is, not what failed.
    """The text is no day between the earliest and the latest one."""


@dataclass(frozen=True, slots=True)
class Day:
    """The day shown; `problem` says why the wish could not be met."""

    value: date
    today: date
    problem: str = ""

    @property
    def is_today(self) -> bool:
        return self.value == self.today

    @property
    def text(self) -> str:
        """As `?tanggal=` wants it."""
        return self.value.isoformat()

    @property
    def query(self) -> str:
        """What links of the page add to stay on the day; "" for today."""
        return "" if self.is_today else f"?{PARAMETER}={self.text}"

    @property
    def more(self) -> str:
        """The same behind other parameters."""
        return "" if self.is_today else f"&{PARAMETER}={self.text}"


def day_of(asked: QueryDict, today: date) -> Day:
    """The day asked for; today, with the problem, where it cannot be read."""
    text = asked.get(PARAMETER, "").strip()
    if not text:
        return Day(today, today)
    try:
        return Day(parse(text), today)
    except NoDay as problem:
        return Day(today, today, str(problem))


def parse(text: str) -> date:
    """A day written as 2026-11-25. Raises NoDay with what to do."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not EARLIEST <= found <= LATEST:
        raise NoDay(
            _("Tanggal “%(text)s” tidak dapat dibaca. Tulis tahun-bulan-hari, misalnya 2026-11-25.")
            % {"text": text[:40]}
        )
    return found
