"""Cells are read from both flavours of a clipboard, whoever wrote it and however broken it is."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopan.formats.clipboard.reader import cells
from sopan.formats.clipboard.table import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    PICTURE,
    Cell,
    PasteError,
    Table,
)
from sopan.sop.findings import Language

LONGEST = 20.0
"""Seconds for the worst that five million characters can do, on a busy machine."""


def shown(table: Table) -> list[list[str]]:
    """The texts of the cells; "^" and "<" for parts of merged ones."""
    return [[_sign(cell) for cell in row] for row in table.rows]


def _sign(cell: Cell) -> str:
    return "^" * cell.above + "<" * cell.left or cell.text


def of_html(body: str) -> list[list[str]]:
    return shown(cells("", f"<table>{body}</table>"))


# Plain text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\t\t\nb\t\t", [["a"], ["b"]]),
        ("\n\na\n\nb\n\n", [[""], [""], ["a"], [""], ["b"]]),
        ('"baris 1\nbaris 2"\tb', [["baris 1\nbaris 2", "b"]]),
        ('"kolom\tdalam sel"\tb', [["kolom dalam sel", "b"]]),
        ('"disebut ""lengkap"""\tb', [['disebut "lengkap"', "b"]]),
        ('"Surat" masuk\tb', [['"Surat" masuk', "b"]]),
        ('"Surat"\tb', [['"Surat"', "b"]]),
        ('"belum ditutup\tb\nc', [['"belum ditutup', "b"], ["c", ""]]),
        ("'=1+1\t'-5\t'biasa'", [["=1+1", "-5", "'biasa'"]]),
        ("=1+1", [["=1+1"]]),
        ("", []),
        (" \t \n", []),
    ],
)
def test_plain_text_becomes_cells(text: str, expected: list[list[str]]) -> None:
    assert shown(cells(text)) == expected


_contents = st.lists(st.text('ab"', min_size=1, max_size=6), max_size=3).map("\n".join)


@given(st.lists(st.lists(_contents, min_size=2, max_size=3), max_size=4))
@settings(deadline=None)
def test_cells_quoted_as_excel_does_come_back(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(map(_as_excel, row)) for row in rows)
    assert _filled(shown(cells(text))) == _filled(rows)


def _as_excel(cell: str) -> str:
    """Quoted where there is a line break or a quotation mark."""
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('"\n') else cell


def _filled(rows: list[list[str]]) -> dict[tuple[int, int], str]:
    return {(r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row) if cell}


# HTML


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        ("<td>a<td>b", [["a", "b"]]),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", [["a", "b"], ["^", "c"]]),
        ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", [["a", "<", "b"], ["c", "d", "e"]]),
        (
            "<tr><td rowspan=2 colspan='2'>a<td>b<tr><td>c<tr><td>d<td>e<td>f",
            [["a", "<", "b"], ["^", "^<", "c"], ["d", "e", "f"]],
        ),
        ("<tr><td rowspan=0>a<td rowspan=x>b<td colspan=-3>c", [["a", "b", "c"]]),
        ("<tr><td>a<br>b<td><p>c</p><p>d</p>", [["a\nb", "c\nd"]]),
        ("<tr><td>a\n  b<td>c&nbsp;d &amp; e&lt;f", [["a b", "c d & e<f"]]),
        ("<tr><td><ol start=3><li>a<li>b</ol><td><ul><li>c</ul>", [["3. a\n4. b", "- c"]]),
        ("<tr><td><ol><li><ul><li>a</ul><li>b</ol>", [["1.\n- a\n2. b"]]),
        ("<tr><td>a<script>alert(1)<td>x</script><td>b<style>td{}</style>", [["a", "b"]]),
        (
            "<tr><td>a<!-- <td>x --><td><!--[if gte vml 1]><v:shape>y</v:shape><![endif]-->b",
            [["a", "b"]],
        ),
        ("<tr><td><![if !supportLists]>1.<![endif]>a<td>b", [["1.a", "b"]]),
        ("<tr><td>a<td style='display:none'>x<td>b", [["a", "b"]]),
        (
            "<tr style='display:none'><td>x<tr><td>a<span style='mso-hide:all'>y<b>z</b></span>",
            [[""], ["a"]],
        ),
        ("<tr><td>a<table><tr><td>b<td>c<tr><td>d</table>e<td>f", [["a\nb c\nd\ne", "f"]]),
        ("<tr><td><img src=x onerror=alert(1)><td>b", [[PICTURE, "b"]]),
        ("<tr><td onclick='a>b' title=\"x>y\">a<td>b", [["a", "b"]]),
        ("<tr><td>a <b <td>b", [["a b"]]),
        ("<tr><td>&#99999999999999999999;a<td>&#x41;", [["\ufffda", "A"]]),
    ],
)
def test_html_becomes_cells(body: str, expected: list[list[str]]) -> None:
    assert of_html(body) == expected


