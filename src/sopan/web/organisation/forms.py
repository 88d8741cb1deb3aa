"""The forms of the organisation; their fields are what the actions take."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sopan.web.organisation.emblem import emblem_of
from sopan.web.organisation.models import HoldingKind, Level, RoleKind, UnitKind
from sopan.web.organisation.queries.picking import LOOKUPS, Choice
from sopan.web.organisation.viewer import Viewer
from sopan.web.people.nip import clean_nip, validate_nip
from sopan.web.ui.accent import NEEDED, contrast_on_white, is_readable
from sopan.web.ui.forms import DayField, LastDayField, RefusableForm

CODE_BEHIND = re.compile(r"\[([^\[\]]+)\]\s*$")


# Choosing one of many


class PickInput(forms.TextInput):
    """A text with suggestions by the browser's own list, which needs no script."""

    template_name = "organisation/pick.html"

    def __init__(self, kind: str) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.kind = kind
        self.offered: Sequence[Choice] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        given = context["widget"]["attrs"]
        given["list"] = f"{given.get('id', name)}_list"
        return context | {"kind": self.kind, "offered": self.offered}


class PickField(forms.CharField):
    """A unit, post or person, named by its code or by enough of its name to be the only one."""

    def __init__(self, kind: str, **more: Any) -> None:
        self.offer: Callable[[str], list[Choice]] = lambda text: []
        super().__init__(max_length=300, widget=PickInput(kind), **more)
        self.kind = kind

    def look_in(self, viewer: Viewer) -> None:
        lookup = LOOKUPS[self.kind]
        self.offer = lambda text: lookup(viewer.government, viewer.day, text)

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        if not text:
            return None
        code = CODE_BEHIND.search(text)
        found = self.offer(code.group(1).strip() if code else text)
        same = [
            one for one in found if text.casefold() in (one.name.casefold(), one.code.casefold())
        ]
        if code:
            found = [one for one in found if one.code == code.group(1).strip()]
        if len(found) == 1 or len(same) == 1:
            return (same or found)[0].thing
        self.widget.offered = found
        raise ValidationError(_which(text, found))


def _which(text: str, found: Sequence[Choice]) -> str:
    if not found:
        return _("“%(text)s” tidak ditemukan. Tulis bagian dari namanya, atau kodenya.") % {
            "text": text
        }
    names = ", ".join(one.label for one in found[:5])
    return _("Ada beberapa yang cocok: %(names)s. Tulis salah satunya seperti di sini.") % {
        "names": names
    }


# All forms


