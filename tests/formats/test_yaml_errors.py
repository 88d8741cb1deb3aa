"""What a file may be wrong in: each with its line, its column, and words that help."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopan.formats import yaml
from sopan.sop.findings import Language
from tests.formats.reading import (
    HEAD,
    STEP,
    assert_marked,
    english,
    only,
    refused,
    refused_steps,
    wrong,
)

GOOD = HEAD + STEP
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(autouse=True, params=["libyaml", "pure Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test of this file holds for both parsers."""
    if request.param == "pure Python":
        monkeypatch.delattr("yaml.CLoader")


# The file as a whole


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# hanya komentar\n", b"---\n", b"~"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert wrong(refused(data)) == ["1:1 SOP004"]


def test_a_file_of_ten_megabytes_is_refused_unread() -> None:
    assert wrong(refused(b"a: b\n" * 2_000_000)) == ["1:1 SOP001"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding: str) -> None:
    finding = only(refused(GOOD.encode(encoding)))
    assert finding.values["encoding"] == "UTF-16"
    assert "save it again with the encoding UTF-8" in english(finding)


@pytest.mark.parametrize(
    ("encoding", "name"), [("latin-1", "Latin-1 (ISO 8859-1)"), ("cp1252", "Windows-1252 (ANSI)")]
)
def test_an_older_encoding_is_named_with_the_place_of_the_first_letter(
    encoding: str, name: str
) -> None:
    text = GOOD + ("    time: ½ jam\n" if encoding == "latin-1" else "    time: 1 – 2 jam\n")
    error = refused(text.encode(encoding))
    assert only(error).values["encoding"] == name
    assert error.located[0][1].line == 6


def test_a_byte_order_mark_of_utf8_does_no_harm() -> None:
    assert yaml.read(b"\xef\xbb\xbf" + GOOD.encode()).sop.title == "Surat Masuk"
    assert wrong(refused(b"\xef\xbb\xbfsop: \xff")) == ["1:6 SOP002"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_do_no_harm(end: str) -> None:
    assert yaml.read(GOOD.replace("\n", end).encode()).sop == yaml.read(GOOD.encode()).sop


def test_nul_is_refused() -> None:
    assert wrong(refused(GOOD + "    note: a\0b\n")) == ["6:12 SOP003"]


def test_control_characters_are_refused_also_when_escaped() -> None:
    assert wrong(refused(GOOD + "    note: a\x07b\n")) == ["6:12 SOP003"]
    assert wrong(refused(GOOD + '    note: "a\\0b"\n')) == ["6:11 SOP003"]


def test_several_documents_are_refused() -> None:
    assert wrong(refused(GOOD + "---\n" + GOOD)) == ["6:1 SOP005"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "halo\n", "sop:A\n"])
def test_a_top_level_that_is_no_map_is_refused(text: str) -> None:
    assert wrong(refused(text)) == ["1:1 SOP030"]


def test_deep_nesting_is_refused() -> None:
    assert only(refused(GOOD + f"    needs: {'[' * 50}{']' * 50}\n")).rule.code == "SOP006"
    assert only(refused("[" * 500_000)).rule.code == "SOP006"


def test_a_very_long_list_is_refused() -> None:
    assert only(refused("sop: A\nlaws:\n" + "- a\n" * 100_000)).rule.code == "SOP007"


def test_a_file_that_explodes_through_aliases_is_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert {"SOP020"} <= {finding.rule.code for finding in refused(bomb).findings}


# How YAML is written


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ("¦\t- do: A\n", "SOP010"),
        ("  - do: A\n¦\tby: Staf\n", "SOP010"),
        ("  - do: Memeriksa¦: berkas\n    by: Staf\n", "SOP011"),
        ('  - do: ¦"Memeriksa\n    by: Staf\n', "SOP012"),
        ('  - do: "Memeriksa" ¦berkas\n    by: Staf\n', "SOP018"),
        ("  - do: [Surat] ¦masuk\n    by: Staf\n", "SOP018"),
        ("  - do: A\n    by: ¦[Staf, Pemohon\n    time: 5 menit\n", "SOP013"),
        ("  - do: A\n   ¦by: Staf\n", "SOP014"),
        ("  - do: ¦@kantor\n    by: Staf\n", "SOP015"),
        ("  - do: A\n    ¦by Staf\n", "SOP019"),
        ("  - do: A\n    ¦by:Staf\n", "SOP019"),
        ("  - do: {¦{ kegiatan }}\n    by: Staf\n", "SOP024"),
    ],
)
def test_mistakes_of_writing_are_told_apart(steps: str, code: str) -> None:
    assert_marked(HEAD + steps, code)


def test_a_backslash_in_double_quotes_is_explained() -> None:
    finding = only(refused(GOOD + '    note: "C:\\data"\n'))
    assert "single quotes" in english(finding)


