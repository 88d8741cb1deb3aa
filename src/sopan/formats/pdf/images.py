"""Pictures: JPEG files as they are, everything else decoded."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from sopan.formats.pdf.objects import Objects


class PictureError(ValueError):
    """A file that is no readable PNG or JPEG."""


@dataclass(frozen=True, slots=True)
class _Image:
    entries: str
    data: bytes
    mask: bytes | None = None


def embed(objects: Objects, data: bytes, name: str) -> int:
    """Write the picture; the number of its object."""
    image = _image(data, name)
    mask = ""
    if image.mask is not None:
        mask = f"/SMask {objects.add_stream(_mask_entries(image.entries), image.mask)} 0 R"
    return objects.add_stream(f"{image.entries}{mask}", image.data)


def _mask_entries(entries: str) -> str:
    return entries.replace("/DeviceRGB", "/DeviceGray")


@lru_cache(maxsize=16)
def _image(data: bytes, name: str) -> _Image:
    from PIL import Image, ImageOps

    try:
        picture = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError(f"{name}: not a readable PNG or JPEG file") from error
    turned = picture.getexif().get(0x0112, 1) != 1
    if picture.format == "JPEG" and picture.mode in {"L", "RGB"} and not turned:
        space = "DeviceGray" if picture.mode == "L" else "DeviceRGB"
        return _Image(_entries(picture.size, space, "DCTDecode"), data)
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I"):
        upright = upright.point(lambda level: level / 257).convert("L")
    if not upright.has_transparency_data:
        return _Image(*_deflated(upright.convert("RGB")))
    whole = upright.convert("RGBA")
    return _Image(*_deflated(whole.convert("RGB")), mask=_pack(whole.getchannel("A").tobytes()))


def _deflated(picture: object) -> tuple[str, bytes]:
    from PIL import Image

    assert isinstance(picture, Image.Image)
    return _entries(picture.size, "DeviceRGB", "FlateDecode"), _pack(picture.tobytes())


def _pack(data: bytes) -> bytes:
    return zlib.compress(data, 6)


def _entries(size: tuple[int, int], space: str, compression: str) -> str:
    return (
        f"/Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}/BitsPerComponent 8"
        f"/ColorSpace/{space}/Filter/{compression}"
    )
