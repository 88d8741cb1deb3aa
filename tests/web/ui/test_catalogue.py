"""Everything people read has an English translation, and nothing escapes translation."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatch_build import compiled, read_catalogue

from tests.web import catalogue


def test_every_text_is_translated() -> None:
    missing = catalogue.untranslated(catalogue.merged([catalogue.read(catalogue.PO)]))
    assert not missing, "run: python -m tests.web.catalogue"


def test_the_catalogue_holds_only_texts_that_are_used() -> None:
    used = {(message.context, message.id) for message in catalogue.wanted()}
    kept = {(message.context, message.id) for message in catalogue.read(catalogue.PO)}
    assert kept <= used, "run: python -m tests.web.catalogue"


def test_translations_keep_the_placeholders() -> None:
    for message in filter(catalogue.is_translated, catalogue.read(catalogue.PO)):
        assert placeholders(forms(message.string)[-1]) == placeholders(forms(message.id)[-1])
        assert placeholders(forms(message.string)[0]) <= placeholders(forms(message.id)[-1])


def forms(text: object) -> list[str]:
    return [str(form) for form in text] if isinstance(text, (list, tuple)) else [str(text)]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", text))


@pytest.mark.parametrize("path", catalogue.modules(), ids=lambda path: path.name)
def test_texts_in_python_are_plain(path: Path) -> None:
    faults = catalogue.faults_in_python(path.read_text(encoding="utf-8"), path.name)
    assert not [str(fault) for fault in faults]


@pytest.mark.parametrize("path", catalogue.templates(), ids=lambda path: path.name)
def test_texts_in_templates_are_translated(path: Path) -> None:
    faults = catalogue.faults_in_template(path.read_text(encoding="utf-8"), path.name)
    assert not [str(fault) for fault in faults]


@pytest.mark.parametrize(
    "call",
    [
        '_(f"Halo {name}")',
        '_("Halo " + name)',
        '_("Halo {name}".format(name=name))',
        '_("Halo %s" % name)',
        '_("Halo %s")',
        '_("Halo {}")',
        "gettext_lazy(text)",
        'ngettext("%(n)d unit", f"{n} unit", n)',
        'translation.gettext(f"{name}")',
    ],
)
def test_a_text_put_together_before_gettext_is_found(call: str) -> None:
    assert list(catalogue.faults_in_python(call, "here"))


@pytest.mark.parametrize(
    "call", ['_("Halo %(name)s") % {"name": name}', '_("100 %% selesai")', '_("Dua " "bagian")']
)
def test_a_plain_text_with_names_is_no_fault(call: str) -> None:
    assert not list(catalogue.faults_in_python(call, "here"))


@pytest.mark.parametrize(
    "template",
    [
        "<p>Belum ada</p>",
        "<p>{{ name }} sudah pindah</p>",
        '<img alt="Lambang">',
        '{% if a %}<a href="/" aria-label="Tutup {{ x }}">{{ x }}</a>{% endif %}',
        "{% blocktranslate %}Halo{% endblocktranslate %} Bapak",
    ],
)
def test_a_word_outside_of_translation_is_found(template: str) -> None:
    assert catalogue.faults_in_template(template, "here")


@pytest.mark.parametrize(
    "template",
    [
        '<p class="tag tag--good">{% translate "Belum ada" %} · Sopan</p>',
        "{% blocktranslate trimmed %}Halo <b>Anda</b>{% endblocktranslate %}",
        "{% comment %}Untuk pembaca{% endcomment %}{# dan ini #}<code>sopan start</code>",
    ],
)
def test_what_is_translated_is_no_fault(template: str) -> None:
    assert not catalogue.faults_in_template(template, "here")


def test_catalogues_are_compiled_as_babel_does() -> None:
    text = catalogue.PO.read_text(encoding="utf-8") + EXTRA
    ours = gettext.GNUTranslations(io.BytesIO(compiled(dict(read_catalogue(text)))))
    babels = io.BytesIO()
    write_mo(babels, read_po(io.BytesIO(text.encode()), locale="en"))
    babels.seek(0)
    theirs = gettext.GNUTranslations(babels)
    assert texts(ours) == texts(theirs)
    assert ours.ngettext("%(n)d pohon", "%(n)d pohon", 2) == "%(n)d trees"
    assert ours.pgettext("bulan", "Maret") == 'March "3"\n'


def texts(translations: gettext.GNUTranslations) -> dict[Any, str]:
    """Without the head, which Babel writes its own way, and plurals not yet translated."""
    known: dict[Any, str] = vars(translations)["_catalog"]
    return {key: text for key, text in known.items() if key and text not in (key, key[0])}


EXTRA = r"""
msgid "%(n)d pohon"
msgid_plural "%(n)d pohon"
msgstr[0] "%(n)d tree"
msgstr[1] "%(n)d trees"

msgctxt "bulan"
msgid "Maret"
msgstr ""
"March "
"\"3\"\n"

#, fuzzy
msgid "Kira-kira"
msgstr "Perhaps"

msgid "Belum"
msgstr ""
"""
