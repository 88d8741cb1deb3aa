"""The official chart: picture and list, folded as the address says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sopan.web.organisation.access import unit_for_reader
from sopan.web.organisation.chart.folding import Folds, folds_of
from sopan.web.organisation.chart.layout import Layout, lay_out
from sopan.web.organisation.chart.load import Chart, Tie, load
from sopan.web.organisation.chart.model import Node
from sopan.web.organisation.chart.svg import Addresses, Words, svg
from sopan.web.organisation.viewer import viewer_of
from sopan.web.organisation.views.day import Day, day_of

TARGET = "#bagan"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a day, a branch, folds."""

    day: Day
    top: int | None
    folds: Folds

    def address(self, name: str, folds: Folds) -> str:
        parts = [folds.query, f"unit={self.top}" if self.top else "", self.day.more[1:]]
        query = "&".join(part for part in parts if part)
        return reverse(name) + (f"?{query}" if query else "")

    def fold(self, node: Node) -> str:
        """The address that folds a branch, or unfolds it."""
        turned = self.folds.turned(node.id, is_open=not node.hidden)
        return self.address("chart", turned)

    def unit(self, unit: int) -> str:
        return reverse("unit", args=[unit]) + self.day.query


@dataclass(frozen=True, slots=True)
class Line:
    """A unit in the list: what the picture shows of it, and its relations in words."""

    node: Node
    href: str
    fold: str
    fold_label: str
    by: Sequence[Tie]
    of: Sequence[Tie]
    below: Sequence[Line]


@login_required
@require_safe
def chart(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    found = load(viewer_of(request).government, asked.day.value, asked.top, asked.folds)
    context: dict[str, object] = {"day": asked.day, "top": asked.top, "chart": found}
    if found is None:
        return render(request, "organisation/chart.html", context)
    units = cache(asked.unit)  # Picture and list lead to the same.
    addresses = Addresses(units, _foldable(asked, found), _fold_label, TARGET)
    layout = lay_out(found.picture)
    picture = svg(layout, _words(found, layout, asked.day), addresses)
    context |= {
        "picture": mark_safe(picture),  # What comes from people is escaped there.
        "lines": [_line(found.picture.root, found, addresses)],
        "download": asked.address("chart_svg", asked.folds),
        "first_view": asked.address("chart", Folds()),
        "folded": bool(asked.folds.query),
    }
    name = "chart_picture" if _wants_part(request) else "chart"
    response = render(request, f"organisation/{name}.html", context)
    response["Vary"] = "HX-Request"
    return response


@login_required
@require_safe
def chart_svg(request: HttpRequest) -> HttpResponse:
    """The picture alone, as a file whose boxes lead back to the pages."""
    asked = _asked(request)
    found = load(viewer_of(request).government, asked.day.value, asked.top, asked.folds)
    if found is None:
        raise Http404(_("Tidak ada unit pada tanggal ini."))
    layout = lay_out(found.picture)
    addresses = Addresses(lambda unit: request.build_absolute_uri(asked.unit(unit)))
    text = svg(layout, _words(found, layout, asked.day), addresses)
    name = f"bagan-{viewer_of(request).government.code}-{asked.day.text}.svg"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="image/svg+xml", headers=headers)


def _wants_part(request: HttpRequest) -> bool:
    """Whether a script exchanges the chart; one that restores a page it forgot wants all of it."""
    restores = request.headers.get("HX-History-Restore-Request") == "true"
    return request.headers.get("HX-Request") == "true" and not restores


def _asked(request: HttpRequest) -> Asked:
    viewer = viewer_of(request)
    folds = folds_of(request.GET.get("buka", ""), request.GET.get("tutup", ""))
    return Asked(day_of(request.GET, viewer.day), _top(request), folds)


def _top(request: HttpRequest) -> int | None:
    text = request.GET.get("unit", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Http404(_("Tidak ada, atau bukan milik pemerintah daerah Anda."))
    return unit_for_reader(viewer_of(request), int(text)).pk


def _foldable(asked: Asked, chart: Chart) -> Callable[[Node], str]:
    """The unit on top stays open: there would be nothing else to see."""
    return lambda node: "" if node.id == chart.picture.root.id else asked.fold(node)


def _fold_label(node: Node) -> str:
    if not node.hidden:
        return _("Lipat unit di bawah %(name)s") % {"name": node.name}
    return ngettext(
        "Buka %(number)s unit di bawah %(name)s",
        "Buka %(number)s unit di bawah %(name)s",
        node.hidden,
    ) % {"number": node.hidden, "name": node.name}


def _words(chart: Chart, layout: Layout, day: Day) -> Words:
    root = chart.picture.root
    return Words(
        title=_("Bagan Organisasi %(name)s") % {"name": root.name},
        subtitle=_("Keadaan per %(day)s") % {"day": date_format(day.value, "j F Y")},
        description=_("Gambar susunan unit kerja; isi yang sama tertulis pada daftar."),
        command=_("garis komando"),
        coordination=_("garis koordinasi (hubungan fungsional)"),
        undrawn=ngettext(
            "%(number)s garis koordinasi tidak tergambar; lihat daftar.",
            "%(number)s garis koordinasi tidak tergambar; lihat daftar.",
            layout.undrawn,
        )
        % {"number": layout.undrawn},
    )


def _line(node: Node, chart: Chart, addresses: Addresses) -> Line:
    fold = addresses.fold(node) if addresses.fold and node.foldable else ""
    return Line(
        node,
        addresses.unit(node.id),
        fold,
        addresses.fold_label(node) if fold else "",
        chart.by.get(node.id, ()),
        chart.of.get(node.id, ()),
        [_line(child, chart, addresses) for child in node.children],
    )
