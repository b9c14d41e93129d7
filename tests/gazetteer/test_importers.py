"""Importing gazetteers: the records of each format, bad records, and resuming a killed run."""

from __future__ import annotations

import bz2
import gzip
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command import ENV
from support import ROOT
from translit.cli import run
from translit.errors import AliasFileError, BadRecordError, ReadError
from translit.files.lines import Line, LineFile
from translit.files.writing import ResumeError
from translit.gazetteer.importers.csv import CsvReader
from translit.gazetteer.importers.draft import Reader
from translit.gazetteer.importers.ftm import FtmReader
from translit.gazetteer.importers.job import Import
from translit.gazetteer.importers.jrc import JrcReader
from translit.gazetteer.importers.jsonl import JsonLinesReader
from translit.gazetteer.importers.spellings import Spelling, arrange
from translit.gazetteer.importers.wikidata import WikidataReader, wanted_classes
from translit.gazetteer.record_file import read_records
from translit.gazetteer.records import from_record, from_records

DATA = ROOT / "tests" / "data" / "importers"
SOURCES: dict[str, tuple[Path, Callable[[Path], Reader]]] = {
    "wikidata": (DATA / "wikidata.json", lambda path: WikidataReader()),
    "ftm": (DATA / "entities.ftm.json", lambda path: FtmReader()),
    "jrc": (DATA / "entities.tsv", lambda path: JrcReader()),
    "jsonl": (DATA / "own.jsonl", lambda path: JsonLinesReader()),
    "csv": (DATA / "own.csv", CsvReader),
}


def imported(form: str, tmp_path: Path, source: Path | None = None, **options: Any) -> Import:
    path, reader = SOURCES[form]
    job = Import(source or path, tmp_path / f"{form}.jsonl", reader(source or path), **options)
    job.run()
    return job


def records(job: Import) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for _, record in read_records(job.out)}


def test_wikidata(tmp_path: Path) -> None:
    job = imported("wikidata", tmp_path)
    found = records(job)
    assert list(found) == ["Q9001", "Q9002", "Q9003", "Q9010", "Q9102", "Q9005"]
    assert found["Q9001"] == {
        "id": "Q9001",
        "name": "Maryna Kavalchuk",
        "type": "person",
        "gender": "f",
        "names": {
            "be": ["Марына Кавальчук", "Марына Кавальчык"],
            "he": ["מרינה קובלצ׳וק"],
            "ru": ["Марина Ковальчук"],
        },
        "aliases": [
            "Maryna Kawaltschuk",
            "Maryna Kawalczuk",
            {"text": "Kavalchuk", "needs_context": True},
            "Marina Kovalchuk",
            {"text": "Ковальчук", "needs_context": True},  # with a Latin letter in the source
            "Марина Петровна Ковальчук",
        ],
        "relations": {"spouse": ["Q9002"]},
        "links": {"wikidata": "Q9001"},
        "country": "SL",
        "description": "painter, invented for a test",
    }
    assert found["Q9002"]["relations"] == {"child": ["Q9003"], "spouse": ["Q9001"]}  # the deprecated one is ignored
    assert found["Q9003"]["aliases"] == ["山田"]  # one word is a whole name in scripts without spaces
    assert found["Q9010"]["acronyms"] == ["NTW"]
    assert found["Q9010"]["relations"] == {"founder": ["Q9001"]}
    summary = job.summary
    assert (summary.read, summary.written) == (11, 6)
    assert summary.skipped == {"no item (a property or a lexeme)": 1, "of another class": 1, "without a name": 1}
    assert summary.bad == {"not JSON": 1, "an id that came before": 1}
    assert summary.repaired == {"look-alike letters": 1}
    assert summary.left_out == {
        "relation to an entity that was not written": 1,
    }