def test_anchors_tags_and_merge_keys_are_refused_all_in_one_run() -> None:
    error = refused(GOOD + "    needs: &a Surat\n    gives: !x Surat\n    <<: {a: 1}\n")
    assert wrong(error) == ["6:12 SOP020", "7:12 SOP021", "8:5 SOP022"]


def test_tags_that_would_run_a_program_are_only_text_to_refuse() -> None:
    error = refused("sop: !!python/object/apply:os.system [ls]\nactors: [A]\nsteps: []\n")
    assert "SOP021" in {finding.rule.code for finding in error.findings}


def test_duplicate_keys_are_refused_with_the_line_of_the_first() -> None:
    error = refused(GOOD + "    by: Staf\n")
    assert wrong(error) == ["6:5 SOP023"]
    assert only(error).values == {"key": "by", "first": 5}


# Keys and values


def test_a_mistyped_key_comes_with_a_guess() -> None:
    finding = only(refused(GOOD + "    tiem: 5 menit\n"))
    assert finding.path == ("steps", 0, "tiem")
    assert "Did you mean `time`?" in english(finding)
    assert "Mungkin maksudnya `time`." in finding.hint(Language.INDONESIAN)


def test_words_of_the_form_are_understood_as_guesses_without_further_complaints() -> None:
    error = refused("judul: A\npelaksana: [Staf]\nlangkah:\n  - {do: A, by: Staf}\n")
    assert wrong(error) == ["1:1 SOP033", "2:1 SOP033", "3:1 SOP033"]
    assert [f.values["guess"] for f in error.findings] == ["sop", "actors", "steps"]


def test_an_unknown_key_comes_with_the_known_ones() -> None:
    assert "Keys that may stand here: format, sop, id" in english(only(refused(GOOD + "xyz: 1\n")))


def test_required_entries_are_named() -> None:
    assert [f.values["key"] for f in refused("unit: A\n").findings] == ["sop", "actors", "steps"]
    assert wrong(refused("sop:\nactors: []\nsteps:\n")) == [
        "1:1 SOP035",
        "2:9 SOP035",
        "3:1 SOP035",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sop: ¦[A]\nactors: [S]\nsteps: [{do: A, by: S}]\n", "SOP036"),
        ("sop: A\nactors: ¦S\nsteps: [{do: A, by: S}]\n", "SOP037"),
        ("sop: A\nactors: [S]\nsteps: ¦{do: A, by: S}\n", "SOP037"),
        ("sop: A\nactors: [S]\nsteps: [¦langkah]\n", "SOP038"),
        ("sop: A\nactors: [S]\nsteps: [{do: A, by: S, needs: ¦{a: b}}]\n", "SOP036"),
        ("sop: A\nactors: [S]\nsteps: [{do: A, by: S, time: ¦[1, 2]}]\n", "SOP036"),
        ("sop: A\nactors: [S]\nsteps: [{do: A, by: S, join: ¦ya}]\n", "SOP039"),
        ("sop: A\nactors: [S]\nsteps: [{do: A, by: S, duty: ¦catat}]\n", "SOP040"),
        ("sop: A\nactors: [S, ¦[T]]\nsteps: [{do: A, by: S}]\n", "SOP036"),
        ("sop: A\nactors: [S]\nsteps: [{do: A, by: S}, ¦~]\n", "SOP044"),
        ("sop: ¦' '\nactors: [S]\nsteps: [{do: A, by: S}]\n", "SOP035"),
        ("sop: A\nactors: [S, {name: ¦''}]\nsteps: [{do: A, by: S}]\n", "SOP035"),
        ("sop: A\nactors: [S, ¦'']\nsteps: [{do: A, by: S}]\n", "SOP044"),
        ("sop: A\napproved: ¦Kepala\nactors: [S]\nsteps: [{do: A, by: S}]\n", "SOP038"),
        ("sop: A\nrelated: [¦{sop: }]\nactors: [S]\nsteps: [{do: A, by: S}]\n", "SOP035"),
    ],
)
def test_a_wrong_type_is_named(text: str, code: str) -> None:
    assert_marked(text, code)


@pytest.mark.parametrize("written", ["12-01-2025", "2025-02-30", "31 Februari 2025", "besok", "8"])
def test_a_date_that_is_none_is_refused(written: str) -> None:
    assert wrong(refused(f"created: {written}\n{GOOD}")) == ["1:10 SOP041"]


