"""`sopan createadmin`: somebody who can sign in and set everything else up."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopan.sop.findings import Language, Words
from sopan.terminal import language_option, say
from sopan.web.commands import installation
from sopan.web.commands.edge import Problem, told

if TYPE_CHECKING:
    from sopan.web.organisation.actions.founding import Administrator
    from sopan.web.organisation.models import Government

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
"""WIB, WITA, WIT."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the options say; the rest is asked where somebody sits at a terminal."""

    government: str
    code: str
    zone: str
    name: str
    nip: str
    email: str
    username: str
    password_file: Path | None
    language: str

    def ask(self, given: str, option: str, question: Words, default: str | None = None) -> str:
        """Raises Problem where there is neither an answer nor somebody to ask."""
        if given:
            return given
        if not sys.stdin.isatty():
            if default is not None:
                return default
            raise Problem(NEEDED, option=option)
        text = question.say(Language(self.language))
        answer: str = click.prompt(text, default=default, show_default=bool(default))
        return answer.strip()


@click.command("createadmin")
@click.option(
    "--government",
    "code",
    default="",
    help="Kode pemerintah daerah: huruf kecil, angka, tanda -.",
)
@click.option(
    "--government-name",
    "government",
    default="",
    help="Nama pemerintah daerah, bila belum ada.",
)
@click.option(
    "--time-zone",
    "zone",
    type=click.Choice(ZONES),
    default=None,
    help="Zona waktu: WIB, WITA, atau WIT.",
)
@click.option("--name", default="", help="Nama admin.")
@click.option("--nip", default="", help="NIP admin, bila ada.")
@click.option("--email", default="", help="E-mail admin, bila ada.")
@click.option("--username", default="", help="Nama akun (bawaan: NIP).")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Berkas berisi kata sandi; tanpa ini ditanyakan atau dibuatkan.",
)
@language_option
def command(
    government: str,
    code: str,
    zone: str | None,
    name: str,
    nip: str,
    email: str,
    username: str,
    password_file: Path | None,
    language: str,
) -> None:
    """Membuat admin; bila perlu juga pemerintah daerah dan unit puncaknya."""
    answers = Answers(
        government, code, zone or "", name, nip, email, username, password_file, language
    )
    with told(language):
        installation.prepare()
        installation.reach()
        installation.refuse_unprepared()
        create(answers, datetime.now(UTC))


def create(answers: Answers, at: datetime) -> None:
    """Asks what is missing, then makes everything or nothing."""
    from django.db import transaction
    from django.utils.translation import override

    from sopan.web.organisation.actions.founding import appoint_administrator
    from sopan.web.trail.record import Doer

    doer = Doer("sopan createadmin")
    with override(answers.language):
        existing = _existing(answers)
        founding = None if existing else _founding(answers)
        administrator = _administrator(answers)
        with transaction.atomic():
            government = existing or _found(founding or {}, doer, at)
            made = appoint_administrator(government, administrator, doer=doer, at=at)
    say(
        answers.language,
        DONE,
        name=administrator.name,
        government=government.name,
        username=administrator.username,
    )
    if made:
        say(answers.language, PASSWORD, password=made)


# The government


def _existing(answers: Answers) -> Government | None:
    """The government that is meant. Raises Problem where it cannot be known."""
    from sopan.web.organisation.models import Government

    found = list(Government.objects.all())
    if answers.code:
        named = [government for government in found if government.code == answers.code]
        if named or answers.government:
            return named[0] if named else None
        if found:
            raise Problem(NO_GOVERNMENT, codes=", ".join(g.code for g in found))
    if len(found) > 1:
        raise Problem(WHICH, codes=", ".join(g.code for g in found))
    if found and answers.government and answers.government != found[0].name:
        raise Problem(CODE_NEEDED)
    return found[0] if found else None


def _founding(answers: Answers) -> dict[str, str]:
    from django.utils.text import slugify

    name = answers.ask(answers.government, "--government-name", GOVERNMENT)
    short = re.sub(r"^(pemerintah-)?((kota|kabupaten|provinsi)-)?", "", slugify(name))
    code = answers.ask(answers.code, "--government", CODE, short or None)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code):
        raise Problem(WRONG_CODE, code=code)
    zone = answers.ask(answers.zone, "--time-zone", ZONE, ZONES[0])
    if zone not in ZONES:
        raise Problem(WRONG_ZONE, zone=zone)
    return {"name": name, "code": code, "time_zone": zone}


