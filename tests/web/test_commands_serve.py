"""The server as a process: it answers, ends in order, and says why it does not start."""

from __future__ import annotations

import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from sopan.web.commands.running import runs
from tests.web.databases import new_database, server
from tests.web.installation import Installation

PATIENCE = 60
"""Seconds."""


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    made = Installation(tmp_path / "data")
    made.found()
    return made


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@contextmanager
def serving(installation: Installation, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        installation.command(*arguments),
        env=installation.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def status(address: str | Request, trust: ssl.SSLContext | None = None) -> int:
    """What the server answers, once it does."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=10, context=trust) as answer:
                code: int = answer.status
                return code
        except HTTPError as error:
            return error.code
        except (URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_the_server_answers_until_a_signal_ends_it(
    installation: Installation, ending: signal.Signals
) -> None:
    port = free_port()
    with serving(installation, "serve", "--port", str(port), "--workers", "1") as process:
        assert status(f"http://127.0.0.1:{port}/") == 200
        assert runs(installation.data)
        assert "masih berjalan" in installation.refuses(
            "restore", installation.backed_up("a.zip"), "--yes"
        )
        process.send_signal(ending)
        output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert f"http://localhost:{port}/" in output
    assert output.splitlines()[-1] == "Server berhenti."
    assert not runs(installation.data)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers outlive a killed parent")
def test_a_server_that_is_killed_leaves_nothing_behind(installation: Installation) -> None:
    port = free_port()
    with serving(installation, "serve", "--port", str(port), "--workers", "2") as process:
        assert status(f"http://127.0.0.1:{port}/") == 200
        process.kill()
        process.wait()
        # A worker that was just starting notices only then; it takes the lock once more.
        end, quiet = time.monotonic() + PATIENCE, 0
        while quiet < 5 and time.monotonic() < end:
            quiet = 0 if runs(installation.data) else quiet + 1
            time.sleep(0.2)
    assert quiet == 5
    with serving(installation, "serve", "--port", str(port), "--workers", "1"):
        assert status(f"http://127.0.0.1:{port}/") == 200


def test_what_fails_is_told_in_the_log(installation: Installation) -> None:
    port = free_port()
    with serving(installation, "serve", "--port", str(port), "--workers", "1") as process:
        assert status(f"http://127.0.0.1:{port}/masuk/") == 200
        with sqlite3.connect(installation.data / "sopan.sqlite3") as raw:
            raw.execute("ALTER TABLE django_session RENAME TO gone")
        raw.close()
        cookie = {"Cookie": f"sessionid={'a' * 32}"}
        assert status(Request(f"http://127.0.0.1:{port}/", headers=cookie)) == 500
        process.terminate()
        output, _ = process.communicate(timeout=PATIENCE)
    assert "ERROR django.request: Internal Server Error: /" in output
    assert "no such table: " in output


@pytest.mark.slow
def test_the_server_speaks_tls(installation: Installation, tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    trust = ssl.create_default_context(cafile=str(certificate))
    port = free_port()
    options = ("--port", str(port), "--workers", "1", "--certificate", certificate, "--key", key)
    with serving(installation, "serve", *options):
        assert status(f"https://localhost:{port}/", trust) == 200


def self_signed(folder: Path) -> tuple[Path, Path]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "cert.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, secret


@pytest.mark.slow
def test_start_loads_the_demonstration_and_prints_address_and_logins(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "data", settings="sopan.web.settings")
    port = free_port()
    for _ in range(2):
        with serving(installation, "start", "--port", str(port), "--workers", "1") as process:
            assert status(f"http://127.0.0.1:{port}/") == 200
            process.terminate()
            output, _ = process.communicate(timeout=PATIENCE)
        assert f"http://localhost:{port}/" in output
        assert "Pemerintah Kota Banjarmasin" in output
        assert "admin-bjm" in output
        assert installation.python(COUNT).split() == ["2"]


COUNT = "from sopan.web.organisation.models import Government; print(Government.objects.count())"


@pytest.mark.slow
def test_start_loads_nothing_where_a_government_works(installation: Installation) -> None:
    port = free_port()
    with serving(installation, "start", "--port", str(port), "--workers", "1") as process:
        assert status(f"http://127.0.0.1:{port}/") == 200
        process.terminate()
        output, _ = process.communicate(timeout=PATIENCE)
    assert "createadmin" in output
    assert installation.python(COUNT).split() == ["1"]


@pytest.mark.slow
def test_the_server_and_the_doctor_are_content_with_postgresql(tmp_path: Path) -> None:
    port = free_port()
    with server() as address, new_database(address) as url:
        installation = Installation(tmp_path / "data", url)
        installation.found()
        with serving(installation, "serve", "--port", str(port), "--workers", "2"):
            assert status(f"http://127.0.0.1:{port}/masuk/") == 200
            assert "postgresql" in installation.does("doctor", "--lang", "en").lower()


# Refused


def test_a_port_in_use_is_named(installation: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        for command in ("serve", "start"):
            assert f"Port {port}" in installation.refuses(command, "--port", str(port))


def test_an_address_of_another_machine_is_named(installation: Installation) -> None:
    for host in ("192.0.2.1", "tidak-ada.invalid"):
        assert host in installation.refuses("serve", "--host", host)


def test_a_certificate_needs_its_key(installation: Installation, tmp_path: Path) -> None:
    certificate, _ = self_signed(tmp_path)
    (tmp_path / "other").mkdir()
    _, other = self_signed(tmp_path / "other")
    assert "--key" in installation.refuses("serve", "--certificate", certificate)
    refused = installation.refuses("serve", "--certificate", certificate, "--key", other)
    assert "cert.pem" in refused
    absent = tmp_path / "absent.pem"
    refused = installation.refuses("serve", "--certificate", absent, "--key", absent)
    assert "absent.pem" in refused


def test_the_server_does_not_start_on_tables_of_another_version(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "data")
    assert "sopan migrate" in installation.refuses("serve", "--port", str(free_port()))
    installation.does("migrate")
    installation.python(
        "from django.db import connection\n"
        "from django.db.migrations.recorder import MigrationRecorder\n"
        "MigrationRecorder(connection).record_applied('trail', '0999_future')"
    )
    for command in (["serve", "--port", str(free_port())], ["migrate"], ["backup", "a.zip"]):
        assert "trail.0999_future" in installation.refuses(*command)
