"""An uploaded emblem becomes a small PNG; nothing else of the upload is kept.

A picture that would unpack to a huge one is refused by its size, before it is unpacked.
"""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

SIDE = 512
MOST_BYTES = 5_000_000
MOST_PIXELS = 16_000_000


def emblem_of(upload: File[bytes]) -> bytes:
    """The picture as a PNG of at most 512 by 512. Raises ValidationError in words."""
    if upload.size > MOST_BYTES:
        raise ValidationError(_("Berkas lebih besar dari 5 MB."))
    content = upload.read()
    try:
        with Image.open(BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("Gambar terlalu besar: paling banyak 16 juta titik."))
            return _small(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise ValidationError(_("Berkas ini bukan gambar PNG atau JPEG.")) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise ValidationError(_("Gambar ini rusak dan tidak dapat dibaca.")) from None


def _small(picture: Image.Image) -> bytes:
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    plain = picture.convert("RGBA" if has_alpha else "RGB")
    plain.thumbnail((SIDE, SIDE))
    file = BytesIO()
    plain.save(file, "PNG", optimize=True)
    return file.getvalue()
