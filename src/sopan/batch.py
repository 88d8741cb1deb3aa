"""Many SOP files at once: reading, drawing and writing on all cores, one result for each file.

The command line (and later a server's worker) calls these. A file that cannot be read or drawn
gives its findings and does not stop the others. Files are written beside their name and then
renamed, so that a run that is killed leaves no half of one.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import TypeVar

from sopan.drawing import book
from sopan.drawing.drawing import Drawing, Page, Picture
from sopan.drawing.pages import draw
from sopan.drawing.plan import UndrawableError
from sopan.drawing.profile import Profile
from sopan.files import Located, read_file
from sopan.formats import pdf, png, svg, yaml
from sopan.sop.file_rules import CROWDED, LOOP_TO_ITSELF, UNWRITABLE
from sopan.sop.findings import Finding

CHUNK = 4
"""Files that a process takes at a time."""
AHEAD = 4
"""Chunks per process that may be finished before they are used: bounds the memory."""

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file: the files written, or why none was."""

    path: Path
    written: tuple[Path, ...] = ()
    problems: tuple[Located, ...] = ()


def draw_file(path: Path, profile: Profile) -> Drawing | tuple[Located, ...]:
    """The drawing of a file, or what keeps it from being drawn."""
    document = read_file(path)
    if isinstance(document, tuple):
        return document
    try:
        return draw(document.sop, profile)
    except UndrawableError as error:
        path_in_file = "steps", error.step - 1
        place = yaml.place_of(document, path_in_file)
        rule = CROWDED if error.crowded else LOOP_TO_ITSELF
        finding = Finding(rule, path_in_file, {"step": error.step})
        return (Located(finding, place.line, place.column),)


@dataclass(frozen=True, slots=True)
class Rendering:
    """How to render: where to, in which formats (pdf, svg, png), with which profile."""

    out: Path
    formats: tuple[str, ...]
    profile: Profile
    dpi: int = 144

    def __call__(self, named: tuple[Path, Path]) -> Result:
        """Renders a file; `named` is its path and the path of its result without suffix."""
        path, name = named
        drawing = draw_file(path, self.profile)
        if isinstance(drawing, tuple):
            return Result(path, problems=drawing)
        try:
            return Result(path, tuple(self._write(self.out / name, drawing)))
        except OSError as error:
            reason = error.strerror or str(error)
            return Result(path, problems=(Located(Finding(UNWRITABLE, values={"reason": reason})),))

    def _write(self, name: Path, drawing: Drawing) -> Iterator[Path]:
        data = pdf.write(drawing) if {"pdf", "png"} & set(self.formats) else b""
        if "pdf" in self.formats:
            yield save(name.with_name(f"{name.name}.pdf"), data)
        if "svg" in self.formats:
            for picture in _pictures(drawing):
                yield save(name.parent / picture.name, picture.data)
            for number, page in enumerate(drawing.pages, 1):
                text = svg.write(page, drawing, number=number)
                yield save(name.with_name(f"{name.name}-{number}.svg"), text.encode())
        if "png" in self.formats:
            for number, image in enumerate(png.write(data, self.dpi), 1):
                yield save(name.with_name(f"{name.name}-{number}.png"), image)


def _pictures(drawing: Drawing) -> Iterator[Picture]:
    marks = (mark for page in drawing.pages for block in page.blocks for mark in block.marks)
    yield from {mark.name: mark for mark in marks if isinstance(mark, Picture)}.values()


