"""`sopan serve`: the web server, until Ctrl-C or SIGTERM ends it; running requests are finished."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce, wraps
from pathlib import Path
from typing import Any

import click

from sopan.sop.findings import Words
from sopan.terminal import language_option, say
from sopan.web.commands import installation, running
from sopan.web.commands.edge import Problem, told


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens, and with what."""

    host: str
    port: int
    workers: int
    certificate: Path | None
    key: Path | None

    @property
    def address(self) -> str:
        scheme = "https" if self.certificate else "http"
        host = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}.get(
            self.host, f"[{self.host}]" if ":" in self.host else self.host
        )
        return f"{scheme}://{host}:{self.port}/"


_OPTIONS = (
    click.option(
        "--host",
        default="127.0.0.1",
        help="Alamat mesin ini tempat server mendengar (bawaan: 127.0.0.1, hanya mesin ini).",
    ),
    click.option(
        "--port", type=click.IntRange(1, 65535), default=8000, help="Nomor port (bawaan: 8000)."
    ),
    click.option(
        "--workers", type=click.IntRange(1, 64), default=2, help="Jumlah proses (bawaan: 2)."
    ),
    click.option(
        "--certificate",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Sertifikat TLS (PEM), untuk https tanpa server lain di depan.",
    ),
    click.option(
        "--key", type=click.Path(path_type=Path, dir_okay=False), help="Kunci sertifikat itu (PEM)."
    ),
    language_option,
)


def listens(command: Callable[[Listening, str], None]) -> Callable[..., None]:
    """For a command that serves: the options of `Listening`, and the language."""

    @wraps(command)
    def with_options(language: str, **where: Any) -> None:
        command(Listening(**where), language)

    return reduce(lambda made, option: option(made), reversed(_OPTIONS), with_options)


@click.command("serve")
@listens
def command(listening: Listening, language: str) -> None:
    """Menjalankan server web sampai dihentikan dengan Ctrl-C."""
    with told(language):
        refuse_deaf(listening)
        installation.prepare()
        installation.reach()
        installation.refuse_unprepared()
        installation.collect_static()
        say(language, LISTENS, address=listening.address)
        serve(listening)
    say(language, ENDED)


def refuse_deaf(listening: Listening) -> None:
    """Raises Problem where the server could not listen; before anything else is done."""
    _refuse_half_a_certificate(listening.certificate, listening.key)
    try:
        family, kind, proto, _, place = socket.getaddrinfo(
            listening.host, listening.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, proto) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except socket.gaierror:
        raise Problem(NO_HOST, host=listening.host) from None
    except PermissionError:
        raise Problem(NO_PORT, port=listening.port) from None
    except OSError as error:
        words = IN_USE if "in use" in os.strerror(error.errno or 0) else NO_HOST
        raise Problem(words, host=listening.host, port=listening.port) from None


def _refuse_half_a_certificate(certificate: Path | None, key: Path | None) -> None:
    import ssl

    if bool(certificate) != bool(key):
        raise Problem(HALF)
    if not certificate or not key:
        return
    for path in (certificate, key):
        path.read_bytes()
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except ssl.SSLError:
        raise Problem(NO_CERTIFICATE, path=certificate) from None


def serve(listening: Listening) -> None:
    """Runs until a signal ends it. Raises Problem where the workers end by themselves."""
    from django.conf import settings
    from django.db import connections
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    connections.close_all()  # A connection must not be shared with the worker processes.
    _end_workers_with_this_process()
    server = Server(
        "sopan.web.wsgi:application",
        listening.host,
        listening.port,
        interface=Interfaces.WSGI,
        workers=listening.workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        websockets=False,
        log_level=LogLevels.warning,
        ssl_cert=listening.certificate,
        ssl_key=listening.key,
    )
    with running.held(settings.DATA):
        try:
            server.serve()
        except SystemExit as ended:
            if ended.code:
                raise Problem(FELL) from None


def _end_workers_with_this_process() -> None:
    """Were it killed outright, workers that stay would hold the port; Linux ends them as well."""
    if sys.platform != "linux":
        return
    import ctypes

    library = ctypes.CDLL(None)
    os.register_at_fork(after_in_child=lambda: library.prctl(PR_SET_PDEATHSIG, signal.SIGTERM))


PR_SET_PDEATHSIG = 1
"""From <sys/prctl.h>: the signal that a process gets when its parent has died."""
THREADS = 4
"""Of each worker: while one waits for the database another one answers."""
GRACE = 30
"""Seconds that running requests get to finish."""

LISTENS = Words(
    "Sopan berjalan di {address} (Ctrl-C untuk berhenti).",
    "Sopan runs at {address} (Ctrl-C ends it).",
)
ENDED = Words("Server berhenti.", "The server has ended.")
IN_USE = Words(
    "Port {port} sudah dipakai program lain, mungkin Sopan yang masih berjalan. Hentikan program "
    "itu atau pilih port lain dengan --port.",
    "Port {port} is in use by another program, perhaps a Sopan that still runs. Stop it or choose "
    "another one with --port.",
)
NO_PORT = Words(
    "Port {port} tidak boleh dipakai pengguna ini. Pilih port di atas 1023 dengan --port.",
    "This user may not use port {port}. Choose one above 1023 with --port.",
)
NO_HOST = Words(
    "{host} bukan alamat mesin ini. Pilih alamat lain dengan --host.",
    "{host} is no address of this machine. Choose another one with --host.",
)
HALF = Words(
    "--certificate dan --key harus diberikan bersama.", "--certificate and --key go together."
)
NO_CERTIFICATE = Words(
    "Sertifikat {path} dan kuncinya tidak dapat dibaca atau tidak sepasang; keduanya harus PEM.",
    "The certificate {path} and its key cannot be read or are no pair; both must be PEM.",
)
FELL = Words(
    "Server berhenti karena kesalahan; pesan di atas menyebut sebabnya. Periksa dengan "
    "`sopan doctor`.",
    "The server ended by an error; the messages above name the cause. Look with `sopan doctor`.",
)