class ChangeForm(RefusableForm):
    """`seen` tells what stood there when the form was opened, `by` who filled it in."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    by = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            if isinstance(field, PickField):
                field.look_in(viewer)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        own = ("seen", "by")
        return {name: value for name, value in self.cleaned_data.items() if name not in own}

    def seen_now(self, fingerprint: str) -> Self:
        """The form again, on the state that stands there now."""
        self.data = {**self.data, "seen": fingerprint}
        return self


def _since() -> DayField:
    return DayField(label=gettext_lazy("Mulai tanggal"))


def _until(required: bool = False) -> LastDayField:
    text = "" if required else gettext_lazy("Kosongkan bila belum diketahui.")
    return LastDayField(
        label=gettext_lazy("Sampai dengan tanggal"), required=required, help_text=text
    )


def _code() -> forms.CharField:
    return forms.CharField(label=gettext_lazy("Kode"), max_length=40)


def _order() -> forms.IntegerField:
    text = gettext_lazy("Angka kecil berdiri lebih dahulu.")
    return forms.IntegerField(
        label=gettext_lazy("Urutan"), initial=0, min_value=0, max_value=99_999, help_text=text
    )


# Units


class UnitRenameForm(ChangeForm):
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=200)
    short_name = forms.CharField(label=gettext_lazy("Singkatan"), max_length=60, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=UnitKind.choices)
    since = _since()
    order = _order()


class UnitCreateForm(UnitRenameForm):
    code = _code()
    parent = PickField(
        "unit",
        label=gettext_lazy("Unit induk"),
        required=False,
        help_text=gettext_lazy("Kosongkan hanya untuk pemerintah daerah di puncak."),
    )
    field_order = ("code", "name", "short_name", "kind", "parent", "since", "order")


class UnitMoveForm(ChangeForm):
    parent = PickField("unit", label=gettext_lazy("Unit induk"))
    since = _since()


class UntilForm(ChangeForm):
    """What ends on a day: a unit, a post, a holding, a coordination, a role."""

    until = LastDayField(label=gettext_lazy("Hari terakhir"))


# Posts and holders


class PositionForm(ChangeForm):
    name = forms.CharField(label=gettext_lazy("Nama jabatan"), max_length=200)
    level = forms.ChoiceField(label=gettext_lazy("Eselon/jenjang"), choices=Level.choices)
    is_head = forms.BooleanField(label=gettext_lazy("Kepala unit"), required=False)
    duties = forms.CharField(
        label=gettext_lazy("Uraian tugas"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Satu tugas satu baris."),
    )
    since = _since()


class PositionCreateForm(PositionForm):
    code = _code()
    order = _order()
    field_order = ("code", "name", "level", "is_head", "duties", "since", "order")


class PositionChangeForm(PositionForm):
    unit = PickField("unit", label=gettext_lazy("Unit"))
    field_order = ("unit", "name", "level", "is_head", "duties", "since")


class LetterForm(ChangeForm):
    until = _until()
    letter = forms.CharField(
        label=gettext_lazy("Nomor surat keputusan/perintah"), max_length=120, required=False
    )
    letter_day = DayField(label=gettext_lazy("Tanggal surat"), required=False)


class AppointForm(LetterForm):
    person = PickField(
        "pejabat", label=gettext_lazy("Pejabat"), help_text=gettext_lazy("Nama atau NIP.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Sebagai"),
        choices=HoldingKind.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Plt. bertindak selama jabatan lowong. Plh. bertindak selama pejabatnya berhalangan."
        ),
    )
    since = _since()
    field_order = ("person", "kind", "since", "until", "letter", "letter_day")


# Coordination and roles


class CoordinationForm(ChangeForm):
    field = forms.CharField(
        label=gettext_lazy("Bidang"),
        max_length=80,
        help_text=gettext_lazy("Misalnya kelembagaan, keuangan."),
    )
    by_unit = PickField("unit", label=gettext_lazy("Unit koordinator"), required=False)
    by_position = PickField(
        "jabatan",
        label=gettext_lazy("Jabatan koordinator"),
        required=False,
        help_text=gettext_lazy("Isi salah satu: unit atau jabatan."),
    )
    since = _since()
    until = _until()


class RoleForm(ChangeForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Peran"),
        choices=[choice for choice in RoleKind.choices if choice[0] != RoleKind.HEAD],
    )
    position = PickField("jabatan", label=gettext_lazy("Jabatan"), required=False)
    person = PickField(
        "pejabat",
        label=gettext_lazy("Orang"),
        required=False,
        help_text=gettext_lazy(
            "Isi salah satu: jabatan (dan siapa pun yang bertindak) atau orang."
        ),
    )
    since = _since()
    until = _until()


# People and the government


class PersonForm(ChangeForm):
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=120)
    nip = forms.CharField(label=gettext_lazy("NIP"), max_length=30, required=False)
    rank = forms.CharField(label=gettext_lazy("Pangkat/golongan"), max_length=60, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)

    def clean_nip(self) -> str:
        number = clean_nip(self.cleaned_data["nip"])
        if number:
            validate_nip(number)
        return number


ZONES = (
    ("Asia/Jakarta", gettext_lazy("WIB (Asia/Jakarta)")),
    ("Asia/Makassar", gettext_lazy("WITA (Asia/Makassar)")),
    ("Asia/Jayapura", gettext_lazy("WIT (Asia/Jayapura)")),
)


class GovernmentForm(ChangeForm):
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=120)
    place = forms.CharField(
        label=gettext_lazy("Tempat"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Tempat surat ditandatangani, misalnya Banjarmasin."),
    )
    time_zone = forms.ChoiceField(label=gettext_lazy("Zona waktu"), choices=ZONES)
    offices_word = forms.CharField(
        label=gettext_lazy("Sebutan perangkat daerah"),
        max_length=40,
        help_text=gettext_lazy("Perangkat Daerah, SKPD, atau OPD."),
    )
    accent = forms.CharField(
        label=gettext_lazy("Warna"),
        max_length=7,
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=gettext_lazy("Warna tautan dan tombol; harus cukup gelap di atas putih."),
    )
    emblem = forms.FileField(
        label=gettext_lazy("Lambang baru"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=gettext_lazy("PNG atau JPEG, paling besar 5 MB."),
    )
    remove_emblem = forms.BooleanField(label=gettext_lazy("Hapus lambang"), required=False)

    def clean_accent(self) -> str:
        accent: str = self.cleaned_data["accent"].lower()
        if is_readable(accent):
            return accent
        if not re.fullmatch(r"#[0-9a-f]{6}", accent):
            raise ValidationError(_("Tulis warna seperti #0b4f53."))
        raise ValidationError(
            _("Warna ini kurang gelap: kontrasnya %(has).1f banding 1, yang diperlukan %(needed)d.")
            % {"has": contrast_on_white(accent), "needed": NEEDED}
        )

    def clean_emblem(self) -> bytes | None:
        """The picture as it is kept; None to leave the present one."""
        upload = self.cleaned_data["emblem"]
        return emblem_of(upload) if upload else None