def save(path: Path, data: bytes) -> Path:
    """Writes a whole file or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _whole(path) as unfinished:
        unfinished.write_bytes(data)
    return path


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A path to write to, renamed at the end; several processes may write the same (an emblem)."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def render(paths: Sequence[Path], rendering: Rendering, jobs: int) -> Iterator[Result]:
    """Renders files on `jobs` processes; results come in the order of the paths."""
    yield from each(rendering, list(zip(paths, _names(paths), strict=True)), jobs)


def _names(paths: Sequence[Path]) -> list[Path]:
    """Names of the results: below the common folder, as the files are; never two the same."""
    names: dict[Path, None] = {}
    for path, folder in zip(paths, _folders(paths), strict=True):
        name = folder / path.stem
        names[name if name not in names else folder / path.name] = None
    return list(names)


def _folders(paths: Sequence[Path]) -> list[Path]:
    """The folder of each file below the one that is common to all, however it was written."""
    whole = {folder: folder.resolve() for folder in {path.parent for path in paths}}
    common = os.path.commonpath(whole.values()) if whole else ""
    below = {folder: path.relative_to(common) for folder, path in whole.items()}
    return [below[path.parent] for path in paths]


def each(work: Callable[[A], B], items: Sequence[A], jobs: int) -> Iterator[B]:
    """Applies a function to items on several processes, in order, with bounded memory."""
    pool = _processes(jobs) if jobs > 1 and len(items) > CHUNK else None
    if pool is None:
        yield from map(work, items)
        return
    rest = iter(items)
    chunks = iter(lambda: list(islice(rest, CHUNK)), [])
    with pool:
        waiting: deque[Future[list[B]]] = deque()
        try:
            for chunk in chunks:
                with _uninterrupted():
                    waiting.append(pool.submit(_each_of, work, chunk))
                if len(waiting) >= jobs * AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _processes(count: int) -> ProcessPoolExecutor | None:
    """Processes to work on; None where the system gives no semaphores (no writable /dev/shm)."""
    try:
        return ProcessPoolExecutor(count, initializer=_begin_work)
    except (OSError, NotImplementedError):
        return None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keeps Ctrl-C back while processes are begun, for them and for this one."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_work() -> None:
    """Prepares a process that works for another one."""
    _collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process that waits for work does not notice by itself that the other one was killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _collect_rarely() -> None:
    """Drawings have no cycles: looking for them all the time costs one part in twenty."""
    gc.set_threshold(50_000, 20, 50)


def _each_of(work: Callable[[A], B], items: list[A]) -> list[B]:
    return [work(item) for item in items]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws a file of a book in a process of its own."""

    profile: Profile

    def __call__(self, path: Path) -> Drawing | tuple[Located, ...]:
        return draw_file(path, self.profile)


def write_book(
    paths: Sequence[Path], out: Path, profile: Profile, title: str, jobs: int
) -> Iterator[Result]:
    """Writes one PDF of all files: cover, contents, then every SOP; a result for each file.

    Pages before the first SOP have roman numbers. Groups in the contents are folders.
    """
    grouped = sorted(zip(map(_group, _folders(paths)), paths, strict=True))
    level = 1 if any(group for group, _ in grouped) else 0
    about = pdf.About(title=title, author=profile.government)
    entries: list[book.Entry] = []
    with _whole(out) as unfinished, unfinished.open("wb") as file:
        writer = pdf.BookWriter(file, about)
        page, group = 1, ""
        drawings = each(_Drawing(profile), [path for _, path in grouped], jobs)
        for (folder, path), drawing in zip(grouped, drawings, strict=True):
            if isinstance(drawing, tuple):
                yield Result(path, problems=drawing)
                continue
            if folder != group:
                group = folder
                entries.append(book.Entry(group))
                writer.chapter(group, 0)
            entries.append(book.Entry(drawing.title, page))
            writer.chapter(drawing.title, level)
            writer.add(_numbered(drawing, page, profile))
            page += len(drawing.pages)
            yield Result(path)
        writer.add_front(_front(entries, profile, title))
        writer.finish()


def _group(folder: Path) -> str:
    return "" if folder == Path() else folder.as_posix()


def _numbered(drawing: Drawing, first: int, profile: Profile) -> Drawing:
    pages = (
        book.numbered(page, str(number), profile)
        for number, page in enumerate(drawing.pages, first)
    )
    return replace(drawing, pages=tuple(pages))


def _front(entries: Sequence[book.Entry], profile: Profile, title: str) -> Drawing:
    pages: list[Page] = [book.cover(title, profile.government, profile)]
    count = book.contents_pages(len(entries), profile)
    for number, page in enumerate(book.contents(entries, profile, count), 2):
        pages.append(book.numbered(page, book.roman(number), profile))
    return Drawing(title, profile.government, "", "id", tuple(pages))