def test_limits_of_lists_and_texts() -> None:
    many = "sop: A\nactors: [" + ", ".join(f"A{n}" for n in range(41)) + "]\nsteps:\n"
    assert wrong(refused(many + "  - {do: A, by: A1}\n")) == ["2:1 SOP043"]
    assert wrong(refused(HEAD + "  - {do: A, by: Staf}\n" * 201)) == ["3:1 SOP043"]
    assert wrong(refused(GOOD + f"    note: {'x' * 5001}\n")) == ["6:11 SOP042"]


def test_a_newer_format_asks_for_a_newer_program() -> None:
    error = refused(f"format: 2\nbesok: lain\n{GOOD}")
    assert wrong(error) == ["1:9 SOP031"]
    assert "Update Sopan" in english(only(error))


@pytest.mark.parametrize("written", ["satu", "0", "-1", "1.0", "[1]", "99999999999999999999"])
def test_a_format_that_is_no_version_is_refused(written: str) -> None:
    assert wrong(refused(f"format: {written}\n{GOOD}")) == ["1:9 SOP032"]


# Actors


def test_an_actor_that_is_not_listed_comes_with_a_guess() -> None:
    finding = only(refused_steps("  - do: A\n    by: Kasubag\n"))
    assert finding.path == ("steps", 0, "by")
    assert english(finding) == (
        "Actor 'Kasubag' is not in `actors`. "
        "Did you mean 'Kasubag TU'? Write it exactly so, or add it to `actors`."
    )


def test_case_matters_in_the_name_of_an_actor_but_the_hint_knows_it() -> None:
    assert "'Kasubag TU'" in english(only(refused_steps("  - do: A\n    by: kasubag tu\n")))


def test_an_actor_like_no_other_comes_with_the_list() -> None:
    finding = only(refused_steps("  - do: A\n    by: Walikota\n"))
    assert "choose one of: Pemohon, Kasubag TU, Staf" in english(finding)


@pytest.mark.parametrize("by", ["{together: [Staf]}", "{together: [Staf, Staf]}"])
def test_working_together_needs_two(by: str) -> None:
    assert wrong(refused_steps(f"  - do: A\n    by: {by}\n")) == ["5:9 SOP053"]


def test_an_actor_is_listed_once() -> None:
    assert wrong(refused("sop: A\nactors: [S, S]\nsteps:\n  - {do: A, by: S}\n")) == ["2:13 SOP050"]


# Steps and flow


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ("  - ¦by: Staf\n", "SOP060"),
        ("  - ¦{do: A, ask: B, by: Staf, no: 1}\n" + STEP, "SOP060"),
        ("  - ¦do: A\n", "SOP061"),
        ("  - {do: ¦'', by: Staf}\n", "SOP035"),
        ("  - {do: A, ¦pelaksana: Staf}\n", "SOP033"),
        ("  - {¦kegiatan: A, by: Staf}\n", "SOP033"),
        ("  - ¦{do: A, by: Staf, symbols: [{by: Staf}]}\n", "SOP061"),
        ("  - {do: A, symbols: [¦{id: a}]}\n", "SOP035"),
        ("  - {do: A, symbols: [{id: a, by: Staf}, {¦id: a, by: Staf}]}\n", "SOP063"),
        ("  - {do: A, by: Staf, id: a}\n  - {do: A, by: Staf, ¦id: a}\n", "SOP063"),
        ("  - {do: A, by: Staf, id: s2}\n  - ¦do: B\n    by: Staf\n", "SOP063"),
        ("  - {¦ask: A, by: Staf, yes: next}\n" + STEP, "SOP069"),
        ("  - {¦ask: A, by: Staf, no: 1}\n", "SOP068"),
        ("  - {ask: A, by: Staf, no: 1, ¦next: 2}\n" + STEP, "SOP071"),
        ("  - {do: A, by: Staf, ¦yes: 2}\n" + STEP, "SOP071"),
        ("  - {ask: A, by: Staf, ¦branches: {a: 1}}\n", "SOP070"),
        ("  - {ask: A, by: Staf, ¦no: 1, branches: {a: 1, b: 1}}\n", "SOP071"),
        ("  - {ask: A, by: Staf, ¦branches: [1, 1]}\n", "SOP038"),
        ("  - {ask: A, by: Staf, branches: {a: 1, ¦b: }}\n", "SOP035"),
        ("  - {¦ask: A, symbols: [{by: Staf}]}\n", "SOP073"),
        ("  - {do: A, by: Staf, next: ¦next}\n", "SOP068"),
        ("  - {do: A, by: Staf, next: [s1, ¦end]}\n", "SOP067"),
        ("  - {do: A, by: Staf, next: [s1, ¦1]}\n", "SOP072"),
        ("  - {do: A, by: Staf, ¦next: []}\n", "SOP035"),
        ("  - {do: A, by: Staf, next: ¦7}\n", "SOP065"),
        ("  - {do: A, by: Staf, next: ¦S1}\n", "SOP064"),
        ("  - {do: A, by: Staf, next: [¦[s1]]}\n", "SOP036"),
        ("  - {do: A, by: ¦[], next: s1}\n", "SOP035"),
    ],
)
def test_a_step_that_cannot_be_understood_is_refused(steps: str, code: str) -> None:
    assert_marked(HEAD + steps, code)


