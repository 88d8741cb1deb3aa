"""Laws as people cite them: several ways of writing one law lead to one key.

"UU No. 43 Thn 2009", "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan" and "UU 43/2009" are
read as the same `Citation`; `write` gives the spelling of the annex of UU 12/2011, `short` the one
of everyday, and `key` what they have in common. The words stand in `issuers`.

    Pasal 4 | Peraturan | Wali Kota Banjarmasin | Nomor 5 Tahun 2020 | tentang ... | diubah dengan
    article   kind        issuer                  number, year         title         amended_by
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sopan.sop import issuers, roots
from sopan.sop.issuers import BODIES, GLUED, KINDS, LEVELS, MINISTRIES, OF_OFFICE, SHORT, WORDS

_LONGEST = 1500
"""Longer texts name no law; real ones have up to 400 signs."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One law. `kind` is the key of a kind in `issuers`, `number` as written ("78/PMK.02/2019").

    The constitution has no number, and some decisions tell their year within the number only.
    `note` is what stands behind the number and is none of the others ("beserta perubahannya"; or a
    second law, as only the first is read).
    `amended_by` is the law that changed it last, `amended_often` whether it was not the first.
    """

    kind: str
    number: str
    year: int
    issuer: str = ""
    title: str = ""
    article: str = ""
    gazette: str = ""
    note: str = ""
    amended_by: Citation | None = None
    amended_often: bool = False

    @property
    def key(self) -> str:
        """The same for every way of writing this law."""
        head, _, number = short(self).rpartition(" ")
        plain = re.sub(r"[^\w/]+", "", number)
        return " ".join([*re.findall(r"[\w/]+", head), plain]).casefold()

    @property
    def sort_key(self) -> tuple[int, int, int, int, str]:
        """The order of the hierarchy, older laws first (annex of UU 12/2011, number 41)."""
        digits = re.search(r"\d+", self.number)
        return (*_rank(self), self.year, int(digits[0][:9]) if digits else 0, self.key)


def of_region(law: Citation, region: str) -> Citation:
    """The law with the region that it leaves open: "Perwali 5/2020" in Kota Banjarmasin is its own.

    Only what a region issues is filled in: its Perda, and what its head or secretary signs.
    """
    if law.kind in _OF_REGIONS and not law.issuer:
        return replace(law, issuer=_named(region))
    if law.issuer in _HEADS:
        return replace(law, issuer=_region(law.kind, f"{law.issuer} {_named(region)}"))
    return law


_OF_REGIONS = ("Perda", "Qanun")
_HEADS = (*OF_OFFICE, "Sekretaris Daerah", "Dewan Perwakilan Rakyat Daerah")


# Reading

_PART = r"\d+[a-z]?(?:\s+ayat\s*\(\d+[a-z]?\))?(?:\s+huruf\s+[a-z]\b)?(?:\s+angka\s+\d+)?"
_NUMBERING = re.compile(r"\d{1,2}[.)]\s*(?=[^\d\s])|[a-z][.)]\s+|[-•]\s*", re.IGNORECASE)
_ARTICLE = re.compile(rf"(?:pasal|ps\.?)\s+({_PART})[\s,]+", re.IGNORECASE)
_ARTICLE_BEHIND = re.compile(rf"(?:^|,)\s*(?:pasal|ps\.?)\s+({_PART})$", re.IGNORECASE)
_AMENDED = re.compile(
    r"[\s,(]*\bsebagaimana\s+(?:telah\s+)?(?P<often>beberapa\s+kali\s+)?(?:telah\s+)?di(?:r)?ubah"
    r"(?P<often2>\s+beberapa\s+kali)?[\s,]*(?P<last>(?:yang\s+)?terakhir(?:\s+kali)?\s+)?"
    r"(?:dengan|oleh|melalui)\s+",
    re.IGNORECASE,
)
_GAZETTE = re.compile(r"\s*\(((?:tambahan\s+)?(?:lembaran|berita)\s.*)\)$", re.IGNORECASE)
_TITLE = re.compile(r"[\s,:.-]*\b(?:tentang|ttg|perihal)\b[\s.:]*", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:tentang|ttg|perihal|sebagaimana)\b", re.IGNORECASE)
_CONSTITUTION = re.compile(r"(.+?)\s*(?:\b(?:tahun|thn?)\b[\s.]*)?(1945|45)\b(.*)", re.IGNORECASE)
_LAW = re.compile(
    r"""(?P<head>.+?)
        [\s.:,]* \b (?:(?:nomor|nomer|nmr|no)\b [\s.:]*)?
        (?: (?P<number>\d{1,4}[a-z]?)
            \s* (?:/|\b(?:tahun|thn?)\b[\s.]*) \s* (?P<year>\d{4}) (?![\w/])
          | (?P<long> [^\s,;]{0,40}\d[^\s,;]{0,40} )
            (?: [\s,]+ (?:tahun|thn?)\b[\s.]* (?P<its_year>\d{4}) \b )?
            (?(its_year)|(?<=\d{4}))
        )
        (?P<rest>.*)""",
    re.IGNORECASE | re.VERBOSE,
)
_OWN_YEAR = re.compile(r".*[/.-]((?:19|20)\d\d)", re.IGNORECASE)
_BARE = re.compile(r"per[/.\s]*\d+[/.\s]*m\.?\s*pan[/.\s]*\d+[/.\s]*\d{4}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def read(text: str) -> Citation | None:
    """The law that a text names at its beginning; None when it names none."""
    if len(text) > _LONGEST:
        return None
    return _read(_level(text))


def _level(text: str) -> str:
    text = " ".join(text.replace("‐", "-").replace("–", "-").split()).rstrip(" .;,")
    text = re.sub(r"(?<=\d)\s*/\s*(?=\w)|(?<=\w)\s*/\s*(?=\d)", "/", text)
    numbering = _NUMBERING.match(text)
    return text[numbering.end() :] if numbering else text


def _read(text: str) -> Citation | None:
    amended = _AMENDED.search(text)
    if amended is None:
        return _one(text)
    law = _one(text[: amended.start()])
    by = _read(text[amended.end() :])
    if law is None or by is None:
        return _one(text)
    is_often = any(amended.group("often", "often2", "last"))
    return replace(law, amended_by=by, amended_often=is_often)


def _one(text: str) -> Citation | None:
    """A law without what changed it."""
    article = _ARTICLE.match(text)
    bare = text[article.end() :] if article else text
    found = _constitution(bare) or _numbered(bare)
    if found is None:
        return None
    law, rest = found
    law, rest = _with_article(law, rest)
    if article:
        law = replace(law, article=_article(article[1]))
    return _with_title(law, rest)


def _constitution(text: str) -> tuple[Citation, str] | None:
    found = _CONSTITUTION.fullmatch(text)
    if found is None or _kinds().get(_fold(found[1])) != "UUD":
        return None
    return Citation("UUD", "", 1945), found[3]


def _numbered(text: str) -> tuple[Citation, str] | None:
    if _BARE.match(text):
        text = f"Peraturan Menteri PAN {text}"
    found = _LAW.fullmatch(text)
    if found is None or _ABOUT.search(found["head"]):
        return None
    head = _head(found["head"])
    if head is None:
        return None
    if found["number"]:
        number = found["number"].lstrip("0").upper() or "0"
        return Citation(head[0], number, int(found["year"]), head[1]), found["rest"]
    number = found["long"]
    own = _OWN_YEAR.fullmatch(number)
    year = found["its_year"] or (own and own[1])
    return (Citation(head[0], number, int(year), head[1]), found["rest"]) if year else None


def _with_article(law: Citation, rest: str) -> tuple[Citation, str]:
    """An article behind the law: "UU 30/2014 pasal 14", "..., Pasal 14"."""
    found = _ARTICLE_BEHIND.search(rest.strip())
    if found is None:
        return law, rest
    return replace(law, article=_article(found[1])), rest.strip()[: found.start()]


def _article(text: str) -> str:
    text = re.sub(r"\s*\(", " (", " ".join(text.lower().split()))
    return re.sub(r"^\d+[a-z]", lambda number: number[0].upper(), text)


def _with_title(law: Citation, rest: str) -> Citation:
    gazette = _GAZETTE.search(rest)
    if gazette:
        law = replace(law, gazette=gazette[1])
        rest = rest[: gazette.start()]
    title = _TITLE.search(rest)
    if title:
        law = replace(law, title=rest[title.end() :].strip(" .,;"))
        rest = rest[: title.start()]
    return replace(law, note=rest.strip(" .,;:-"))


# Kind and issuer


def _fold(text: str) -> str:
    """Letters and digits alone, without "Republik Indonesia"."""
    bare = re.sub(r"\bri$", "", text.casefold())
    return re.sub(r"[\W_]+", "", bare).replace("republikindonesia", "")


@cache
def _kinds() -> dict[str, str]:
    """The keys of kinds by each way of writing."""
    return {_fold(way): kind.key for kind in KINDS for way in (kind.key, kind.name, *kind.others)}


@cache
def _kind(key: str) -> issuers.Kind:
    return next(kind for kind in KINDS if kind.key == key)


@cache
def _bodies(bodies: tuple[issuers.Body, ...]) -> dict[str, issuers.Body]:
    """Bodies by each way of writing; the first that claims it has it."""
    found: dict[str, issuers.Body] = {}
    for body in bodies:
        for way in (body.name, body.key, *body.others):
            found.setdefault(_fold(way), body)
    return found


def _head(text: str) -> tuple[str, str] | None:
    """Kind and issuer: the longest beginning that is a kind, and what follows it."""
    words = text.split()
    for count in range(len(words), 0, -1):
        key = _kinds().get(_fold(" ".join(words[:count])))
        issuer = " ".join(words[count:])
        if key and _may_issue(key, issuer):
            return key, _issuer(key, issuer)
    return _glued(words)


def _may_issue(key: str, issuer: str) -> bool:
    kind = _kind(key)
    if not kind.has_issuer:
        return not _fold(issuer)
    return bool(issuer) or kind.rank != 0


def _glued(words: list[str]) -> tuple[str, str] | None:
    """Kind and issuer in one word: "Permendagri", "PermenPAN-RB", "Perwali"."""
    first = _fold(words[0]) if words else ""
    for start, kind, issuer in GLUED:
        if issuer == "Menteri" and first.startswith(start):
            portfolio = " ".join([first.removeprefix(start), *words[1:]]).strip()
            return kind, _issuer(kind, f"Menteri {portfolio}")
        if first == start:
            return kind, _issuer(kind, " ".join([issuer, *words[1:]]))
    return None


@lru_cache(maxsize=1024)
def _issuer(kind: str, text: str) -> str:
    """Who issued it, in full: "Mendagri" is "Menteri Dalam Negeri"."""
    first, _, rest = text.strip(" ,.:").partition(" ")
    folded = first.casefold()
    if folded == "menteri":
        return f"Menteri {_known(MINISTRIES, rest) or _named(rest)}"
    if folded.startswith("men") and (name := _known(MINISTRIES, f"{first[3:]} {rest}")):
        return f"Menteri {name}"
    if folded == "kepala" and (name := _known(BODIES, rest)):
        return f"Kepala {name}"
    body = _known(BODIES, text) or (folded in ("badan", "lembaga") and _known(BODIES, rest))
    return body or _region(kind, _named(text))


def _known(bodies: tuple[issuers.Body, ...], text: str) -> str:
    body = _bodies(bodies).get(_fold(text))
    return body.name if body else ""


def _named(text: str) -> str:
    """Another name, with capitals and without short forms."""
    text = re.sub(r"\brepublik\s+indonesia\b|\bri$", "", text, flags=re.IGNORECASE)
    is_loud = text.isupper()
    return " ".join(_word(word, is_loud) for word in text.split())


def _word(word: str, is_loud: bool) -> str:
    small = word.casefold().strip(".,:")
    if full := WORDS.get(small):
        return full
    if small in roots.PARTICLES:
        return small
    return word.title() if is_loud or word.islower() else word.rstrip(".:")


def _region(kind: str, issuer: str) -> str:
    """ "Wali Kota Kota Banjarmasin" is "Wali Kota Banjarmasin"."""
    for office, region in OF_OFFICE.items():
        if issuer.startswith(f"{office} {region} "):
            return f"{office} {issuer[len(office) + len(region) + 2 :]}"
    if kind == "Perda" and issuer.startswith(("Istimewa ", "Khusus ")):
        return f"Daerah {issuer}"
    return issuer


def _rank(law: Citation) -> tuple[int, int]:
    """The place in the hierarchy, and decisions behind the regulations of the same issuer."""
    rank = _kind(law.kind).rank
    if law.kind in _OF_REGIONS:
        is_province = law.issuer.startswith(("Provinsi", "Daerah ", "Aceh"))
        return (10 if is_province else 12), 0
    if rank:
        return rank, 0
    return _level_of(law.issuer), int(law.kind != "Peraturan")


def _level_of(issuer: str) -> int:
    for start, level in LEVELS:
        if issuer.startswith(start):
            return level
    is_national = _known(BODIES, issuer.removeprefix("Kepala "))
    return issuers.NATIONAL if is_national else issuers.LOCAL


# Writing


def write(law: Citation) -> str:
    """The spelling of the annex of UU 12/2011: "Undang-Undang Nomor 43 Tahun 2009 tentang ..."."""
    kind = _kind(law.kind)
    parts = [
        f"Pasal {law.article}" if law.article else "",
        kind.name,
        law.issuer,
        _number(law),
        law.note,
        f"tentang {law.title}" if law.title else "",
        f"({law.gazette})" if law.gazette else "",
    ]
    if law.amended_by:
        often = "telah beberapa kali diubah terakhir" if law.amended_often else "telah diubah"
        parts += [f"sebagaimana {often} dengan", write(law.amended_by)]
    return " ".join(part for part in parts if part)


def _number(law: Citation) -> str:
    if not law.number:
        return f"Tahun {law.year}"
    year = "" if _tells_year(law) else f" Tahun {law.year}"
    return f"Nomor {law.number}{year}"


def _tells_year(law: Citation) -> bool:
    own = _OWN_YEAR.fullmatch(law.number)
    return own is not None and int(own[1]) == law.year


def short(law: Citation) -> str:
    """How it is called in everyday: "UU 43/2009", "Permendagri 1/2023"."""
    if not law.number:
        return f"{law.kind} {law.year}"
    year = "" if _tells_year(law) else f"/{law.year}"
    return f"{_short_head(law)} {law.number}{year}"


def _short_head(law: Citation) -> str:
    first, _, rest = law.issuer.partition(" ")
    ministry = _bodies(MINISTRIES).get(_fold(rest)) if first == "Menteri" else None
    if ministry:
        start = {"Peraturan": "Permen", "Keputusan": "Kepmen"}.get(law.kind, f"{law.kind} Men")
        return f"{start}{ministry.key}"
    for kind, office, way in SHORT:
        if law.kind == kind and law.issuer.startswith(office):
            return f"{way}{law.issuer.removeprefix(office)}"
    body = _bodies(BODIES).get(_fold(law.issuer.removeprefix("Kepala ")))
    issuer = body.key if body else law.issuer
    return f"{law.kind} {issuer}".rstrip()