def test_wikidata_filters(tmp_path: Path) -> None:
    def ids(**options: Any) -> list[str]:
        job = Import(SOURCES["wikidata"][0], tmp_path / "w.jsonl", WikidataReader(**options))
        job.run()
        return list(records(job))

    assert ids(classes=["Q5"]) == ["Q9001", "Q9002", "Q9003", "Q9005"]
    assert ids(classes=["Q7777=place"]) == ["Q9101"]
    assert ids(classes=["organization", "place"]) == ["Q9010", "Q9102"]
    assert ids(min_sitelinks=2) == ["Q9001", "Q9003", "Q9010", "Q9102"]
    job = Import(SOURCES["wikidata"][0], tmp_path / "w.jsonl", WikidataReader(langs="ru"))
    job.run()
    first = records(job)["Q9001"]
    assert (first["name"], set(first["names"])) == ("Maryna Kavalchuk", {"be", "ru"})  # be is its native name
    assert records(job)["Q9002"]["name"] == "Petro Kovalchuk"
    for wrong in ("Q7777", "person=Q5", "Q7777=thing", "humans"):
        with pytest.raises(ValueError, match=r"class|type"):
            wanted_classes([wrong])


def test_the_country_is_told_by_the_source_wherever_it_stands(tmp_path: Path) -> None:
    lines = SOURCES["wikidata"][0].read_text(encoding="utf-8").splitlines(keepends=True)
    only_people = tmp_path / "people.json"
    only_people.write_text("".join(line for line in lines if "P297" not in line), encoding="utf-8")
    job = imported("wikidata", tmp_path, only_people)
    assert "country" not in records(job)["Q9001"]
    assert job.summary.left_out["country whose code the source does not tell"] == 2


def test_ftm(tmp_path: Path) -> None:
    job = imported("ftm", tmp_path)
    found = records(job)
    assert found["Q9201"] == {
        "id": "Q9201",
        "name": "Alena Zimina",
        "type": "person",
        "gender": "f",
        "aliases": [
            "Зимина Елена",
            "Елена Зимина",
            "Elena Zimina",
            "Yelena Zimina",
            {"text": "Lenka", "needs_context": True},
            {"text": "The Accountant", "needs_context": True},
        ],
        "links": {"wikidata": "Q9201"},
        "country": "SL",
    }
    assert {id_: record["type"] for id_, record in found.items() if id_ != "Q9201"} == {
        "NK-1": "organization", "NK-2": "organization", "NK-3": "organization", "NK-7": "person",
    }  # fmt: skip
    assert "gender" not in found["NK-7"]  # its source has both
    assert (found["NK-2"]["country"], found["NK-2"]["links"]) == ("LV", {"wikidata": "Q9010"})
    assert job.summary.skipped == {"schema Address": 2, "schema Vessel": 1}
    assert job.summary.bad.total() == 6


def test_jrc(tmp_path: Path) -> None:
    job = imported("jrc", tmp_path)
    found = records(job)
    assert found["jrc-31"] == {
        "id": "jrc-31",
        "name": "Mikola Sampleuski",
        "type": "person",
        "names": {"be": ["Мікола Сампляўскі"], "ru": ["Николай Самплевский"]},
        "aliases": [{"text": "Sampleuski", "needs_context": True}, "Mikalai Samplewski"],
        "links": {"jrc": "31"},
    }
    assert (found["jrc-32"]["name"], found["jrc-32"]["aliases"]) == ("Sample & Sons", ["Sample's Company"])
    assert found["jrc-34"]["name"] == "Анна Образцова"
    assert found["jrc-35"]["type"] == "place"
    assert job.summary.skipped == {"type E": 1, "type U": 1, "id 0 (a name of no entity)": 1}
    assert job.summary.bad == {"not four columns": 2, "an id that came before": 1}


