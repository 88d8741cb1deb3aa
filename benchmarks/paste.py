"""Time to read a pasted table of 100 rows in the official form, up to the steps of an SOP.

    uv run python benchmarks/paste.py

Both flavours of a clipboard, the HTML with as much markup as Excel writes. The aim of one second
holds from the keystroke to the grid; here is the part of the server.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import count
from statistics import median

from sopan.formats.clipboard import Pasted, cells, rows, to_sop_steps

AIM = 1.0
"""Seconds, end to end."""
ACTORS = ("Pemohon", "Petugas Loket", "Staf", "Kasubag Umum", "Kabag Umum", "Sekretaris Daerah")
STYLE = "height=20 class=xl66 style='height:15.0pt;border-top:none;border-left:none;width:48pt'"


def table(size: int) -> list[list[str]]:
    """The form with a column for each actor; every fifth row asks."""
    blank = [""] * (len(ACTORS) - 1)
    head = ["No", "Kegiatan", "Pelaksana", *blank, "Mutu Baku", "", "", "Keterangan"]
    below = ["", "", *ACTORS, "Kelengkapan", "Waktu", "Output", ""]
    return [head, below, *(row(number, size) for number in range(1, size + 1))]


def row(number: int, size: int) -> list[str]:
    asks = number % 5 == 0 and number < size
    text = f"Apakah berkas {number} lengkap?" if asks else f"Memeriksa berkas {number}"
    marks = ["v" if place == number % len(ACTORS) else "" for place in range(len(ACTORS))]
    way = f"Ya ke {number + 1}, Tidak ke {number - 2}" if asks else ""
    return [str(number), text, *marks, f"Berkas {number}\nAgenda", "15 menit", "Berkas", way]


def plain(lines: list[list[str]]) -> str:
    """As the plain text of a clipboard."""
    return "\n".join(
        "\t".join(f'"{cell}"' if "\n" in cell else cell for cell in line) for line in lines
    )


def markup(lines: list[list[str]]) -> str:
    """As the HTML of a clipboard."""
    body = "".join(
        "<tr>" + "".join(f"<td {STYLE}>{cell.replace(chr(10), '<br>')}</td>" for cell in line)
        for line in lines
    )
    return f"<html><head><style>td {{}}</style></head><body><table>{body}</table></body></html>"


def timed(read: Callable[[], Pasted], runs: int) -> tuple[float, float]:
    """Median and longest seconds to the steps."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        pasted = read()
        made = to_sop_steps(pasted, (f"k{number}" for number in count(1)))
        times.append(time.perf_counter() - begin)
        assert len(made.steps) == len(pasted.rows)
    return median(times), max(times)


def main() -> None:
    """Prints the times of both flavours."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100)
    parser.add_argument("--runs", type=int, default=21)
    options = parser.parse_args()
    lines = table(options.rows)
    text, html = plain(lines), markup(lines)
    print(f"{options.rows} rows, {len(lines[0])} columns, {options.runs} runs; aim {AIM:g} s")
    flavours: dict[str, Callable[[], Pasted]] = {
        f"plain text ({len(text) // 1024} kB)": lambda: rows(cells(text)),
        f"HTML ({len(html) // 1024} kB)": lambda: rows(cells(text, html)),
    }
    for name, read in flavours.items():
        middle, longest = timed(read, options.runs)
        print(f"  {name:22} median {middle * 1000:6.1f} ms, longest {longest * 1000:6.1f} ms")


if __name__ == "__main__":
    main()
