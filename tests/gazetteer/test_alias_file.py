"""Alias files: all errors are reported at once, with their positions; values are kept as written."""

from __future__ import annotations

import contextlib
import textwrap
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

import translit
from translit.errors import AliasFileError, ReadError
from translit.gazetteer import Gazetteer, alias_file
from translit.gazetteer.records import from_record
from translit.match.redundant_aliases import check

GOOD = """\
- id: minsk
  name: Minsk
  type: place
  names: {be: Мінск, ru: Минск}
"""


def parse(content: str) -> alias_file.AliasFile:
    """Return what an alias file ``a.yaml`` with this content holds."""
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("a.yaml").write_bytes(content.encode(errors="replace"))
        return alias_file.read("a.yaml")


def faults(content: str) -> list[str]:
    with pytest.raises(AliasFileError) as caught:
        parse(textwrap.dedent(content))
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (GOOD + "  alias: [x]\n", "a.yaml:5:3: unknown field 'alias' (did you mean 'aliases'?)"),
        (GOOD + "  name: Again\n", "a.yaml:5:3: field 'name' stands twice"),
        (GOOD + GOOD, "a.yaml:5:7: id 'minsk' stands twice, first in line 1"),
        ("- id: a\n  type: place\n", "a.yaml:1:3: the entity has no field 'name'"),
        (
            "- {id: a, name: A, type: persn}\n",
            "a.yaml:1:26: 'type' should be person or organization or place (did you mean 'person'?)",
        ),
        (GOOD + "  aliases: Mensk\n", "a.yaml:5:12: 'aliases' should be a list"),
        (GOOD + "  aliases: ['']\n", "a.yaml:5:13: 'aliases' is empty"),
        (GOOD + "  aliases: [' x ']\n", "a.yaml:5:13: ' x ' has spaces around it"),
        (GOOD + "  aliases: [{text: x, needs_contex: true}]\n", "a.yaml:5:23: unknown field 'needs_contex'"),
        (
            GOOD + "  aliases: [Mинск]\n",
            "a.yaml:5:13: Mинск: letters of two scripts in one word (a look-alike letter?)",
        ),
        (GOOD + "  aliases: [Mi\u0301nsk]\n", "a.yaml:5:13: 'Mi\u0301nsk' is not NFC"),
        (GOOD + "  links: {wikidata: 2866}\n", "a.yaml:5:21: '2866' is no Wikidata id (Q and digits)"),
        (GOOD + "  gender: f\n", "a.yaml:5:11: 'gender' is for persons only"),
        (GOOD + "  names2: 1\n", "a.yaml:5:3: unknown field 'names2' (did you mean 'names'?)"),
        ("- id: a\n  name: A\n  type: place\n  names: {Belarusian: Б}\n", "'Belarusian' is no language code"),
        ("- id: a\n  name: A\n  type: person\n  relations: {spouse: b}\n", "a.yaml:4:23: there is no entity 'b'"),
        ("- id: a\n  name: A\n  type: person\n  relations: {wife: a}\n", "unknown relation 'wife'"),
        ("id: a\n", "a.yaml:1:1: the file should hold a list of entities"),
        ("- a\n", "a.yaml:1:3: an entity should be a mapping with id, name and type"),
        ("", "a.yaml:1:1: the file is empty"),
        ("- id: [\n", "a.yaml:2:1: not YAML"),
        ("- {id: a, name: A, type: place, ? [x] : y}\n", "a field name must be a plain word"),
        (
            "- &a {id: x, name: X, type: place, names: *a}\n",
            "a.yaml:1:3: YAML anchors and aliases (& and *) are not read",
        ),
        ("- {id: x, name: X, type: place, names: *a}\n", "a.yaml:1:40: YAML anchors and aliases"),
        ("- {id: x, name: &n X, type: place}\n", "a.yaml:1:17: YAML anchors and aliases"),
        ("- {id: x, &k name: X, type: place}\n", "a.yaml:1:11: YAML anchors and aliases"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "a.yaml:1:4: YAML anchors and aliases"),
        ("- " * 50_000, "a.yaml:1:17: nested more than 8 levels deep"),
        ("- " * 2_000, "a.yaml:1:17: nested more than 8 levels deep"),
        ("[" * 50_000, "a.yaml:1:9: nested more than 8 levels deep"),
        ("{a: " * 5_000, "a.yaml:1:33: nested more than 8 levels deep"),
        ("? " * 5_000, "a.yaml:1:17: nested more than 8 levels deep"),
        (GOOD + "---\n" + GOOD, "a.yaml:5:1: a second document begins"),
        (GOOD + '  aliases: ["Mi\\u202ensk"]\n', "a.yaml:5:13: 'Mi\\u202ensk' has RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        (GOOD + '  aliases: ["Mi\\u200bnsk"]\n', "ZERO WIDTH SPACE (U+200B), which nobody sees; take it out"),
        (GOOD + '  aliases: ["Mi\\u200cnsk"]\n', "ZERO WIDTH NON-JOINER (U+200C)"),
        (GOOD + '  aliases: ["Mi\\u00adnsk"]\n', "SOFT HYPHEN (U+00AD)"),
        (GOOD + '  aliases: ["Mi\\tnsk"]\n', "a control character (U+0009)"),
        (GOOD + '  aliases: ["Mi\\nnsk"]\n', "a control character (U+000A)"),
        (GOOD + '  aliases: ["Mi\\e[31mnsk"]\n', "a control character (U+001B)"),
        (GOOD + '  aliases: ["Mi\\0nsk"]\n', "a control character (U+0000)"),
        (GOOD + '  styles: {be: "Mi\\L"}\n', "LINE SEPARATOR (U+2028)"),
        ('- {id: "a\\tb", name: A, type: place}\n', "a.yaml:1:8: 'a\\tb' has a control character (U+0009)"),
    ],
)
def test_fault(content: str, fault: str) -> None:
    assert any(line.startswith(fault) or fault in line for line in faults(content)), faults(content)