def test_own_formats(tmp_path: Path) -> None:
    told: list[str] = []
    job = imported("jsonl", tmp_path, say=told.append)
    found = records(job)
    assert set(found) == {"vera", "ivan", "x3"}
    assert found["x3"]["name"] == "Минск"  # with a Latin letter in the source
    assert found["vera"]["relations"] == {"spouse": ["ivan"]}
    assert job.summary.bad.total() == 6
    assert len(told) == 5  # the first few; the rejects file has all
    assert told[1] == f"{job.lines.path}:4: field 'type' stands twice"
    rejects = [json.loads(line) for line in job.rejects.read_text(encoding="utf-8").splitlines()]
    assert [r["line"] for r in rejects] == [3, 4, 5, 6, 7, 8, 9]
    assert rejects[2] == {"line": 5, "id": "x3", "reason": "look-alike letters", "spelling": "Минcк → Минск"}
    assert rejects[5]["text"] == "not json"
    table = records(imported("csv", tmp_path))
    assert table["vera"]["names"] == {"be": ["Вера Сампль"], "ru": ["Вера Сампль", "Вера Самплева"]}
    assert table["works"]["aliases"] == ['The "Works"']
    assert set(table) == {"vera", "ivan", "works"}


@pytest.mark.parametrize("form", SOURCES)
def test_every_written_record_is_accepted(form: str, tmp_path: Path) -> None:
    written = records(imported(form, tmp_path))
    assert written
    assert len(from_records(written.values())) == len(written)
    for record in written.values():
        assert from_record(record).id == record["id"]


@pytest.mark.parametrize("form", SOURCES)
@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress])
def test_compressed_sources(form: str, packed: Callable[[bytes], bytes], tmp_path: Path) -> None:
    plain = imported(form, tmp_path).out.read_bytes()
    source = tmp_path / "packed.gzip"  # detected by its first bytes, not by its name
    source.write_bytes(packed(SOURCES[form][0].read_bytes()))
    assert imported(form, tmp_path, source).out.read_bytes() == plain


class StoppedError(Exception):
    """Simulates a kill: no cleanup may run after it."""


@pytest.mark.parametrize("form", SOURCES)
def test_a_stopped_run_goes_on_to_the_same_bytes(form: str, tmp_path: Path) -> None:
    (tmp_path / "straight").mkdir()
    straight = imported(form, tmp_path / "straight")
    source, reader = SOURCES[form]
    out = tmp_path / f"{form}.jsonl"
    for after in range(1, 20):
        seen: list[int] = []

        def stop(consumed: int, seen: list[int] = seen, after: int = after) -> None:
            seen.append(consumed)
            if len(seen) == after:
                raise StoppedError

        job = Import(source, out, reader(source), seconds=0)
        try:
            job.run(progress=stop)
        except StoppedError:
            for name in (f"{out.name}.part", f"{out.name}.rejected.part"):
                with (tmp_path / name).open("ab") as part:
                    part.write('{"id": "torn", "name": "То'.encode()[:-1])
            job = Import(source, out, reader(source))
            job.run(resume=True)
        else:
            assert after > 5  # the run was stopped at every step of the source
        assert out.read_bytes() == straight.out.read_bytes()
        assert job.rejects.read_bytes() == straight.rejects.read_bytes()
        assert job.summary == straight.summary
        assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == [out.name, job.rejects.name]


def test_a_killed_process_goes_on(tmp_path: Path) -> None:
    source, out = tmp_path / "many.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(f'{{"id": "n{i}", "name": "Name {i}", "type": "place"}}\n' for i in range(20_000)))
    code = (
        "import sys\nfrom translit.gazetteer.importers.job import Import\n"
        "from translit.gazetteer.importers.jsonl import JsonLinesReader\n"
        "Import(sys.argv[1], sys.argv[2], JsonLinesReader(), seconds=0.02).run()"
    )
    state = tmp_path / "out.jsonl.state"
    with subprocess.Popen([sys.executable, "-c", code, str(source), str(out)]) as process:
        deadline = time.monotonic() + 30
        while not (state.exists() and json.loads(state.read_text())["line"] > 100) and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert not out.exists()
    Import(source, out, JsonLinesReader()).run(resume=True)
    assert [record["id"] for _, record in read_records(out)] == [f"n{i}" for i in range(20_000)]


