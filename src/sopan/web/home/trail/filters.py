"""Which events are asked for, and the next piece of them, newest first.

Pieces are found by the moment and number of the last event seen, never by counting: the millionth
page costs what the first does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from sopan.web.organisation.models import Government, PositionPeriod, UnitPeriod
from sopan.web.organisation.views.day import EARLIEST, LATEST
from sopan.web.people.models import Account, Person
from sopan.web.trail.models import Event
from sopan.web.trail.sentences import SENTENCES
from sopan.web.ui.forms import DayField

PAGE = 50
EVERYTHING = [("", _lazy("Semua kegiatan"))]
FEW = 20
"""Up to so many matches are looked up by their numbers; of more, an event is soon met."""
KNOWN_DAYS = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]


class Filter(forms.Form):
    """What the page of the trail can be narrowed to; sent by GET, everything may be empty."""

    hal = forms.CharField(
        label=_lazy("Unit, jabatan, atau orang"), max_length=100, required=False, strip=True
    )
    pelaku = forms.CharField(label=_lazy("Dilakukan oleh"), max_length=100, required=False)
    kegiatan = forms.ChoiceField(
        label=_lazy("Kegiatan"),
        required=False,
        choices=lambda: [*EVERYTHING, *((verb, told.name) for verb, told in SENTENCES.items())],
    )
    dari = DayField(label=_lazy("Dari tanggal"), required=False, validators=KNOWN_DAYS)
    sampai = DayField(label=_lazy("Sampai tanggal"), required=False, validators=KNOWN_DAYS)
    jenis = forms.SlugField(required=False, widget=forms.HiddenInput)
    nomor = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)
    """Kind and number of one subject, as links from its page have them."""

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        first, last = values.get("dari"), values.get("sampai")
        if first and last and last < first:
            raise forms.ValidationError({"sampai": _("Tanggal akhir mendahului tanggal awal.")})
        return values


def matching(government: Government, wanted: dict[str, Any]) -> QuerySet[Event]:
    """The events that the cleaned values of a `Filter` ask for, newest first."""
    events = Event.objects.filter(government=government).order_by("-at", "-number")
    if verb := wanted.get("kegiatan"):
        events = events.filter(verb=verb)
    if name := wanted.get("pelaku"):
        events = events.filter(_done_by(government, name))
    if name := wanted.get("hal"):
        events = events.filter(_about(government, name))
    if wanted.get("jenis") and wanted.get("nomor"):
        events = events.filter(subject_kind=wanted["jenis"], subject_id=wanted["nomor"])
    zone = ZoneInfo(government.time_zone)
    if day := wanted.get("dari"):
        events = events.filter(at__gte=_midnight(day, zone))
    if day := wanted.get("sampai"):
        events = events.filter(at__lt=_midnight(day + timedelta(days=1), zone))
    return events


def _done_by(government: Government, name: str) -> Q:
    people = Person.objects.filter(government=government, name__icontains=name)
    accounts = Account.objects.filter(person__in=people).order_by().values("pk")
    few = list(accounts.values_list("pk", flat=True)[: FEW + 1])
    return Q(account__in=few if len(few) <= FEW else accounts)


def _about(government: Government, name: str) -> Q:
    """Units, posts, persons and accounts that are or were called so."""
    own: dict[str, Any] = {"government": government, "name__icontains": name}
    people = Person.objects.filter(**own).order_by()
    kinds: dict[str, tuple[QuerySet[Any], str]] = {
        "unit": (UnitPeriod.objects.filter(**own).order_by(), "unit"),
        "position": (PositionPeriod.objects.filter(**own).order_by(), "position"),
        "person": (people, "pk"),
        "account": (Account.objects.filter(person__in=people).order_by(), "pk"),
    }
    first, *others = (rows.values_list(Value(kind), key) for kind, (rows, key) in kinds.items())
    few = list(first.union(*others)[: FEW + 1])
    asked = Q(pk__in=())
    for kind, (rows, key) in kinds.items():
        known = [id_ for of, id_ in few if of == kind]
        if len(few) > FEW:
            asked |= Q(subject_kind=kind, subject_id__in=rows.values(key))
        elif known:
            asked |= Q(subject_kind=kind, subject_id__in=known)
    return asked


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def piece(
    government: Government, events: QuerySet[Event], after: str
) -> tuple[Sequence[Event], int | None]:
    """The events that follow the number `after`, and the number to go on from, if there is more."""
    if after.isdecimal() and len(after) < 19:
        last = Event.objects.filter(government=government, number=int(after)).first()
        if last is not None:
            older = Q(at__lt=last.at) | Q(number__lt=last.number)
            events = events.filter(older, at__lte=last.at)
    found = list(events[: PAGE + 1])
    more = found[PAGE - 1].number if len(found) > PAGE else None
    return found[:PAGE], more
