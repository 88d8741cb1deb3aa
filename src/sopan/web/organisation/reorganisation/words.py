"""Operations, what is touched and findings as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sopan.web.organisation.reorganisation.findings import Code, Finding
from sopan.web.organisation.reorganisation.plan import (
    Close,
    ClosePosition,
    Create,
    CreatePosition,
    Merge,
    Move,
    MovePosition,
    Operation,
    Plan,
    Ref,
    Rename,
    RenamePosition,
    Split,
    new_units,
)
from sopan.web.organisation.reorganisation.preview import Touched, What
from sopan.web.organisation.reorganisation.structure import Structure, on


@dataclass(frozen=True, slots=True)
class Names:
    """What units and posts are called before the plan, and those it makes."""

    units: Mapping[Ref, str]
    posts: Mapping[int, str]

    def unit(self, unit: Ref) -> str:
        return self.units.get(unit, _("unit yang tidak ada pada hari itu"))

    def post(self, post: int) -> str:
        return self.posts.get(post, _("jabatan yang tidak ada pada hari itu"))


def names_of(structure: Structure, plan: Plan) -> Names:
    units: dict[Ref, str] = {row.id: row.name for row in on(structure.units, structure.day)}
    units |= {new.key: new.name for new in new_units(plan)}
    return Names(units, {row.id: row.name for row in on(structure.posts, structure.day)})


def operation_sentence(operation: Operation, names: Names) -> str:
    """What an operation does: "A berganti nama menjadi B."."""
    match operation:
        case Rename(unit, name):
            values = {"unit": names.unit(unit), "new": name}
            return _("%(unit)s berganti nama menjadi %(new)s.") % values
        case Move(unit, parent):
            values = {"unit": names.unit(unit), "parent": names.unit(parent)}
            return _("%(unit)s pindah ke bawah %(parent)s.") % values
        case Merge(units):
            text = _("%(units)s digabungkan menjadi %(new)s.")
            if operation.into is not None:
                text = _("%(units)s digabungkan ke dalam %(new)s.")
            joined = listed([names.unit(unit) for unit in units])
            return text % {"units": joined, "new": names.unit(operation.target)}
        case Split(unit, parts):
            values = {"unit": names.unit(unit), "parts": listed([part.name for part in parts])}
            return _("%(unit)s dipecah menjadi %(parts)s.") % values
        case Create(new):
            values = {"unit": new.name, "parent": names.unit(new.parent)}
            return _("%(unit)s dibentuk di bawah %(parent)s.") % values
        case Close(unit):
            return _("%(unit)s dihapus.") % {"unit": names.unit(unit)}
        case _:
            return _post_sentence(operation, names)


def _post_sentence(operation: Operation, names: Names) -> str:
    match operation:
        case MovePosition(position, unit, is_head):
            values = {"post": names.post(position), "unit": names.unit(unit)}
            if is_head:
                return _("Jabatan %(post)s menjadi kepala %(unit)s.") % values
            return _("Jabatan %(post)s pindah ke %(unit)s.") % values
        case RenamePosition(position, name):
            values = {"post": names.post(position), "new": name}
            return _("Jabatan %(post)s berganti nama menjadi %(new)s.") % values
        case ClosePosition(position):
            return _("Jabatan %(post)s dihapus.") % {"post": names.post(position)}
        case CreatePosition(unit, name):
            values = {"post": name, "unit": names.unit(unit)}
            return _("Jabatan %(post)s dibentuk di %(unit)s.") % values
        case _:
            raise TypeError(f"no sentence for {operation!r}")


def listed(names: Sequence[str]) -> str:
    """ "A, B, dan C"."""
    if len(names) < 2:
        return "".join(names)
    if len(names) == 2:
        return _("%(first)s dan %(last)s") % {"first": names[0], "last": names[1]}
    values = {"first": "; ".join(names[:-1]), "last": names[-1]}
    return _("%(first)s; dan %(last)s") % values


def touched_sentence(touched: Touched, day: date) -> str:
    """What happens to one thing, without its name: "pindah dari A ke B"."""
    last = date_format(date.fromordinal(day.toordinal() - 1), "j F Y")
    new = listed(touched.heirs) if touched.heirs else touched.new
    values = {"old": touched.old, "new": new, "last": last}
    return _texts(touched)[touched.what] % values


def _texts(touched: Touched) -> Mapping[What, str]:
    if touched.kind == "holder":
        return {
            What.ENDS: _("berakhir sebagai %(old)s pada %(last)s; perlu penempatan baru"),
            What.LETTER: _("menjadi %(new)s; perlu surat pengangkatan atau pengukuhan baru"),
        }
    if touched.kind == "coordination":
        return {
            What.ENDS: _("koordinasi oleh %(old)s berakhir pada %(last)s"),
            What.GOES: _("koordinasi oleh %(old)s berlanjut: %(new)s"),
        }
    if touched.kind == "role":
        return {
            What.ENDS: _("peran di %(old)s berakhir pada %(last)s; berikan lagi bila masih perlu"),
            What.GOES: _("peran pindah dari %(old)s ke %(new)s"),
        }
    if touched.kind == "sop":
        return {
            What.RENAMED: _("unitnya berganti nama menjadi %(new)s; sahkan ulang dengan nama itu"),
            What.MOVED: _("unitnya pindah ke %(new)s; jalur pengesahannya lain"),
            What.GOES: _("beralih dari %(old)s ke %(new)s; sahkan ulang"),
        }
    return {
        What.MADE: _("dibentuk di bawah %(new)s"),
        What.RENAMED: _("berganti nama menjadi %(new)s"),
        What.MOVED: _("pindah dari %(old)s ke %(new)s"),
        What.MERGED: _("digabungkan ke %(new)s; hari terakhirnya %(last)s"),
        What.SPLIT: _("dipecah menjadi %(new)s; hari terakhirnya %(last)s"),
        What.ENDS: _("dihapus; hari terakhirnya %(last)s"),
    }


def finding_sentence(finding: Finding) -> str:
    """What is found, and what to do."""
    values = {"name": finding.name, "detail": finding.detail}
    if finding.code is Code.LATER_BROKEN:
        values["detail"] = date_format(date.fromisoformat(finding.detail), "j F Y")
    return _findings()[finding.code] % values


def _findings() -> Mapping[Code, str]:
    return {
        Code.UNKNOWN: _("“%(name)s” tidak ada pada hari itu. Hapus perubahan yang menyebutnya."),
        Code.TWICE: _("“%(name)s” diubah dua kali oleh rancangan ini. Sisakan satu perubahan."),
        Code.ROOT: _("“%(name)s” berada di puncak: tidak dapat dipindahkan atau dihapus."),
        Code.NO_PARENT: _(
            "“%(name)s” ditempatkan di “%(detail)s”, yang tidak ada lagi pada hari itu."
        ),
        Code.LOOP: _("Lingkaran: %(name)s saling berada di bawah yang lain."),
        Code.SAME_NAME: _(
            "Dua unit bernama “%(name)s” berada di bawah “%(detail)s”. Ganti nama, gabungkan, "
            "atau pindahkan salah satunya."
        ),
        Code.TWO_HEADS: _(
            "“%(name)s” mempunyai lebih dari satu jabatan kepala: %(detail)s. Sisakan satu."
        ),
        Code.LATER: _(
            "“%(name)s” sudah mempunyai perubahan yang berlaku pada atau sesudah hari itu. "
            "Batalkan perubahan itu dahulu atau pilih hari lain."
        ),
        Code.LATER_BROKEN: _(
            "“%(name)s” tidak akan mempunyai tempat mulai %(detail)s karena perubahan lain yang "
            "sudah direncanakan."
        ),
        Code.LAST_ADMINISTRATOR: _("Tidak ada admin yang tersisa. Berikan peran admin dahulu."),
        Code.NO_HEAD: _("“%(name)s” tidak mempunyai jabatan kepala."),
        Code.COORDINATOR_GONE: _(
            "“%(name)s” kehilangan koordinator bidang %(detail)s. Tetapkan koordinator baru."
        ),
        Code.HOLDER_ENDS: _("%(name)s tidak lagi memegang jabatan %(detail)s."),
        Code.OLD_NAME: _("Jabatan “%(name)s” masih memakai nama lama unitnya, kini “%(detail)s”."),
    }
