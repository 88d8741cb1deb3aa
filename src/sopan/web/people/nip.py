"""NIP: the number of a civil servant."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FORM = re.compile(r"\d{18}")


def clean_nip(text: str) -> str:
    """Without the spaces and dots that people write into it."""
    return re.sub(r"[\s.\-]", "", text)


def validate_nip(text: str) -> None:
    """18 digits: date of birth, month of appointment, sex, number (BKN, Perka 22/2007)."""
    if not FORM.fullmatch(text):
        raise ValidationError(_("NIP terdiri atas 18 angka."), code="nip")
