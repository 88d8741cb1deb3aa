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
from django.utils.translation import gettext_lazy as lazy

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
        lazy("Pemerintah daerah didaftarkan"), lazy("%(who)s mendaftarkan %(subject)s.")
    ),
    "government.change": Told(
        lazy("Pengaturan pemerintah daerah diubah"),
        lazy("%(who)s mengubah pengaturan %(subject)s."),
    ),
    # Units
    "unit.create": Told(lazy("Unit dibentuk"), lazy("%(who)s membentuk unit %(subject)s.")),
    "unit.rename": Told(
        lazy("Nama unit diubah"),
        lazy("%(who)s mengubah nama unit %(old)s menjadi %(subject)s mulai %(since)s."),
    ),
    "unit.move": Told(
        lazy("Unit dipindahkan"),
        lazy("%(who)s memindahkan %(subject)s ke bawah %(parent)s mulai %(since)s."),
    ),
    "unit.close": Told(
        lazy("Unit ditutup"),
        lazy("%(who)s menutup unit %(subject)s; hari terakhirnya %(until)s."),
    ),
    # Positions
    "position.create": Told(
        lazy("Jabatan dibentuk"), lazy("%(who)s membentuk jabatan %(subject)s.")
    ),
    "position.change": Told(
        lazy("Jabatan diubah"), lazy("%(who)s mengubah jabatan %(subject)s mulai %(since)s.")
    ),
    "position.close": Told(
        lazy("Jabatan dihapus"),
        lazy("%(who)s menghapus jabatan %(subject)s; hari terakhirnya %(until)s."),
    ),
    # Holders
    "holding.appoint": Told(
        lazy("Pejabat ditunjuk"),
        lazy("%(who)s mencatat %(person)s sebagai %(subject)s (%(kind)s) mulai %(since)s."),
    ),
    "holding.change": Told(
        lazy("Masa jabatan diubah"),
        lazy("%(who)s mengubah masa atau surat %(person)s sebagai %(subject)s (%(kind)s)."),
    ),
    "holding.end": Told(
        lazy("Masa jabatan diakhiri"),
        lazy(
            "%(who)s mengakhiri masa %(person)s sebagai %(subject)s (%(kind)s); "
            "hari terakhirnya %(until)s."
        ),
    ),
    # Coordination
    "coordination.begin": Told(
        lazy("Koordinasi dimulai"),
        lazy(
            "%(who)s mencatat %(by)s sebagai koordinator %(subject)s di bidang %(field)s "
            "mulai %(since)s."
        ),
    ),
    "coordination.end": Told(
        lazy("Koordinasi diakhiri"),
        lazy(
            "%(who)s mengakhiri koordinasi %(subject)s di bidang %(field)s; "
            "hari terakhirnya %(until)s."
        ),
    ),
    # Roles
    "role.give": Told(
        lazy("Peran diberikan"),
        lazy("%(who)s memberi %(to)s peran %(role)s di %(subject)s mulai %(since)s."),
    ),
    "role.take": Told(
        lazy("Peran dicabut"),
        lazy(
            "%(who)s mencabut peran %(role)s di %(subject)s dari %(from)s; "
            "hari terakhirnya %(until)s."
        ),
    ),
    # Persons
    "person.add": Told(
        lazy("Pejabat ditambahkan"), lazy("%(who)s menambahkan %(subject)s ke daftar pejabat.")
    ),
    "person.change": Told(lazy("Data pejabat diubah"), lazy("%(who)s mengubah data %(subject)s.")),
    # Imports
    "import.keep": Told(
        lazy("Berkas impor diunggah"),
        lazy("%(who)s mengunggah %(subject)s untuk diimpor: %(rows)s baris, mulai %(day)s."),
    ),
    "import.apply": Told(
        lazy("Impor diterapkan"),
        lazy(
            "%(who)s menerapkan impor %(subject)s mulai %(day)s: %(new)s baru, %(changed)s berubah."
        ),
    ),
    "import.drop": Told(lazy("Impor dibatalkan"), lazy("%(who)s membatalkan impor %(subject)s.")),
    # Reorganisation
    "reorganisation.draft": Told(
        lazy("Penataan SOTK dirancang"),
        lazy("%(who)s membuat rancangan penataan SOTK %(subject)s, berlaku mulai %(day)s."),
    ),
    "reorganisation.change": Told(
        lazy("Rancangan penataan diubah"),
        lazy("%(who)s mengubah rancangan penataan SOTK %(subject)s, berlaku mulai %(day)s."),
    ),
    "reorganisation.plan": Told(
        lazy("Isi rancangan penataan diubah"),
        lazy("%(who)s mengubah isi rancangan penataan SOTK %(subject)s: %(operations)s langkah."),
    ),
    "reorganisation.apply": Told(
        lazy("Penataan SOTK ditetapkan"),
        lazy("%(who)s menetapkan penataan SOTK %(subject)s, berlaku mulai %(day)s."),
    ),
    "reorganisation.drop": Told(
        lazy("Penataan SOTK dibatalkan"),
        lazy("%(who)s membatalkan rancangan penataan SOTK %(subject)s."),
    ),
    # Accounts
    "account.create": Told(lazy("Akun dibuat"), lazy("%(who)s membuat akun untuk %(subject)s.")),
    "account.change": Told(lazy("Akun diubah"), lazy("%(who)s mengubah akun %(subject)s.")),
    "account.reset": Told(
        lazy("Kata sandi baru diberikan"),
        lazy("%(who)s memberi akun %(subject)s kata sandi awal yang baru."),
    ),
    "account.deactivate": Told(
        lazy("Akun dinonaktifkan"), lazy("%(who)s menonaktifkan akun %(subject)s.")
    ),
    "account.activate": Told(
        lazy("Akun diaktifkan"), lazy("%(who)s mengaktifkan lagi akun %(subject)s.")
    ),
    "account.sign_in": Told(lazy("Masuk"), lazy("%(who)s masuk ke akun %(subject)s.")),
    "account.sign_in_fail": Told(
        lazy("Gagal masuk"), lazy("%(who)s gagal masuk ke akun %(subject)s.")
    ),
    "account.sign_out": Told(lazy("Keluar"), lazy("%(who)s keluar dari akun %(subject)s.")),
    "account.password_change": Told(
        lazy("Kata sandi diganti"), lazy("%(who)s mengganti kata sandi akun %(subject)s.")
    ),
    "account.link": Told(
        lazy("Akun luar dihubungkan"),
        lazy("%(who)s menghubungkan akun %(subject)s dengan %(provider)s."),
    ),
    "account.second_step_add": Told(
        lazy("Langkah kedua ditambahkan"),
        lazy("%(who)s menambahkan langkah kedua (%(kind)s) pada akun %(subject)s."),
    ),
    "account.second_step_remove": Told(
        lazy("Langkah kedua dihapus"),
        lazy("%(who)s menghapus langkah kedua (%(kind)s) dari akun %(subject)s."),
    ),
    "account.second_step_renew": Told(
        lazy("Langkah kedua diperbarui"),
        lazy("%(who)s memperbarui langkah kedua (%(kind)s) pada akun %(subject)s."),
    ),
    "account.second_step_clear": Told(
        lazy("Semua langkah kedua dihapus"),
        lazy("%(who)s menghapus semua langkah kedua (%(kinds)s) dari akun %(subject)s."),
    ),
    "account.session_end": Told(
        lazy("Sesi diakhiri"),
        lazy("%(who)s mengakhiri sesi akun %(subject)s dari alamat %(address)s."),
    ),
    # Administrator power
    "power.begin": Told(
        lazy("Sesi admin dimulai"),
        lazy("%(who)s memulai sesi admin untuk keperluan: %(reason)s."),
    ),
    "power.end": Told(
        lazy("Sesi admin diakhiri"),
        lazy("%(who)s mengakhiri sesi admin untuk keperluan: %(reason)s."),
    ),
    # The trail itself
    "trail.verify": Told(
        lazy("Keutuhan jejak diperiksa"), lazy("%(who)s memeriksa keutuhan jejak.")
    ),
    "trail.export": Told(
        lazy("Jejak diekspor"), lazy("%(who)s mengekspor jejak sampai nomor %(number)s.")
    ),
}

UNKNOWN = lazy("%(who)s: %(verb)s, %(subject)s.")
"""For a verb that a later Sopan has recorded."""


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
        return str(value)
    return date_format(day - timedelta(days=1) if name == "until" else day, "j F Y")


def _day(value: Any) -> date | None:
    try:
        return parse_date(value) if isinstance(value, str) else None
    except ValueError:
        return None