def test_a_source_cut_short_goes_on_when_it_is_whole(tmp_path: Path) -> None:
    whole = gzip.compress(
        SOURCES["jrc"][0].read_bytes() + b"".join(b"%d\tP\tu\tJan+Nr%d\n" % (i, i) for i in range(40, 9000))
    )
    source, out = tmp_path / "entities.gzip", tmp_path / "out.jsonl"
    source.write_bytes(whole[: len(whole) * 3 // 4])
    with pytest.raises(ReadError, match=r"breaks off after line \d+ .*--resume then goes on from line [1-9]"):
        Import(source, out, JrcReader()).run()
    assert not out.exists()
    source.write_bytes(whole)
    job = Import(source, out, JrcReader())
    job.run(resume=True)
    straight = Import(source, tmp_path / "straight.jsonl", JrcReader())
    straight.run()
    assert out.read_bytes() == straight.out.read_bytes()
    assert job.summary == straight.summary


def test_damaged_and_missing_sources(tmp_path: Path) -> None:
    damaged = bytearray(gzip.compress(SOURCES["ftm"][0].read_bytes()))
    damaged[60] ^= 0xFF
    for name, content in (("damaged.gz", bytes(damaged)), ("bz", bz2.compress(b"x" * 99)[:-9] + b"123456789")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ReadError, match=r"damaged|breaks off"):
            list(LineFile(tmp_path / name))
    with pytest.raises(ReadError, match=r"missing: no such file$"):
        Import(tmp_path / "missing", tmp_path / "out.jsonl", FtmReader()).run()
    assert not list(tmp_path.glob("out*"))


def test_a_run_goes_on_only_with_what_it_was_begun_with(tmp_path: Path) -> None:
    source, out = tmp_path / "w.json", tmp_path / "out.jsonl"
    source.write_bytes(SOURCES["wikidata"][0].read_bytes())

    def stop(consumed: int) -> None:
        if consumed:
            raise StoppedError

    with pytest.raises(StoppedError):
        Import(source, out, WikidataReader(), seconds=0).run(progress=stop)
    with pytest.raises(ResumeError, match="an unfinished run; --resume goes on"):
        Import(source, out, WikidataReader()).run()
    for reader in (WikidataReader(min_sitelinks=1), FtmReader()):
        with pytest.raises(ResumeError, match="another source, format or settings"):
            Import(source, out, reader).run(resume=True)
    source.write_bytes(b"[{}]\n" + source.read_bytes())
    with pytest.raises(ResumeError, match="another source"):
        Import(source, out, WikidataReader()).run(resume=True)
    (tmp_path / "out.jsonl.state").write_text("{}")
    with pytest.raises(ResumeError, match="begin anew"):
        Import(source, out, WikidataReader()).run(resume=True)


def test_lines_of_any_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    longest = 1 << 20
    monkeypatch.setattr("translit.files.lines.LONGEST_LINE", longest)
    path = tmp_path / "long"
    with path.open("wb") as stream:
        stream.truncate(longest + 5)  # zeros
        stream.seek(0, 2)
        stream.write(b"\nshort\r\nlast")
    found = list(LineFile(path))
    assert [(line.number, line.too_long) for line in found] == [(1, True), (2, False), (3, False)]
    assert [line.text for line in found[1:]] == [b"short", b"last"]
    assert list(LineFile(path).after(1, found[0].end)) == found[1:]
    job = Import(path, tmp_path / "out.jsonl", JsonLinesReader())
    assert job.run().bad == {"line too long": 1, "not JSON": 2}
    assert job.rejects.stat().st_size < 10_000  # what was cut off anyway is not kept


@pytest.mark.parametrize("form", ["jsonl", "ftm", "wikidata", "jrc", "csv"])
@pytest.mark.parametrize(
    "bad",
    ['{"id": ' + "9" * 5000 + ', "name": "A B", "type": "person"}',
     *(f'{{"id": "x", "name": "A B", "type": "person", "aliases": {"[" * n}{"]" * n}}}' for n in (90, 700, 9000)),
     '{"id": "x", "schema": "Person", "properties": ' + '{"a": ' * 700 + "1" + "}" * 701, "[" * 100_000, '{"id": "P31"',
     '{"id": "\\ud800", "name": "\\udfff", "type": "person"}', '{"id": 1e999, "name": NaN, "type": {}}'],
    ids=range(9),
)  # fmt: skip
def test_an_import_survives_any_line(form: str, bad: str, tmp_path: Path) -> None:
    good = {
        "jsonl": '{"id": "%s", "name": "Anna Petrova", "type": "person"}',
        "ftm": '{"id": "%s", "schema": "Person", "properties": {"name": ["Anna Petrova"]}}',
        "wikidata": '{"id": "Q%s", "labels": {"en": {"value": "Anna Petrova"}}, "claims": {"P31": [{"rank": "normal", '
        '"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q5"}}}}]}}',
        "jrc": "%s\tP\tu\tAnna+Petrova",
        "csv": "%s,Anna Petrova,person",
    }[form]
    source = tmp_path / "s"
    head = "id,name,type\n" if form == "csv" else ""
    source.write_text(f"{head}{good % 1}\n{bad}\n{good % 2}\n", encoding="utf-8")
    code = run(["gazetteer", "import", str(source), "--from", form, "-o", str(tmp_path / "o.jsonl")])
    assert code in (0, 1)
    assert len(list(read_records(tmp_path / "o.jsonl"))) == 2
    if code:
        [reject] = (tmp_path / "o.rejected.jsonl").read_text(encoding="utf-8").splitlines()
        assert json.loads(reject)["line"] == (3 if form == "csv" else 2)


def test_read_records(tmp_path: Path) -> None:
    good = tmp_path / "good.jsonl.gz"
    good.write_bytes(gzip.compress(b'{"id": "a", "name": "Aa", "type": "place"}\n\n{"id": "b"}\n'))
    assert list(read_records(good)) == [(1, {"id": "a", "name": "Aa", "type": "place"}), (3, {"id": "b"})]
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b'{"id": 1}\n{"id": \n[]\n\xff\n{"id": 2}\n')
    got = []
    with pytest.raises(AliasFileError) as raised:
        got.extend(record for _, record in read_records(bad))
    assert [(p.line, p.message.split(":")[0]) for p in raised.value.problems] == [
        (2, "not JSON at column 8"), (3, "no JSON object"),
        (4, "not UTF-8 at byte 0 of the line; say --encoding WINDOWS-1251, or convert it first"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("id,name,name,type", "column 'name' stands twice"),
        ("id", "no column 'name'; the first line should name the columns"),
        ("", "the first line should name the columns"),
    ],
)
def test_a_wrong_header(header: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(header + "\nx,y,z\n" if header else "", encoding="utf-8")
    for read in (CsvReader, lambda path: list(read_records(path))):
        with pytest.raises(AliasFileError) as raised:
            read(path)
        assert str(raised.value).startswith(f"{path}:1:1: ")
        assert message in str(raised.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_seen_in_the_header(delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(delimiter.join(["id", "name", "type\nm", "Minsk", "place\n"]).encode()))
    assert list(read_records(path)) == [(2, {"id": "m", "name": "Minsk", "type": "place"})]


def test_arrange() -> None:
    fields, left_out = arrange(
        "organization",
        [
            Spelling("  Ministry\u200f of\u00a0Samples "),
            Spelling("MINISTRY OF SAMPLES", "de"),
            Spelling("e\u0301cole", "x1"),
        ],
        [Spelling("МАС", "ru"), Spelling("…", "en"), Spelling("Сaмпл", "ru"), Spelling("Сwмпл", "ru")],
    )
    assert fields == {"name": "Ministry of Samples", "aliases": ["école", "Сампл"], "acronyms": ["МАС"]}
    assert [reason for reason, _ in left_out] == [
        "spelling without letters", "look-alike letters", "letters of two scripts in one word",
    ]  # fmt: skip
    assert arrange("person", [Spelling("…")]) == ({}, (("spelling without letters", "…"),))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["Q5", "Q31", "value", "en"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["P31", "P21", "P1559", "P27", "mainsnak", "value", "datavalue", "en", "id", "rank", "name"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON, JSON, JSON)
def test_no_value_breaks_a_reader(one: Any, two: Any, three: Any, four: Any) -> None:
    human = {"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q5"}}}, "rank": "normal"}
    claims = {"P31": [human], "P21": one, "P1559": [{"mainsnak": {"snaktype": "value", "datavalue": two}}], "P297": two}
    entities = [
        {"id": "Q1", "labels": one, "aliases": two, "claims": claims, "sitelinks": three, "descriptions": four},
        {"id": "Q1", "labels": {"en": {"value": "A B"}}, "claims": three},
        {"id": "x", "schema": "Person", "properties": {"name": one, "gender": two, "country": three, "alias": four}},
        {"id": one, "schema": two, "properties": three, "caption": four},
    ]
    for entity in entities:
        line = Line(2, 0, json.dumps(entity).encode())
        for reader in (WikidataReader(), FtmReader(), JrcReader(), JsonLinesReader()):
            try:
                list(reader.convert([line]))
            except BadRecordError as error:
                assert error.reason


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.jsonl"
    source = str(SOURCES["wikidata"][0])
    assert run(["gazetteer", "import", "--from", "wikidata", "--class", "Q5", source, "-o", str(out)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert f"{source}:4: not JSON at column 69" in told.err
    assert f"{out}: 11 read, 4 written; 1 repaired (look-alike letters: 1); 5 skipped (of another class: 3" in told.err
    assert "out.rejected.jsonl: what was rejected, repaired or left out" in told.err
    clean = tmp_path / "clean.csv"
    clean.write_text("id,name,type\nm,Minsk,place\n", encoding="utf-8")
    assert run(["gazetteer", "import", "--from", "csv", str(clean), "-o", str(out)]) == 0
    assert capsys.readouterr().err == f"normalize: {out}: 1 read, 1 written\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["clean.csv", "out.jsonl"]  # the old rejects are gone


def test_a_format_is_added_by_a_copy_of_the_template_and_a_line(tmp_path: Path) -> None:
    """The choices of ``--from`` and the help come from the registry."""
    shutil.copy(ROOT / "src" / "translit" / "gazetteer" / "importers" / "_template.py", tmp_path / "mine.py")
    (tmp_path / "s").write_text("# x\ty\n\nm\tMinsk\nbroken\n", encoding="utf-8")
    code = (
        "import sys\nfrom translit.gazetteer import importers\n"
        "importers.__path__.append('.')\nimporters.IMPORTERS += (importers.Importer('mine', 'my own'),)\n"
        "from translit.cli import main\nmain(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "gazetteer", "import"]
    told = subprocess.run([*command, "--help"], cwd=tmp_path, env=ENV, capture_output=True, text=True, check=True)
    assert "  mine      my own\n" in told.stdout
    args = ["--from", "mine", "s", "-o", "o.jsonl"]
    done = subprocess.run([*command, *args], cwd=tmp_path, env=ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "3 read, 1 written; 1 skipped (a comment: 1); 1 rejected (not two columns: 1)" in done.stderr
    written = {"id": "m", "name": "Minsk", "type": "place", "links": {"mine": "m"}}
    assert list(read_records(tmp_path / "o.jsonl")) == [(1, written)]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--from", "xml", "s"], "xml"),
        (["--from", "ftm", "s", "--class", "Q5"], "--class is for --from wikidata, not for ftm"),
        (["--from", "wikidata", "s", "--class", "Q77"], "which type is Q77?"),
        (["--from", "ftm", "s"], "s: no such file"),
        (["--from", "csv", "s"], "s: no such file"),
        (["--from", "ftm", "o.jsonl"], "-o o.jsonl is among the inputs (o.jsonl)"),
    ],
)
def test_wrong_usage(
    args: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["gazetteer", "import", *args, "-o", "o.jsonl"]) == 2
    assert message in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "nowhere" / "o.jsonl"
    assert run(["gazetteer", "import", "--from", "ftm", str(SOURCES["ftm"][0]), "-o", str(out)]) == 2
    assert "No such file or directory" in capsys.readouterr().err