@pytest.mark.parametrize("id_", ["Periksa", "a b", "a.b", "12", "next", "end", "é", "-a"])
def test_an_id_that_could_be_read_otherwise_is_refused(id_: str) -> None:
    assert wrong(refused_steps(f"  - id: {id_}\n    do: A\n    by: Staf\n")) == ["4:5 SOP062"]


def test_a_decision_that_ends_asks_for_a_closing_step() -> None:
    finding = only(refused_steps("  - {ask: A, by: Staf, yes: end, no: 1}\n"))
    assert finding.rule.code == "SOP066"
    assert "Add a closing step" in english(finding)


def test_a_mistyped_place_comes_with_a_guess() -> None:
    steps = "  - {id: periksa, do: A, by: Staf}\n  - {do: B, by: Staf, next: perikas}\n"
    assert "Did you mean 'periksa'?" in english(only(refused_steps(steps)))


def test_one_run_says_everything() -> None:
    error = refused(
        "sop: [A]\ncreated: x\nactors: [Staf]\nsteps:\n  - {do: A, by: Stef, next: 9}\n"
    )
    assert wrong(error) == ["1:6 SOP036", "2:10 SOP041", "5:17 SOP051", "5:29 SOP065"]


def test_no_more_is_said_than_a_person_can_read() -> None:
    assert len(refused("".join(f"k{n}: 1\n" for n in range(9000))).findings) == 50


def test_the_error_itself_names_file_line_and_column() -> None:
    assert str(refused(GOOD + "    tiem: 5\n")) == "uji.yaml:6:5 SOP033"


def test_every_rule_speaks_both_languages_and_has_a_code_of_its_own() -> None:
    codes = [rule.code for rule in yaml.RULES]
    assert codes == sorted(set(codes))
    for rule in yaml.RULES:
        for words in (rule.message, rule.hint):
            assert _places(words.id) == _places(words.en), rule.code


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


# Whatever the bytes


def survives(data: bytes) -> None:
    """Reads, or refuses with findings that can be put into words."""
    error: yaml.ReadError | None = None
    try:
        yaml.read(data)
    except yaml.ReadError as refusal:
        error = refusal
    for finding in error.findings if error else ():
        assert finding.message(Language.ENGLISH)
        assert finding.hint(Language.INDONESIAN)
    assert error is None or error.findings


SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150
)


@SETTINGS
@given(st.binary(max_size=300))
def test_random_bytes_never_end_in_a_traceback(data: bytes) -> None:
    survives(data)


@SETTINGS
@given(st.text(max_size=300))
def test_random_texts_never_end_in_a_traceback(text: str) -> None:
    survives(text.encode("utf-8", "surrogatepass"))


@SETTINGS
@given(st.text("ab:- \n\t[]{},'\"#&*!|>%@?~<0.\\", max_size=200))
def test_texts_of_yaml_signs_never_end_in_a_traceback(text: str) -> None:
    survives(text.encode())


SAMPLES = [path.read_bytes() for path in sorted(EXAMPLES.glob("*.yaml"))[:6]]
SAMPLES.append(yaml.template().encode())


@SETTINGS
@given(st.sampled_from(SAMPLES), st.data())
def test_damaged_files_never_end_in_a_traceback(sample: bytes, data: st.DataObject) -> None:
    damaged = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(damaged)))
        length = data.draw(st.integers(0, 30))
        patch = data.draw(
            st.binary(max_size=5) | st.sampled_from((b"\n", b": ", b"- ", b"[", b"{"))
        )
        damaged[start : start + length] = patch
    survives(bytes(damaged))


VALUES = st.recursive(
    st.sampled_from(("", "s1", "next", "end", "1", "Staf", "true", "x: y", "~")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("by", "do", "next", "id", "together", "text", "yes")),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def flow_text(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(flow_text, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow_text(item)}' for key, item in value.items())}}}"
    return f'"{value}"' if value != "~" else "~"


@SETTINGS
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                (
                    *("id", "do", "ask", "by", "symbols", "needs", "time", "gives", "note"),
                    *("duty", "macro", "next", "join", "yes", "no", "branches"),
                )
            ),
            VALUES,
            max_size=5,
        ),
        max_size=3,
    )
)
def test_steps_of_any_shape_never_end_in_a_traceback(steps: list[dict[str, object]]) -> None:
    survives(f"sop: A\nactors: [Staf]\nsteps: {flow_text(steps)}\n".encode())