@pytest.mark.parametrize("name", ["علی\u200cرضا", "क्\u200dष", "ක්\u200dරිස්", "New\u00a0York"])
def test_joiners_belong_to_scripts_that_join(name: str) -> None:
    [entity] = parse(f"- {{id: a, name: '{name}', type: place}}\n").entities
    assert entity.name == name


def test_records_of_databases_are_rid_of_what_nobody_sees() -> None:
    rows = [{"id": "a\u200b", "name": "\ufeffAnna\tPetrova\u202e", "type": "person", "names": {"fa": "علی\u200cرضا"}}]
    [entity] = Gazetteer.from_records(rows).entities.values()
    assert (entity.id, entity.name, entity.names) == ("a", "Anna Petrova", {"fa": ("علی\u200cرضا",)})


def test_a_file_too_large_for_an_alias_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translit.gazetteer.alias_file.LARGEST_ALIAS_FILE", len(GOOD.encode()))
    path = tmp_path / "a.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert len(alias_file.read(path).entities) == 1
    path.write_text(f"{GOOD}\n", encoding="utf-8")
    with pytest.raises(ReadError, match="write it as JSON Lines"):
        alias_file.read(path)


@pytest.mark.parametrize(
    "content",
    [
        "- a\n" * 5_000,
        "[" + "a," * 5_000 + "]",
        "- {" + "a: 1, " * 5_000 + "}",
        GOOD * 5_000,
        "- {id: a, name: A, type: person, aliases: [" + "'', " * 5_000 + "]}",
        "".join(
            f"- {{id: a{i}, name: Anna Petrova, type: person, relations: {{spouse: [b{i}]}}}}\n" for i in range(2_000)
        ),
    ],
)
def test_of_many_faults_a_hundred_are_told_in_linear_time(content: str) -> None:
    start = time.process_time()
    assert len(faults(content)) == 100
    assert time.process_time() - start < 10  # the last one took minutes: every id was compared with every unknown one