def _found(values: dict[str, str], doer: object, at: datetime) -> Government:
    from sopan.web.organisation.actions.governments import found_government

    return found_government(**values, doer=doer, at=at)  # type: ignore[arg-type]


# The person


def _administrator(answers: Answers) -> Administrator:
    """Who becomes administrator."""
    from django.core.exceptions import ValidationError

    from sopan.web.organisation.actions.founding import Administrator
    from sopan.web.people.nip import clean_nip, validate_nip

    name = answers.ask(answers.name, "--name", NAME)
    nip = clean_nip(answers.ask(answers.nip, "--nip", NIP, ""))
    email = answers.ask(answers.email, "--email", EMAIL, "")
    try:
        if nip:
            validate_nip(nip)
        if email:
            _validate_email(email)
        username = answers.ask(answers.username or nip, "--username", USERNAME)
        password = _password(answers, username, email)
    except ValidationError as error:
        raise Problem(WRONG, reason=" ".join(error.messages)) from None
    return Administrator(name, username, password, nip, email)


def _validate_email(email: str) -> None:
    from django.core.validators import validate_email

    validate_email(email)


def _password(answers: Answers, username: str, email: str) -> str:
    """The password from the file or the terminal; "" where one is to be made."""
    from django.contrib.auth.password_validation import validate_password

    from sopan.web.people.models import Account

    if answers.password_file:
        password = answers.password_file.read_text(encoding="utf-8").strip()
    elif sys.stdin.isatty():
        text = ASK_PASSWORD.say(Language(answers.language))
        again = AGAIN.say(Language(answers.language))
        password = click.prompt(
            text, hide_input=True, confirmation_prompt=again, default="", show_default=False
        )
    else:
        password = ""
    if password:
        validate_password(password, Account(username=username, email=email))
    return password


GOVERNMENT = Words("Nama pemerintah daerah", "Name of the government")
CODE = Words("Kode (huruf kecil, angka, tanda -)", "Code (small letters, figures, -)")
ZONE = Words(
    "Zona waktu (Asia/Jakarta, Asia/Makassar, Asia/Jayapura)",
    "Time zone (Asia/Jakarta, Asia/Makassar, Asia/Jayapura)",
)
NAME = Words("Nama admin", "Name of the administrator")
NIP = Words("NIP (kosongkan bila tidak ada)", "NIP (leave empty if there is none)")
EMAIL = Words("E-mail (boleh kosong)", "E-mail (may be empty)")
USERNAME = Words("Nama akun", "Name to sign in with")
ASK_PASSWORD = Words(
    "Kata sandi (kosongkan agar dibuatkan)", "Password (leave empty to have one made)"
)
AGAIN = Words("Kata sandi sekali lagi", "The password again")
NEEDED = Words(
    "{option} diperlukan, karena tidak ada yang dapat ditanya di sini.",
    "{option} is needed, as there is nobody to ask here.",
)
NO_GOVERNMENT = Words(
    "Tidak ada pemerintah daerah dengan kode itu. Yang ada: {codes}. Untuk mendirikan yang baru, "
    "sebut juga namanya dengan --government-name.",
    "There is no government with that code. There are: {codes}. To found another one, give its "
    "name with --government-name too.",
)
WHICH = Words(
    "Ada beberapa pemerintah daerah: {codes}. Pilih satu dengan --government.",
    "There are several governments: {codes}. Choose one with --government.",
)
CODE_NEEDED = Words(
    "Untuk mendirikan pemerintah daerah lagi, sebut juga kodenya dengan --government.",
    "To found another government, give its code with --government too.",
)
WRONG_CODE = Words(
    "{code} bukan kode: pakai huruf kecil, angka, dan tanda -.",
    "{code} is no code: use small letters, figures and -.",
)
WRONG_ZONE = Words(
    "{zone} bukan zona waktu Indonesia: Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura.",
    "{zone} is no time zone of Indonesia: Asia/Jakarta, Asia/Makassar or Asia/Jayapura.",
)
WRONG = Words("{reason}", "{reason}")
DONE = Words(
    "{name} menjadi admin {government}. Masuk dengan nama akun {username}.",
    "{name} is administrator of {government} now. The name to sign in with is {username}.",
)
PASSWORD = Words(
    "Kata sandi: {password}  (hanya ditampilkan sekali; diganti saat pertama masuk)",
    "Password: {password}  (shown only once; changed at the first sign-in)",
)