def test_text_around_tables_and_hidden_cells_are_told() -> None:
    table = cells(
        "", "<p>SOP Surat</p><table><tr><td>a<td hidden>b<td hidden></table><p>Catatan<br>kaki"
    )
    assert shown(table) == [["a"]]
    assert table.outside == ("SOP Surat", "Catatan", "kaki")
    assert table.hidden == 1


def test_rows_of_several_tables_stand_below_each_other() -> None:
    assert shown(cells("", "<table><td>a</table><table><td>b<td>c</table>")) == [
        ["a", ""],
        ["b", "c"],
    ]


def test_html_without_a_table_leaves_the_word_to_the_text() -> None:
    assert shown(cells("a\tb", "<p>a b</p>")) == [["a", "b"]]


def test_control_characters_are_removed_and_counted() -> None:
    table = cells("", "<table><td>a\0b\u202ec\x1b<td>d\u00ade\ud800")
    assert shown(table) == [["abc", "de"]]
    assert table.control == 4
    assert cells("a\x07\tb").control == 1


# Hostile clipboards


@pytest.mark.parametrize(
    ("text", "html", "words"),
    [
        ("a\n" * 100_000, "", "2000 baris"),
        ("", "<table>" + "<tr><td>a" * 100_000, "2000 baris"),
        ("\t".join("a" * (MOST_COLUMNS + 1)), "", "60 kolom"),
        ("", "<table><tr>" + "<td>a" * (MOST_COLUMNS + 1), "60 kolom"),
        ("", "<table><tr><td colspan=60>a<td>b", "60 kolom"),
        ("", "<table><tr>" + "<td rowspan=9>a" * MOST_COLUMNS + "<tr><td>a", "60 kolom"),
        ("a" * (MOST_CHARACTERS + 1), "", "5000001 karakter"),
        ("", "a" * 50_000_000, "50000000 karakter"),
        ("", "<table>" * 400_000, "300000 bagian"),
        ("", ("<table>" + "<tr><td>a" * 1500 + "</table>") * 2, "2000 baris"),
    ],
)
def test_what_is_too_large_is_refused_with_the_limit_and_what_to_do(
    text: str, html: str, words: str
) -> None:
    with pytest.raises(PasteError) as refused:
        cells(text, html)
    said = refused.value.say(Language.INDONESIAN)
    assert words in said
    assert "Salin" in said


def test_what_fits_is_read_up_to_the_limits() -> None:
    row = "\t".join("x" * MOST_COLUMNS)
    table = cells("\n".join([row] * MOST_ROWS) + "\n" * 1000)
    assert (len(table.rows), len(table.rows[0])) == (MOST_ROWS, MOST_COLUMNS)


def test_html_that_is_too_long_gives_way_to_the_text() -> None:
    table = cells("a\tb", "<table><td>a<td>b" + " " * MOST_CHARACTERS)
    assert shown(table) == [["a", "b"]]
    assert table.is_plain


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<a ",
        '" <a ">"',
        "<!-- ",
        "<a \"'>",
        "<div>",
        "</a",
        "&",
        "&#1",
        "<b x='",
        "<p hidden>",
        '"',
    ],
)
def test_broken_html_takes_no_more_than_its_length(unit: str) -> None:
    html = "<table><tr><td>" + unit * min(4_000_000 // len(unit), 290_000)
    begin = time.perf_counter()
    with suppress(PasteError):
        cells("", html)
    assert time.perf_counter() - begin < LONGEST


@pytest.mark.slow
@pytest.mark.parametrize("unit", ['"', '"a\t', '"\t""\t', '"""\t', '""\n', '"\n'])
def test_broken_quotes_take_no_more_than_their_length(unit: str) -> None:
    begin = time.perf_counter()
    with suppress(PasteError):
        cells(unit * (4_000_000 // len(unit)))
    assert time.perf_counter() - begin < LONGEST


def test_deep_nesting_is_read() -> None:
    assert of_html("<tr><td>" + "<div>" * 50_000 + "a") == [["a"]]
    assert of_html("<tr><td>" + "<table><tr><td>" * 5_000 + "a") == [["a"]]


@given(st.text("<>td/r=\"'!- &#;ab\n", max_size=80))
@settings(deadline=None)
def test_any_broken_html_is_read(html: str) -> None:
    cells("", f"<table><tr><td>{html}")