def test_a_record_of_many_faults_is_one_bad_record() -> None:
    with pytest.raises(AliasFileError) as bad:
        from_record({"id": "a", "name": "A", "type": "person", "aliases": [""] * 5_000})
    assert len(bad.value.problems) == 100


def test_all_faults_come_at_once_in_file_order() -> None:
    lines = faults("""\
        - id: a
          name: Mинск
          type: persn
        - id: a
          nam: B
          type: place
        """)
    assert [line.split(":")[1] for line in lines] == ["2", "3", "4", "4", "5"]


def test_a_relation_is_checked_beside_other_faults() -> None:
    lines = faults("""\
        - {id: a, name: A, type: persn}
        - {id: b, name: B, type: person, relations: {spouse: a}}
        - {id: c, name: C, type: person, relations: {spouse: x}}
        """)
    assert [line.split(":")[1] for line in lines] == ["1", "3"]


def test_one_alias_on_two_entities() -> None:
    two = """\
        - {id: a, name: Alpha, type: organization, acronyms: [AB]}
        - {id: b, name: Beta, type: organization, aliases: [{text: ab, needs_context: %s}]}
        """
    assert "'ab' of 'b' stands for 'a' too" in faults(two % "true")[0]
    shared = """\
        - {id: a, name: Alpha, type: organization, aliases: [{text: Ministry, needs_context: true}]}
        - {id: b, name: Beta, type: organization, aliases: [{text: Ministry, needs_context: true}]}
        """
    assert len(parse(textwrap.dedent(shared)).entities) == 2


def test_scalars_stay_strings() -> None:
    content = "- {id: no, name: No, type: place, aliases: [on, 007, null, ~x]}\n"
    [entity] = parse(content).entities
    assert (entity.id, entity.name, [a.text for a in entity.aliases]) == ("no", "No", ["on", "007", "null", "~x"])


def test_records_are_checked_like_files() -> None:
    with pytest.raises(AliasFileError, match="<records>:2:1: unknown field 'nmae'"):
        Gazetteer.from_records([{"id": "a", "name": "A", "type": "place"}, {"id": "b", "nmae": "B", "type": "place"}])
    gazetteer = Gazetteer.from_records(
        [
            {
                "id": "a",
                "name": "A",
                "type": "person",
                "mononym": True,
                "aliases": [{"text": "B", "needs_context": False}],
            }
        ]
    )
    assert gazetteer.entities["a"].mononym


