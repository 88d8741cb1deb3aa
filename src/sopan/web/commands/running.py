"""A lock that a running server holds on its data folder, so that `restore` knows of it.

The system drops it when the process ends, however it ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "server.lock"


def runs(data: Path) -> bool:
    """Whether a server of this folder runs on this machine."""
    path = data / NAME
    if not path.exists():
        return False
    handle = os.open(path, os.O_RDWR)
    try:
        return not _lock(handle, shared=False)
    finally:
        os.close(handle)


@contextmanager
def held(data: Path) -> Iterator[None]:
    """Holds the lock; several servers of one folder may."""
    handle = os.open(data / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    # Worker processes hold it too: a server whose first process was killed may still write.
    os.set_inheritable(handle, True)
    try:
        _lock(handle, shared=True)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, shared: bool) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int, *, shared: bool) -> bool:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
