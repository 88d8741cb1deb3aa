"""What an event says: a short name and a sentence for each verb of the product, in one table.

A sentence names the doer, the subject and values that the action recorded. Tests hold the table to
the actions: each verb recorded anywhere stands here, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from sopan.web.trail.models import Event

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Told:
    """A verb in words: as a heading, and as a sentence with named places."""

    name: Text
    sentence: Text


SENTENCES: Mapping[str, Told] = {
    # Governments
    "government.found": Told(
        _lazy("Pemerintah daerah didaftarkan"), _lazy("%(who)s mendaftarkan %(subject)s.")
    ),
    "government.change": Told(
        _lazy("Pengaturan pemerintah daerah diubah"),
        _lazy("%(who)s mengubah pengaturan %(subject)s."),
    ),
    # Units
    "unit.create": Told(_lazy("Unit dibentuk"), _lazy("%(who)s membentuk unit %(subject)s.")),
    "unit.rename": Told(
        _lazy("Nama unit diubah"),
        _lazy("%(who)s mengubah nama unit %(old)s menjadi %(subject)s mulai %(since)s."),
    ),
    "unit.move": Told(
        _lazy("Unit dipindahkan"),
        _lazy("%(who)s memindahkan %(subject)s ke bawah %(parent)s mulai %(since)s."),
    ),
    "unit.close": Told(
        _lazy("Unit ditutup"),
        _lazy("%(who)s menutup unit %(subject)s; hari terakhirnya %(until)s."),
    ),
    # Positions
    "position.create": Told(
        _lazy("Jabatan dibentuk"), _lazy("%(who)s membentuk jabatan %(subject)s.")
    ),
    "position.change": Told(
        _lazy("Jabatan diubah"), _lazy("%(who)s mengubah jabatan %(subject)s mulai %(since)s.")
    ),
    "position.close": Told(
        _lazy("Jabatan dihapus"),
        _lazy("%(who)s menghapus jabatan %(subject)s; hari terakhirnya %(until)s."),
    ),
    # Holders
    "holding.appoint": Told(
        _lazy("Pejabat ditunjuk"),
        _lazy("%(who)s mencatat %(person)s sebagai %(subject)s (%(kind)s) mulai %(since)s."),
    ),
    "holding.change": Told(
        _lazy("Masa jabatan diubah"),
        _lazy("%(who)s mengubah masa atau surat %(person)s sebagai %(subject)s (%(kind)s)."),
    ),
    "holding.end": Told(
        _lazy("Masa jabatan diakhiri"),
        _lazy(
            "%(who)s mengakhiri masa %(person)s sebagai %(subject)s (%(kind)s); "
            "hari terakhirnya %(until)s."
        ),
    ),
    # Coordination
    "coordination.begin": Told(
        _lazy("Koordinasi dimulai"),
        _lazy(
            "%(who)s mencatat %(by)s sebagai koordinator %(subject)s di bidang %(field)s "
            "mulai %(since)s."
        ),
    ),
    "coordination.end": Told(
        _lazy("Koordinasi diakhiri"),
        _lazy(
            "%(who)s mengakhiri koordinasi %(subject)s di bidang %(field)s; "
            "hari terakhirnya %(until)s."
        ),
    ),
    # Roles
    "role.give": Told(
        _lazy("Peran diberikan"),
        _lazy("%(who)s memberi %(to)s peran %(role)s di %(subject)s mulai %(since)s."),
    ),
    "role.take": Told(
        _lazy("Peran dicabut"),
        _lazy(
            "%(who)s mencabut peran %(role)s di %(subject)s dari %(from)s; "
            "hari terakhirnya %(until)s."
        ),
    ),
    # Persons
    "person.add": Told(
        _lazy("Pejabat ditambahkan"), _lazy("%(who)s menambahkan %(subject)s ke daftar pejabat.")
    ),
    "person.change": Told(
        _lazy("Data pejabat diubah"), _lazy("%(who)s mengubah data %(subject)s.")
    ),
    # Imports
    "import.keep": Told(
        _lazy("Berkas impor diunggah"),
        _lazy("%(who)s mengunggah %(subject)s untuk diimpor: %(rows)s baris, mulai %(day)s."),
    ),
    "import.apply": Told(
        _lazy("Impor diterapkan"),
        _lazy(
            "%(who)s menerapkan impor %(subject)s mulai %(day)s: %(new)s baru, %(changed)s berubah."
        ),
    ),
    "import.drop": Told(_lazy("Impor dibatalkan"), _lazy("%(who)s membatalkan impor %(subject)s.")),
    # Reorganisation
    "reorganisation.draft": Told(
        _lazy("Penataan SOTK dirancang"),
        _lazy("%(who)s membuat rancangan penataan SOTK %(subject)s, berlaku mulai %(day)s."),
    ),
    "reorganisation.change": Told(
        _lazy("Rancangan penataan diubah"),
        _lazy("%(who)s mengubah rancangan penataan SOTK %(subject)s, berlaku mulai %(day)s."),
    ),
    "reorganisation.plan": Told(
        _lazy("Isi rancangan penataan diubah"),
        _lazy("%(who)s mengubah isi rancangan penataan SOTK %(subject)s: %(operations)s langkah."),
    ),
    "reorganisation.apply": Told(
        _lazy("Penataan SOTK ditetapkan"),
        _lazy("%(who)s menetapkan penataan SOTK %(subject)s, berlaku mulai %(day)s."),
    ),
    "reorganisation.drop": Told(
        _lazy("Penataan SOTK dibatalkan"),
        _lazy("%(who)s membatalkan rancangan penataan SOTK %(subject)s."),
    ),
    # SOPs
    "draft.open": Told(
        _lazy("Konsep SOP dibuka"), _lazy("%(who)s mulai menyusun konsep SOP %(subject)s.")
    ),
    "draft.discard": Told(
        _lazy("Konsep SOP dibatalkan"),
        _lazy("%(who)s membatalkan konsep SOP %(subject)s: %(reason)s."),
    ),
    "version.save": Told(
        _lazy("Versi SOP disimpan"),
        _lazy("%(who)s menyimpan versi %(version)s SOP %(subject)s: %(reason)s."),
    ),
    "version.enter": Told(
        _lazy("SOP yang sudah berlaku didaftarkan"),
        _lazy("%(who)s mendaftarkan SOP %(subject)s yang sudah berlaku, nomor %(number)s."),
    ),
    # Accounts
    "account.create": Told(_lazy("Akun dibuat"), _lazy("%(who)s membuat akun untuk %(subject)s.")),
    "account.change": Told(_lazy("Akun diubah"), _lazy("%(who)s mengubah akun %(subject)s.")),
    "account.reset": Told(
        _lazy("Kata sandi baru diberikan"),
        _lazy("%(who)s memberi akun %(subject)s kata sandi awal yang baru."),
    ),
    "account.deactivate": Told(
        _lazy("Akun dinonaktifkan"), _lazy("%(who)s menonaktifkan akun %(subject)s.")
    ),
    "account.activate": Told(
        _lazy("Akun diaktifkan"), _lazy("%(who)s mengaktifkan lagi akun %(subject)s.")
    ),
    "account.sign_in": Told(_lazy("Masuk"), _lazy("%(who)s masuk.")),
    "account.sign_in_fail": Told(
        _lazy("Gagal masuk"),
        _lazy(
            "Seseorang mencoba masuk sebagai %(subject)s dengan kata sandi atau kode yang salah."
        ),
    ),
    "account.sign_out": Told(_lazy("Keluar"), _lazy("%(who)s keluar.")),
    "account.password_change": Told(
        _lazy("Kata sandi diganti"), _lazy("%(who)s mengganti kata sandi akun %(subject)s.")
    ),
    "account.link": Told(
        _lazy("Akun luar dihubungkan"),
        _lazy("%(who)s menghubungkan akun %(subject)s dengan %(provider)s."),
    ),
    "account.second_step_add": Told(
        _lazy("Langkah kedua ditambahkan"),
        _lazy("%(who)s menambahkan langkah kedua (%(kind)s) pada akun %(subject)s."),
    ),
    "account.second_step_remove": Told(
        _lazy("Langkah kedua dihapus"),
        _lazy("%(who)s menghapus langkah kedua (%(kind)s) dari akun %(subject)s."),
    ),
    "account.second_step_renew": Told(
        _lazy("Langkah kedua diperbarui"),
        _lazy("%(who)s memperbarui langkah kedua (%(kind)s) pada akun %(subject)s."),
    ),
    "account.second_step_clear": Told(
        _lazy("Semua langkah kedua dihapus"),
        _lazy("%(who)s menghapus semua langkah kedua (%(kinds)s) dari akun %(subject)s."),
    ),
    "account.session_end": Told(
        _lazy("Sesi diakhiri"),
        _lazy("%(who)s mengakhiri sesi akun %(subject)s dari alamat %(address)s."),
    ),
    # Administrator power
    "power.begin": Told(
        _lazy("Sesi admin dimulai"),
        _lazy("%(who)s memulai sesi admin untuk keperluan: %(reason)s."),
    ),
    "power.end": Told(
        _lazy("Sesi admin diakhiri"),
        _lazy("%(who)s mengakhiri sesi admin untuk keperluan: %(reason)s."),
    ),
    # The trail itself
    "trail.verify": Told(
        _lazy("Keutuhan jejak diperiksa"), _lazy("%(who)s memeriksa keutuhan jejak.")
    ),
    "trail.export": Told(
        _lazy("Jejak diekspor"), _lazy("%(who)s mengekspor jejak sampai nomor %(number)s.")
    ),
}

UNKNOWN = _lazy("%(who)s: %(verb)s, %(subject)s.")
"""For a verb that a later Sopan has recorded."""


SECOND_STEPS: Mapping[Any, Text] = {
    "totp": _lazy("aplikasi kode"),
    "webauthn": _lazy("passkey"),
    "recovery_codes": _lazy("kode pemulihan"),
}
"""As allauth calls them and as people do."""


class _Values(dict[str, str]):
    """What a sentence names; an old event may lack a value that its sentence names now."""

    def __missing__(self, name: str) -> str:
        return "…"


def say(event: Event) -> str:
    """The event as a sentence in the reader's language."""
    told = SENTENCES.get(event.verb)
    values = _Values({name: shown(name, value) for name, value in event.data.items()})
    values |= {"who": who(event), "subject": event.subject, "verb": event.verb}
    return str(told.sentence if told else UNKNOWN) % values


def who(event: Event) -> str:
    """The doer as a post and for whom, or by name."""
    values = {"position": event.position, "acting_for": event.acting_for}
    if not event.position:
        return event.name
    if not event.acting_for:
        return event.position
    if event.position.startswith("Plt."):
        return _("%(position)s, untuk jabatan lowong %(acting_for)s,") % values
    return _("%(position)s, untuk %(acting_for)s,") % values


def shown(name: str, value: Any) -> str:
    """A recorded value as people write it; of a period they name the last day."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, list):
        return "; ".join(shown(name, one) for one in value) or "–"
    if isinstance(value, Mapping):
        return "; ".join(f"{part}: {shown(part, one)}" for part, one in value.items())
    day = _day(value)
    if day is None:
        return str(SECOND_STEPS.get(value, value) if name in ("kind", "kinds") else value)
    return date_format(day - timedelta(days=1) if name == "until" else day, "j F Y")


def _day(value: Any) -> date | None:
    try:
        return parse_date(value) if isinstance(value, str) else None
    except ValueError:
        return None