@pytest.mark.parametrize("content", [b"\xff\xfe-", b"- id: \xd0"])
def test_not_utf8(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    with pytest.raises(ReadError, match="not UTF-8 at byte"):
        alias_file.read(path)


@given(st.text())
def test_no_text_crashes_the_reader(content: str) -> None:
    try:
        parse(content)
    except AliasFileError as error:
        assert all(p.line >= 1 and p.column >= 1 for p in error.problems)


@pytest.mark.parametrize(
    ("name", "names", "alias", "reason"),
    [
        ("Sviatlana Tsikhanouskaya", "be: Святлана Ціханоўская", "Swjatlana Zichanouskaja", "is generated"),
        ("Sviatlana Tsikhanouskaya", "be: Святлана Ціханоўская", "Sviatlana Tsikanaouskaya", "is a spelling of"),
        ("Michelle Bachelet", "ru: Мишель Бачелет", "Michelle Bachellet", "is "),
        ("Dmitry Peskov", "ru: Дмитрий Песков", "Dmitry Pescov", "is a spelling of"),
        ("Alexander Lukashenko", "be: Аляксандр Лукашэнка", "Alexandre Loukachenka", "is "),
    ],
)
def test_spellings_are_rejected_as_aliases(tmp_path: Path, name: str, names: str, alias: str, reason: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        f"- id: x\n  name: {name}\n  type: person\n  names: {{{names}}}\n  aliases:\n    - {alias}\n", encoding="utf-8"
    )
    with pytest.raises(AliasFileError, match=rf"a\.yaml:6:7: alias '{alias}' {reason}"):
        check(path)


def test_another_name_is_a_fine_alias(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "- {id: x, name: Ilya Yashin, type: person, names: {ru: Илья Яшин}, aliases: [Bat'ka]}\n", encoding="utf-8"
    )
    assert len(check(path)) == 1


def test_several_files_stack_and_the_later_one_overrides(tmp_path: Path) -> None:
    for name, city in (("a.yaml", "Leningrad"), ("b.yaml", "Saint Petersburg")):
        (tmp_path / name).write_text(f"- {{id: s, name: {city}, type: place}}\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text(GOOD, encoding="utf-8")
    annotator = translit.load(tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "c.yaml")
    assert [e.name for e in annotator.gazetteer.entities.values()] == ["Minsk", "Saint Petersburg"]


def included(folder: Path, **files: str) -> Path:
    """Write ``main.yaml`` and files of ``part/``, and return the former."""
    (folder / "part").mkdir()
    for name, content in files.items():
        path = folder / "main.yaml" if name == "main" else folder / "part" / f"{name}.yaml"
        path.write_text(textwrap.dedent(content), encoding="utf-8")
    return folder / "main.yaml"


A = "- {id: a, name: Alpha, type: organization, acronyms: [AB]}\n"
B = "- {id: b, name: Beta, type: person, relations: {spouse: minsk}}\n"


def test_a_file_includes_others(tmp_path: Path) -> None:
    path = included(tmp_path, main=f"- include: part/*.yaml\n{GOOD}", b=B, a=A)
    (tmp_path / "part" / ".hidden.yaml").write_text("[", encoding="utf-8")
    read = alias_file.read(path)
    assert [e.id for e in read.entities] == ["a", "b", "minsk"]
    assert read.places["b", "name", "Beta"] == (1, 17, str(tmp_path / "part" / "b.yaml"))
    assert read.places["minsk", "name", "Minsk"] == (3, 9, "")
    one = parse(A + B + GOOD).entities
    assert Gazetteer(one).fingerprint == Gazetteer.read(path).fingerprint == Gazetteer.from_yaml(path).fingerprint
    assert set(check(path).entities) == set(translit.load(path).gazetteer.entities) == {"a", "b", "minsk"}
    (tmp_path / "named.yaml").write_text("- include: part/a.yaml\n- include: part/b.yaml\n" + GOOD, encoding="utf-8")
    assert alias_file.read(tmp_path / "named.yaml").entities == read.entities


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"main": "- include: part/*.yaml"}, ["main.yaml:1:12: there is no file {}/part/*.yaml"]),
        ({"main": "- include: part/c.yaml", "a": A}, ["main.yaml:1:12: there is no file {}/part/c.yaml"]),
        ({"main": "- include: nowhere/*.yaml"}, ["main.yaml:1:12: there is no file {}/nowhere/*.yaml"]),
        *(
            ({"main": f"- include: {pattern}", "a": A}, ["main.yaml:1:12: 'include' should be a path like FOLDER/*.yaml"])
            for pattern in ["../a.yaml", "part/../../*.yaml", "/etc/*.yaml", "p*/a.yaml", "part/**", "part/*", "''", "[a]"]
        ),
        ({"main": "- {include: part/a.yaml, id: x}", "a": A}, ["main.yaml:1:26: unknown field beside include: 'id'"]),
        (
            {"main": "- include: part/*.yaml\n- include: part/a.yaml", "a": A},
            ["main.yaml:2:12: {}/part/a.yaml is included twice"],
        ),
        (
            {"main": "- include: part/*.yaml", "a": "- include: b.yaml"},
            ["part/a.yaml:1:3: an included file includes no others"],
        ),
        ({"main": "- include: part/*.yaml", "a": "id: x"}, ["part/a.yaml:1:1: the file should hold a list"]),
        (
            {"main": f"- include: part/*.yaml\n- nonsense\n{B}", "a": "- [", "b": "", "c": "- {id: x}"},
            ["part/a.yaml:2:1: not YAML", "part/b.yaml:1:1: the file is empty"],
        ),
        (
            {"main": f"- include: part/*.yaml\n{B}", "a": "- {id: x, name: X}", "b": "- {id: y, name: Mинск, type: place}"},
            [
                "main.yaml:2:57: there is no entity 'minsk'",
                "part/a.yaml:1:3: the entity has no field 'type'",
                "part/b.yaml:1:17: Mинск: letters of two scripts",
            ],
        ),
        (
            {"main": f"{GOOD}- include: part/*.yaml", "a": GOOD, "b": GOOD},
            [
                "part/a.yaml:1:7: id 'minsk' stands twice, first in line 1 of the file that includes this one",
                "part/b.yaml:1:7: id 'minsk' stands twice, first in line 1 of the file that includes this one",
            ],
        ),
        (
            {"main": "- include: part/*.yaml", "a": A, "b": "\n- {id: b, name: Beta, type: place, aliases: [ab]}"},
            ["part/b.yaml:2:46: 'ab' of 'b' stands for 'a' too ({}/part/a.yaml:1)"],
        ),
    ],
)  # fmt: skip
def test_faults_of_included_files_name_their_file(tmp_path: Path, files: dict[str, str], told: list[str]) -> None:
    path = included(tmp_path, **files)
    with pytest.raises(AliasFileError) as caught:
        alias_file.read(path)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(told)
    for line, expected in zip(lines, told, strict=True):
        assert line.startswith(f"{tmp_path}/{expected.format(tmp_path)}"), line


