"""SOP files and profiles on disk: finding them, reading them, saying why they cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sopan.drawing.profile import Profile
from sopan.formats import yaml
from sopan.sop.file_rules import UNREADABLE
from sopan.sop.findings import Finding

PROFILE_NAME = "profile.yaml"


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and where in the file it is; line 0 for the file as a whole."""

    finding: Finding
    line: int = 0
    column: int = 0


def sop_files(paths: Iterable[Path], profile: Path | None = None) -> list[Path]:
    """The SOP files among paths, folders searched through, profiles left out, sorted."""
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        for suffix in ("*.yaml", "*.yml"):
            found.update(dict.fromkeys(sorted(path.rglob(suffix))))
    return sorted(p for p in found if p.name != PROFILE_NAME and not _is_same(p, profile))


def _is_same(path: Path, other: Path | None) -> bool:
    return other is not None and path.name == other.name and path.resolve() == other.resolve()


def read_file(path: Path) -> yaml.Document | tuple[Located, ...]:
    """The SOP of a file, or what keeps it from being read."""
    try:
        return yaml.read(path.read_bytes(), path.name)
    except OSError as error:
        return (Located(Finding(UNREADABLE, values={"reason": error.strerror or str(error)})),)
    except yaml.ReadError as error:
        return tuple(Located(f, at.line, at.column) for f, at in error.located)


class ProfileError(Exception):
    """A profile cannot be read; `problems` says why."""

    def __init__(self, path: Path, problems: Sequence[Located]) -> None:
        super().__init__(path)
        self.path = path
        self.problems = tuple(problems)


def find_profile(path: Path | None, paths: Sequence[Path]) -> Profile:
    """The profile of a file, or the one beside the SOPs, or the plain form.

    Raises:
        ProfileError: when there is one that cannot be read.
    """
    if path is None:
        folders = [p if p.is_dir() else p.parent for p in paths]
        path = next((f / PROFILE_NAME for f in folders if (f / PROFILE_NAME).is_file()), None)
    if path is None:
        return Profile()
    from sopan.formats import profile

    folder = path.parent
    try:
        return profile.read(path.read_bytes(), lambda name: (folder / name).read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProfileError(
            path, [Located(Finding(UNREADABLE, values={"reason": reason}))]
        ) from error
    except yaml.ReadError as error:
        problems = [Located(f, at.line, at.column) for f, at in error.located]
        raise ProfileError(path, problems) from error


def refuse_broken_emblem(profile: Profile) -> None:
    """Looks at the picture itself, which takes too long where nothing is drawn.

    Raises:
        ProfileError: when the emblem cannot be drawn.
    """
    if profile.emblem is None:
        return
    from sopan.drawing.book import cover
    from sopan.drawing.drawing import Drawing
    from sopan.formats import pdf
    from sopan.formats.profile import LARGEST_EMBLEM
    from sopan.formats.yaml.rules import EMBLEM_BROKEN

    try:
        pdf.write(Drawing("", "", "", "id", (cover("", "", profile),)))
    except pdf.PictureError as error:
        name = profile.emblem.name
        values = {"value": name, "limit": LARGEST_EMBLEM}
        problem = Located(Finding(EMBLEM_BROKEN, values=values))
        raise ProfileError(Path(name), [problem]) from error
