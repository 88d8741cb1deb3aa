"""SOPs as offices write them, made fast from a seed: for benchmarks and tests of the drawing.

Each is sound: every step is reached, every loop has a way out, and what splits joins again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sopan.sop import duration
from sopan.sop.model import SOP, Actor, Approval, Flow, Kind, Link, Step, Symbol

POSITIONS = (
    "Pemohon",
    "Petugas Loket",
    "Staf Pelaksana",
    "Kasubag Umum dan Kepegawaian",
    "Kepala Seksi Pelayanan",
    "Sekretaris Dinas",
    "Kepala Dinas",
    "Bendahara Pengeluaran",
    "Pejabat Penatausahaan Keuangan",
    "Kepala Bidang Perencanaan",
    "Analis Kebijakan Ahli Muda",
    "Arsiparis",
    "Pengurus Barang",
    "Kabag Organisasi",
    "Kabag Hukum",
    "Asisten Administrasi Umum",
    "Sekretaris Daerah",
    "Walikota",
)
VERBS = (
    "Memeriksa",
    "Mencatat",
    "Menyusun",
    "Menyampaikan",
    "Memverifikasi",
    "Meneruskan",
    "Menandatangani",
    "Menghimpun",
    "Mengarsipkan",
    "Membahas",
    "Menyiapkan",
    "Merekapitulasi",
)
OBJECTS = (
    "berkas permohonan",
    "konsep surat keputusan",
    "laporan pertanggungjawaban keuangan",
    "daftar hadir rapat",
    "dokumen persyaratan beserta lampirannya",
    "rancangan peraturan kepala daerah",
    "bukti pengeluaran",
    "data barang milik daerah",
    "nota dinas",
    "undangan dan bahan rapat koordinasi antarperangkat daerah",
)
TAILS = (
    "",
    "",
    "sesuai ketentuan",
    "kepada atasan langsung",
    "untuk mendapat persetujuan",
    "melalui aplikasi",
)
DOCUMENTS = (
    "Surat",
    "Disposisi",
    "Formulir",
    "Berkas lengkap",
    "Konsep",
    "Berita acara",
    "Laporan",
)
TIMES = (
    "5 menit",
    "10 menit",
    "15-20 menit",
    "1 jam",
    "30 menit - 3 jam",
    "1 hari",
    "1-3 hari kerja",
    "2 minggu",
    "1 menit/berkas",
    "sesuai jadwal",
)


def random_sop(seed: int, actors: int, steps: int) -> SOP:
    """An SOP with this number of columns and rows; the same seed gives the same SOP."""
    random = Random(seed)
    names = [*POSITIONS, *(f"Tim Teknis {n}" for n in range(1, actors))][:actors]
    plan = _plan(random, steps)
    firsts = [_first(kind, row) for row, kind in enumerate(plan)]
    rows = [
        _step(random, kind, row, names, _symbols(random, plan, row, firsts, names))
        for row, kind in enumerate(plan)
    ]
    return _identity(random, seed, names, rows)


def _plan(random: Random, steps: int) -> list[str]:
    """The kind of each row. The last one is a box; a split takes four rows."""
    plan: list[str] = []
    while len(plan) < steps - 1:
        kind = random.choices(
            ("box", "decision", "branches", "rework", "chain", "joint", "split"),
            (50, 18, 2, 9, 14, 2, 5),
        )[0]
        if kind == "split" and len(plan) + 4 < steps:
            plan += ["split", "branch", "branch", "join"]
        elif kind == "decision" and plan:
            plan.append("decision")
        else:
            plan.append("box" if kind in ("split", "decision") else kind)
    return [*plan, "box"]


def _first(kind: str, row: int) -> str:
    return f"s{row + 1}.nilai" if kind == "rework" else f"s{row + 1}.1"


def _symbols(
    random: Random, plan: Sequence[str], row: int, firsts: Sequence[str], names: Sequence[str]
) -> tuple[Symbol, ...]:
    kind, id_ = plan[row], f"s{row + 1}"
    following = firsts[row + 1] if row + 1 < len(plan) else ""
    onward: tuple[Flow, ...] = (Flow(following),) if following else ()
    by: tuple[str, ...] = (random.choice(names),)
    if kind in ("decision", "branches"):
        flows = _answers(random, plan, row, firsts, kind)
        return (Symbol(f"{id_}.1", by, Kind.DECISION, flows),)
    if kind == "rework":
        return _rework(random, id_, following, names)
    if kind == "chain":
        return _chain(random, id_, onward, names)
    if kind == "joint" and len(names) > 1:
        by = tuple(random.sample(names, 2))
    if kind == "split":
        onward = (Flow(firsts[row + 1]), Flow(firsts[row + 2]))
    if kind == "branch" and plan[row + 1] == "branch" and plan[row - 1] == "split":
        onward = (Flow(firsts[row + 2]),)
    return (Symbol(f"{id_}.1", by, Kind.PROCESS, onward, joins=kind == "join"),)


def _answers(
    random: Random,
    plan: Sequence[str],
    row: int,
    firsts: Sequence[str],
    kind: str,
) -> tuple[Flow, ...]:
    """Yes goes on; no goes back, mostly a few rows, sometimes far; never into a split."""
    free = [n for n, other in enumerate(plan) if other not in ("branch", "join")]
    earlier = [n for n in free if n < row] or [row + 1]
    onward = firsts[row + 1]
    near = earlier if random.random() < 0.25 else earlier[-3:]
    back = Flow(firsts[random.choice(near)], "no")
    if kind == "decision":
        return Flow(onward, "yes"), back
    later = [n for n in free if n > row + 1] or [row + 1]
    return (
        Flow(onward, "Disetujui"),
        Flow(back.target, "Diperbaiki"),
        Flow(firsts[random.choice(later[:5])], "Diteruskan"),
    )


def _rework(random: Random, id_: str, onward: str, names: Sequence[str]) -> tuple[Symbol, ...]:
    """A decision with its box for mending in the same row."""
    judge, mender = (random.choice(names), random.choice(names))
    answers = (Flow(onward, "yes"), Flow(f"{id_}.perbaiki", "no"))
    return (
        Symbol(f"{id_}.nilai", (judge,), Kind.DECISION, answers),
        Symbol(f"{id_}.perbaiki", (mender,), Kind.PROCESS, (Flow(f"{id_}.nilai"),)),
    )


def _chain(
    random: Random, id_: str, onward: tuple[Flow, ...], names: Sequence[str]
) -> tuple[Symbol, ...]:
    count = min(len(names), random.choice((2, 2, 3)))
    chosen = sorted(random.sample(names, count), key=names.index)
    flows = [*((Flow(f"{id_}.{n}"),) for n in range(2, count + 1)), onward]
    return tuple(
        Symbol(f"{id_}.{n}", (name,), Kind.PROCESS, flow)
        for n, (name, flow) in enumerate(zip(chosen, flows, strict=True), 1)
    )


def _step(
    random: Random, kind: str, row: int, names: Sequence[str], symbols: tuple[Symbol, ...]
) -> Step:
    what = random.choice(OBJECTS)
    asks = kind in ("decision", "branches")
    activity = f"{random.choice(VERBS)} {what} {random.choice(TAILS)}".strip()
    return Step(
        id=f"s{row + 1}",
        text=f"Apakah {what} lengkap dan benar?" if asks else activity,
        symbols=symbols,
        needs=tuple(random.sample(DOCUMENTS, random.choice((1, 1, 2, 3)))),
        time=duration.read(random.choice(TIMES)),
        gives=(random.choice(DOCUMENTS),),
        note=_note(random),
        macro="pengelolaan-surat-masuk" if random.random() < 0.03 else "",
    )


def _note(random: Random) -> Link | None:
    if random.random() < 0.12:
        return Link("SOP Pengelolaan Surat Masuk", "pengelolaan-surat-masuk")
    return Link("Sesuai disposisi pimpinan") if random.random() < 0.1 else None


def _identity(random: Random, seed: int, names: Sequence[str], steps: Sequence[Step]) -> SOP:
    created = date(2024, 1, 1) + timedelta(days=random.randrange(600))
    return SOP(
        id=f"sop-{seed}",
        title=f"Pengelolaan {random.choice(OBJECTS).capitalize()} {seed}",
        actors=tuple(Actor(name, external=name == "Pemohon") for name in names),
        steps=tuple(steps),
        government="Pemerintah Kota Nusantararaya",
        unit="Sekretariat Daerah",
        number=f"065/{seed:05d}/ORG/{created.year}",
        created=created,
        effective=created + timedelta(days=30),
        approval=Approval(
            "Sekretaris Daerah",
            "Dra. Contoh Nama, M.Si.",
            "Pembina Utama Muda",
            "19700101 199003 2 001",
        ),
        nature="administrative",
        scope="micro",
        reach="final",
        detail="specific",
        laws=(
            "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",
            "Peraturan Menteri PANRB Nomor 35 Tahun 2012 tentang Pedoman Penyusunan SOP AP",
        ),
        qualifications=("Memahami tata naskah dinas", "Mampu mengoperasikan komputer"),
        related=(Link("SOP Pengelolaan Surat Masuk", "pengelolaan-surat-masuk"),),
        equipment=("Komputer", "Pencetak", "Alat tulis kantor"),
        warnings=("Bila tidak dilaksanakan, pelayanan terlambat",),
        records=("Buku agenda", "Arsip elektronik"),
        verify=f"https://sop.nusantararaya.go.id/v/sop-{seed}",
    )