def test_only_files_in_the_folder_are_included(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.yaml").write_text(A, encoding="utf-8")
    (tmp_path / "own").mkdir()
    path = included(tmp_path / "own", main="- include: part/*.yaml", b=B + GOOD)
    (tmp_path / "own" / "part" / "a.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(AliasFileError, match=r"part/a\.yaml is a link to a file outside of "):
        alias_file.read(path)
    (tmp_path / "own" / "part" / "a.yaml").unlink()
    monkeypatch.setattr("translit.gazetteer.alias_file.LARGEST_ALIAS_FILE", 100)  # of all files together
    with pytest.raises(ReadError, match=r"part/b\.yaml: larger than 0 MiB, included files counted"):
        alias_file.read(path)


def test_a_redundant_alias_of_an_included_file_is_told_with_its_place(tmp_path: Path) -> None:
    person = "- {id: %s, name: Dmitry Peskov, type: person, names: {ru: Дмитрий Песков}, aliases: [Dmitry Pescov]}\n"
    path = included(tmp_path, main="- include: part/*.yaml", a=person % "a")
    with pytest.raises(AliasFileError, match=r"part/a\.yaml:1:\d+: alias 'Dmitry Pescov' is "):
        check(path)


def test_an_acronym_written_as_a_word_is_no_redundant_alias(tmp_path: Path) -> None:
    path = tmp_path / "aliases.yaml"
    path.write_text(
        "- {id: nato, name: NATO, type: organization, names: {ru: НАТО}, aliases: [Nato]}\n", encoding="utf-8"
    )
    assert check(path).entities["nato"]
    path.write_text(
        "- {id: nato, name: NATO, type: organization, names: {ru: НАТО}, aliases: [Nató]}\n", encoding="utf-8"
    )
    assert check(path).entities["nato"]
    path.write_text(
        "- {id: nato, name: NATO, type: organization, names: {ru: НАТО}, aliases: [NÁTO]}\n", encoding="utf-8"
    )
    with pytest.raises(AliasFileError, match=r"aliases.yaml:1:\d+: alias 'NÁTO' has the letters of 'NATO'"):
        check(path)
