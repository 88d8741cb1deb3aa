"""The forms of a plan's operations: each makes one operation from plain names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sopan.web.organisation.forms import ChangeForm, PickInput
from sopan.web.organisation.models import Level, UnitKind
from sopan.web.organisation.queries.picking import Choice
from sopan.web.organisation.reorganisation import plan as p
from sopan.web.organisation.reorganisation.matching import kind_of
from sopan.web.organisation.reorganisation.places import NotOne, Places
from sopan.web.ui.refusal import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

MOST_ROWS = 60
"""So many units are merged, or made of one, by one operation."""


class PlaceField(forms.CharField):
    """A unit or post by its code or enough of its name, on the plan's day."""

    widget: PickInput

    def __init__(self, kind: str, label: _StrOrPromise, **more: Any) -> None:
        super().__init__(label=label, max_length=420, widget=PickInput(kind), **more)
        self.kind = kind
        self.places: Places | None = None

    def look_in(self, places: Places) -> None:
        self.places = places
        if self.kind == "unit":
            self.widget.offered = [Choice(one.ref, one.name, one.code) for one in places.made]

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        if not text or self.places is None:
            return None
        try:
            return self.places.post(text) if self.kind == "jabatan" else self.places.unit(text)
        except NotOne as problem:
            raise ValidationError(_which(text, problem.found)) from None


def _which(text: str, found: Sequence[str]) -> str:
    if not found:
        return _("“%(text)s” tidak ada pada hari itu. Tulis bagian dari namanya, atau kodenya.") % {
            "text": text
        }
    return _("Ada beberapa yang cocok: %(names)s. Tulis salah satunya seperti di sini.") % {
        "names": ", ".join(found)
    }


def _unit(label: _StrOrPromise, **more: Any) -> PlaceField:
    return PlaceField("unit", label, **more)


def _name(label: _StrOrPromise, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, **more)


class OperationForm(ChangeForm):
    """Becomes one operation; `places` and `plan` are set by `for_plan`."""

    places: ClassVar[Places]
    plan: ClassVar[p.Plan] = ()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            if isinstance(field, PlaceField):
                field.look_in(self.places)

    def new_key(self) -> str:
        return p.next_keys(self.plan, 1)[0]


def for_plan(form: type[OperationForm], places: Places, plan: p.Plan) -> type[OperationForm]:
    """The form on the structure and plan at hand."""
    return type(form.__name__, (form,), {"places": places, "plan": plan})


def _short() -> forms.CharField:
    return forms.CharField(label=gettext_lazy("Singkatan"), max_length=60, required=False)


class RenameForm(OperationForm):
    unit = _unit(gettext_lazy("Unit yang berganti nama"))
    name = _name(gettext_lazy("Nama baru"))
    short_name = _short()
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"),
        choices=[("", gettext_lazy("Tetap")), *UnitKind.choices],
        required=False,
    )


class MoveForm(OperationForm):
    unit = _unit(gettext_lazy("Unit yang pindah"))
    parent = _unit(gettext_lazy("Unit induk yang baru"))


