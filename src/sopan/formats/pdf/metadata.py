"""What stands about the file in the file: XMP, information dictionary, colour profile."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cache
from html import escape

from sopan import __version__
from sopan.formats.pdf.objects import Objects, text_string

PRODUCER = f"Sopan {__version__}"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML forbids or advises against."""


@dataclass(frozen=True, slots=True)
class About:
    """The document as a whole; `date` is an ISO date or ""."""

    title: str
    author: str = ""
    subject: str = ""
    language: str = "id"
    identifier: str = ""
    date: str = ""


def write_information(objects: Objects, about: About) -> int:
    """The information dictionary, which must say the same as the XMP."""
    fields = [("Title", about.title), ("Author", about.author), ("Subject", about.subject)]
    fields.append(("Producer", PRODUCER))
    if about.date:
        moment = f"D:{about.date.replace('-', '')}000000Z"
        fields += [("CreationDate", moment), ("ModDate", moment)]
    entries = [f"/{key}{text_string(_clean(value))}" for key, value in fields if value]
    return objects.add(f"<<{''.join(entries)}>>")


def write_xmp(objects: Objects, about: About) -> int:
    """The metadata stream; PDF/A wants it uncompressed."""
    text = _XMP.format(fields="\n".join(_fields(about)))
    return objects.add_stream("/Type/Metadata/Subtype/XML", text.encode("utf-8"))


def write_output_intent(objects: Objects) -> int:
    profile = objects.add_deflated("/N 3", srgb_profile())
    return objects.add(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>"
    )


def _clean(text: str) -> str:
    return _FORBIDDEN.sub(" ", text)


def _fields(about: About) -> list[str]:
    fields = [
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        f"<dc:title>{_alternative(about.title)}</dc:title>",
        f"<dc:language><rdf:Bag><rdf:li>{_xml(about.language)}</rdf:li></rdf:Bag></dc:language>",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
    ]
    if about.author:
        name = f"<rdf:li>{_xml(about.author)}</rdf:li>"
        fields.append(f"<dc:creator><rdf:Seq>{name}</rdf:Seq></dc:creator>")
    if about.subject:
        fields.append(f"<dc:description>{_alternative(about.subject)}</dc:description>")
    if about.identifier:
        fields.append(f"<dc:identifier>{_xml(about.identifier)}</dc:identifier>")
    if about.date:
        fields += [f"<xmp:{k}>{about.date}T00:00:00Z</xmp:{k}>" for k in _DATES]
    return fields


_DATES = ("CreateDate", "ModifyDate")


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(text)}</rdf:li></rdf:Alt>'


def _xml(text: str) -> str:
    return escape(_clean(text), quote=False)


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{fields}
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@cache
def srgb_profile() -> bytes:
    """A minimal ICC profile (4.2) of sRGB: matrix and parametric curve."""
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(2.4, 1 / 1.055, 0.055 / 1.055)
    curve += _fixed(1 / 12.92, 0.04045)
    # The primaries of IEC 61966-2-1, adapted to D50 as ICC wants them.
    tags = [
        (b"desc", _unicode("sRGB IEC61966-2.1")),
        (b"cprt", _unicode("No copyright, use freely")),
        (b"wtpt", _xyz(0.9642, 1.0, 0.8249)),
        (b"chad", b"sf32" + bytes(4) + _fixed(*_BRADFORD)),
        (b"rXYZ", _xyz(0.43607, 0.22249, 0.01392)),
        (b"gXYZ", _xyz(0.38515, 0.71687, 0.09708)),
        (b"bXYZ", _xyz(0.14307, 0.06061, 0.71410)),
        *[(channel + b"TRC", curve) for channel in (b"r", b"g", b"b")],
    ]
    bodies = list(dict.fromkeys(body for _, body in tags))
    start = 128 + 4 + 12 * len(tags)
    places = {body: start + sum(map(len, bodies[:index])) for index, body in enumerate(bodies)}
    table = [name + struct.pack(">2I", places[body], len(body)) for name, body in tags]
    rest = struct.pack(">I", len(tags)) + b"".join(table + bodies)
    return _header(128 + len(rest)) + rest


_BRADFORD = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01708, -0.00925, 0.01508, 0.75168)
"""From D65, the white of sRGB, to D50."""


def _header(length: int) -> bytes:
    created = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    return b"".join(
        (
            struct.pack(">I", length),
            bytes(4),
            b"\x04\x20\0\0mntrRGB XYZ ",
            created,
            b"acsp",
            bytes(28),
            _fixed(0.9642, 1.0, 0.8249),
            bytes(48),
        )
    )


def _fixed(*values: float) -> bytes:
    """Numbers with 16 bits after the point."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*values)


def _unicode(text: str) -> bytes:
    """A text in one language, padded to four bytes."""
    body = text.encode("utf-16-be")
    head = b"mluc" + struct.pack(">3I2s2s2I", 0, 1, 12, b"en", b"US", len(body), 28)
    return head + body + b"\0" * (-len(body) % 4)