class RowsForm(OperationForm):
    """Grows: `more` asks for one row more. Rows are fields with a number: `unit_1`, `unit_2`."""

    row: ClassVar[str]
    least: ClassVar[int]
    more: ClassVar[_StrOrPromise]
    """The word on the button that adds a row."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        order = list(self.fields)
        at = max(order.index(name) for name in self.fixed if name in order) + 1
        rows = self._rows()
        for number in range(1, rows + 1):
            field = self.row_field(number)
            if isinstance(field, PlaceField):
                field.look_in(self.places)
            self.fields[f"{self.row}_{number}"] = field
        names = [f"{self.row}_{number}" for number in range(1, rows + 1)]
        self.order_fields([*order[:at], *names, *order[at:]])

    fixed: ClassVar[Sequence[str]] = ("seen",)
    """The fields that stand above the rows."""

    def row_field(self, number: int) -> forms.CharField:
        raise NotImplementedError

    def _rows(self) -> int:
        """As many as are filled in, one more where that is asked for."""
        given = {**self.initial, **self.data}
        filled = [int(n) for n in map(self._number, given) if n]
        wanted = max([self.least, *filled]) + ("more" in given)
        return min(wanted, MOST_ROWS)

    def _number(self, name: str) -> str:
        """The number behind the name of a row, "" for other names."""
        found = re.fullmatch(rf"{self.row}_([1-9]\d?)", name)
        return found.group(1) if found else ""

    def rows(self, values: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """The rows that are filled in, by the name of their field."""
        return [(name, value) for name, value in values.items() if self._number(name) and value]


class MergeForm(RowsForm):
    row, least = "unit", 3
    more = gettext_lazy("Tambah unit")
    name = _name(gettext_lazy("Nama unit baru"), required=False)
    short_name = _short()
    into = _unit(
        gettext_lazy("Atau digabungkan ke unit yang tetap ada"),
        required=False,
        help_text=gettext_lazy("Isi salah satu: nama unit baru, atau unit yang tetap ada."),
    )

    def row_field(self, number: int) -> forms.CharField:
        label = _("Unit ke-%(number)d yang digabungkan") % {"number": number}
        return _unit(label, required=number == 1)


class SplitForm(RowsForm):
    row, least = "name", 2
    more = gettext_lazy("Tambah bagian")
    fixed = ("seen", "unit")
    unit = _unit(gettext_lazy("Unit yang dipecah"))

    def row_field(self, number: int) -> forms.CharField:
        label = _("Nama unit baru ke-%(number)d") % {"number": number}
        return _name(label, required=number <= self.least)


class CreateForm(OperationForm):
    name = _name(gettext_lazy("Nama unit baru"))
    short_name = _short()
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=UnitKind.choices)
    parent = _unit(gettext_lazy("Unit induk"))


class CloseForm(OperationForm):
    unit = _unit(gettext_lazy("Unit yang dihapus"))


def _post() -> PlaceField:
    return PlaceField("jabatan", gettext_lazy("Jabatan"))


def _head() -> forms.BooleanField:
    return forms.BooleanField(label=gettext_lazy("Sebagai kepala unit"), required=False)


class MovePositionForm(OperationForm):
    position = _post()
    unit = _unit(gettext_lazy("Pindah ke unit"))
    is_head = _head()


class RenamePositionForm(OperationForm):
    position = _post()
    name = _name(gettext_lazy("Nama jabatan baru"))


class ClosePositionForm(OperationForm):
    position = _post()


class CreatePositionForm(OperationForm):
    unit = _unit(gettext_lazy("Unit"))
    name = _name(gettext_lazy("Nama jabatan"))
    level = forms.ChoiceField(label=gettext_lazy("Eselon/jenjang"), choices=Level.choices)
    is_head = _head()


# From the form's values to the operation


def _merge(form: OperationForm, values: Mapping[str, Any]) -> p.Operation:
    assert isinstance(form, MergeForm)
    units = tuple(dict.fromkeys(_old(unit, name) for name, unit in form.rows(values)))
    if bool(values["name"]) == (values["into"] is not None):
        raise Refusal(_("Isi salah satu: nama unit baru, atau unit yang tetap ada."), "name")
    if values["into"] is not None:
        if values["into"] in units:
            raise Refusal(_("Unit ini sendiri ada di antara yang digabungkan."), "into")
        return p.Merge(units, None, values["into"])
    if len(units) < 2:
        raise Refusal(_("Pilih paling sedikit dua unit yang berbeda."), "unit_2")
    new = _new_like(form, form.new_key(), values["name"], units[0])
    return p.Merge(units, p.NewUnit(new.key, new.name, values["short_name"], new.kind, new.parent))


def _split(form: OperationForm, values: Mapping[str, Any]) -> p.Operation:
    assert isinstance(form, SplitForm)
    unit = _old(values["unit"], "unit")
    given = [name for _field, name in form.rows(values)]
    keys = p.next_keys(form.plan, len(given))
    parts = zip(keys, given, strict=True)
    return p.Split(unit, tuple(_new_like(form, key, name, unit) for key, name in parts))


def _new_like(form: OperationForm, key: str, name: str, unit: int) -> p.NewUnit:
    """A new unit in the place of an old one; its kind from its name, else as the old one's."""
    row = form.places.period(unit)
    if row.parent_id is None:
        raise Refusal(_("Unit di puncak tidak dapat digabungkan atau dipecah."))
    kind = kind_of(name)
    own = row.kind if kind == UnitKind.OTHER else kind.value
    return p.NewUnit(key, name, "", own, row.parent_id)


def _create(form: OperationForm, values: Mapping[str, Any]) -> p.Operation:
    return p.Create(p.NewUnit(key=form.new_key(), **values))


def _old(unit: p.Ref, field: str) -> int:
    """Only what is there already can be changed by a further operation."""
    if isinstance(unit, int):
        return unit
    text = _("Unit ini baru dibentuk oleh rancangan ini. Ubah pada perubahan yang membentuknya.")
    raise Refusal(text, field)


def _of_old(kind: type[Any]) -> Callable[[OperationForm, Mapping[str, Any]], p.Operation]:
    def make(form: OperationForm, values: Mapping[str, Any]) -> p.Operation:
        _old(values["unit"], "unit")
        made: p.Operation = kind(**values)
        return made

    return make


def _plain(kind: type[Any]) -> Callable[[OperationForm, Mapping[str, Any]], p.Operation]:
    def make(form: OperationForm, values: Mapping[str, Any]) -> p.Operation:
        made: p.Operation = kind(**values)
        return made

    return make


FORMS: Mapping[
    str,
    tuple[
        _StrOrPromise,
        type[OperationForm],
        Callable[[OperationForm, Mapping[str, Any]], p.Operation],
    ],
] = {
    "nama": (gettext_lazy("Ganti nama unit"), RenameForm, _of_old(p.Rename)),
    "pindah": (gettext_lazy("Pindahkan unit"), MoveForm, _of_old(p.Move)),
    "gabung": (gettext_lazy("Gabungkan unit"), MergeForm, _merge),
    "pecah": (gettext_lazy("Pecah unit"), SplitForm, _split),
    "bentuk": (gettext_lazy("Bentuk unit baru"), CreateForm, _create),
    "hapus": (gettext_lazy("Hapus unit"), CloseForm, _of_old(p.Close)),
    "pindah-jabatan": (
        gettext_lazy("Pindahkan jabatan"),
        MovePositionForm,
        _plain(p.MovePosition),
    ),
    "nama-jabatan": (
        gettext_lazy("Ganti nama jabatan"),
        RenamePositionForm,
        _plain(p.RenamePosition),
    ),
    "hapus-jabatan": (gettext_lazy("Hapus jabatan"), ClosePositionForm, _plain(p.ClosePosition)),
    "bentuk-jabatan": (
        gettext_lazy("Bentuk jabatan baru"),
        CreatePositionForm,
        _plain(p.CreatePosition),
    ),
}
"""By the word of the address: what it is called, its form, and how the form becomes one."""
