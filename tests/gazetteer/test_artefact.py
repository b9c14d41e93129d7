"""Compiled gazetteers on disk: complete ones give the same answers as in memory, damaged ones are refused by name."""

from __future__ import annotations

import csv
import gc
import gzip
import json
import multiprocessing
import os
import pickle
import random
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
import yaml

import translit
from translit.annotation.annotator import Annotator
from translit.cli import run
from translit.errors import ArtefactError
from translit.gazetteer import Gazetteer, artefact
from translit.table.words import Word

ROWS: list[dict[str, Any]] = [
    {"id": "al", "name": "Alexander Lukashenko", "type": "person", "gender": "m", "aliases": ["Bat'ka"],
     "names": {"be": ["Аляксандр Лукашэнка"], "ru": "Александр Лукашенко"}},
    {"id": "st", "name": "Sviatlana Tsikhanouskaya", "type": "person", "gender": "f",
     "names": {"be": "Святлана Ціханоўская", "ru": "Светлана Тихановская"}, "relations": {"spouse": "ss"}},
    {"id": "ss", "name": "Siarhei Tsikhanouski", "type": "person", "names": {"be": "Сяргей Ціханоўскі"}},
    {"id": "minsk", "name": "Minsk", "type": "place", "names": {"be": "Мінск", "ru": "Минск"}},
    {"id": "by", "name": "Belarus", "type": "place", "names": {"be": "Беларусь"}, "links": {"wikidata": "Q184"}},
    {"id": "kgb", "name": "State Security Committee", "type": "organization", "acronyms": ["KGB"], "country": "by"},
]  # fmt: skip
QUERIES = [
    "Loekasjenko", "Łukaszenka", "Alexander Lukashenko", "Svetlana Tichanowskaja", "Tikhanovsky Sergei", "Minsk", "Мінску",
    "Weißrussland", "KGB", "Committee of State Security", "Boris Becker", "bat'ka",
]  # fmt: skip
TEXT = (
    "Swetlana Tichanowskaja had left Minsk long before. Then Łukaszenka, who is also called Bat'ka, asked the KGB: where is "
    "Tikhanovskaya, in Беларусі, or anywhere else than in Belarus?"
)


@pytest.fixture(scope="module")
def made() -> Gazetteer:
    return Gazetteer.from_records(ROWS)


@pytest.fixture
def path(made: Gazetteer, tmp_path: Path) -> Path:
    made.save(tmp_path / "small.tli")
    return tmp_path / "small.tli"


def answers(gazetteer: Gazetteer) -> list[Any]:
    annotator = Annotator(gazetteer)
    return [*(annotator.lookup(q, limit=10) for q in QUERIES), annotator.annotate(TEXT)]


def refusal(path: Path) -> str:
    """Return the error message for a refused file; it is the same for every way to open it."""
    found = set()
    for way in (Gazetteer.open, artefact.open_sections, partial(Gazetteer.open, check_all=True)):
        with pytest.raises(ArtefactError) as caught:
            way(path)
        found.add(str(caught.value))
    assert len(found) == 1
    message = found.pop()
    assert message.startswith(f"{path}: ")
    return message


def refused_by_the_command(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for command in (["info", "--aliases", path], ["check", path], ["build", path, "--out", path.with_name("o.tli")]):
        assert run(["gazetteer", *map(str, command)]) == 2
        assert f"normalize: {path}: " in capfd.readouterr().err
    assert not path.with_name("o.tli").exists()


def test_saved_and_opened_it_gives_the_same_answers(made: Gazetteer, path: Path) -> None:
    opened = Gazetteer.open(path)
    assert answers(opened) == answers(made)
    assert len(answers(made)[-1].mentions) >= 5
    assert dict(opened.entities) == dict(made.entities)
    assert opened.fingerprint == made.fingerprint
    opened.save(path.with_name("again.tli"))
    assert path.with_name("again.tli").read_bytes() == path.read_bytes()
    opened.save(path)  # replaces the mapped file
    assert answers(opened) == answers(Gazetteer.open(path)) == answers(made)


def test_cut_short_anywhere(path: Path, tmp_path: Path) -> None:
    content = path.read_bytes()
    cut = tmp_path / "cut.tli"
    for size in (*range(1, 64), *range(64, len(content), 211), len(content) - 1):
        cut.write_bytes(content[:size])
        assert "cut short" in refusal(cut) or size < len(artefact.MAGIC)


def test_longer_than_it_should_be(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")
    assert "build it again" in refusal(path)


def test_any_byte_flipped(path: Path, tmp_path: Path) -> None:
    content = bytearray(path.read_bytes())
    table_end, start = ends(bytes(content))
    altered = tmp_path / "altered.tli"
    for at in chain(range(40), range(40, table_end, 17), range(start, len(content), 29)):
        content[at] ^= 0x10
        altered.write_bytes(content)
        content[at] ^= 0x10
        with pytest.raises(ArtefactError, match=r"altered|cut short|no compiled gazetteer"):
            artefact.open_sections(altered)


def test_a_byte_flipped_between_the_samples_is_found_by_checking(tmp_path: Path, capfd: Any) -> None:
    large = tmp_path / "large.tli"
    artefact.write(large, {"records": bytes(300 << 16)}, {})
    content = bytearray(large.read_bytes())
    content[ends(bytes(content))[1] + (1 << 16) + 5] = 1
    large.write_bytes(content)
    artefact.open_sections(large)
    with pytest.raises(ArtefactError, match=r"large\.tli: is altered near byte 65536"):
        artefact.open_sections(large, check_all=True)
    assert run(["gazetteer", "check", str(large)]) == 2
    assert "is altered" in capfd.readouterr().err


def ends(content: bytes) -> tuple[int, int]:
    """Return the offsets of the end of the table of contents and of the first section."""
    at = len(artefact.MAGIC)
    end = at + 12 + int.from_bytes(content[at : at + 8], "little")
    return end, end + -end % 8


def with_contents(content: bytes, change: dict[str, Any], *, keep: bool = True) -> bytes:
    """Return a file with a changed table of contents and a correct checksum; other fields stay, unless ``keep`` is false."""
    at = len(artefact.MAGIC)
    end, start = ends(content)
    table = json.dumps({**(json.loads(content[at + 12 : end]) if keep else {}), **change}, sort_keys=True).encode()
    head = artefact.MAGIC + len(table).to_bytes(8, "little") + crc32(table).to_bytes(4, "little") + table
    return head + bytes(-len(head) % 8) + content[start:]


def test_a_newer_format_or_another_machine(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    content = path.read_bytes()
    assert with_contents(content, {}) == content
    path.write_bytes(with_contents(content, {"format": artefact.FORMAT + 1}))
    assert f"format {artefact.FORMAT + 1}" in refusal(path)
    refused_by_the_command(path, capfd)
    other = "big" if sys.byteorder == "little" else "little"
    path.write_bytes(with_contents(content, {"byteorder": other}))
    assert f"{other}-endian" in refusal(path)


ODD: list[Any] = [None, 0, -1, 1, 8, 1 << 70, 1.5, "x", "", [], {}, [1], True, [[0, -5]], {"a": [0, 8]}, ["x", "y"]]


def facts(contents: dict[str, Any]) -> dict[str, Any]:
    [found] = contents["about"]["segments"]
    return found


def crafted(contents: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield tables of contents with one field altered or missing."""
    sections = contents["sections"]
    ways: list[tuple[Any, ...]] = [(key,) for key in contents]
    ways += [
        ("about", "segments"),
        ("about", "segments", 0),
        *(("about", "segments", 0, key) for key in facts(contents)),
    ]
    ways += [("sections", key) for key in sections]
    ways += [("sections", key, i) for key in sections for i in (0, 1)]
    ways += [("blocks", i) for i in range(len(contents["blocks"]))]
    for *outer, last in ways:
        for value in [*ODD, "missing"]:
            changed = json.loads(json.dumps(contents))
            place = changed
            for key in outer:
                place = place[key]
            if value != "missing":
                place[last] = value
            elif isinstance(place, dict):
                del place[last]
            if changed != contents:
                yield changed


def test_no_table_of_contents_that_somebody_made_is_taken(path: Path) -> None:
    content = path.read_bytes()
    at = len(artefact.MAGIC)
    contents = json.loads(content[at + 12 : ends(content)[0]])
    count = 0
    for changed in crafted(contents):
        path.write_bytes(with_contents(content, changed, keep=False))
        try:
            opened = Gazetteer.open(path)
        except ArtefactError:
            count += 1
            continue
        about = {**facts(contents), **facts(changed)}  # facts that nobody can check against the sections
        assert {key for key in about if about[key] != facts(contents)[key]} <= {
            "fingerprint",
            "version",
            "countries",
            "persons",
        }
        assert answers(opened)
    assert count > 800


@pytest.mark.parametrize(
    "table", [b"", b"[]", b"7", b"null", b"{", b"{}", b"[" * 100_000, b"\xff", b"9" * 5000, b'"x"']
)
def test_no_other_table_is_taken(path: Path, table: bytes) -> None:
    head = artefact.MAGIC + len(table).to_bytes(8, "little") + crc32(table).to_bytes(4, "little") + table
    path.write_bytes(head + bytes(-len(head) % 8))
    assert refusal(path)


@pytest.mark.parametrize("table", range(200))
def test_no_table_mutated_at_random_is_taken(path: Path, table: int) -> None:
    content = path.read_bytes()
    at, chance = len(artefact.MAGIC), random.Random(table)  # noqa: S311
    raw = bytearray(content[at + 12 : ends(content)[0]])
    for _ in range(chance.randint(1, 5)):
        raw[chance.randrange(len(raw))] = chance.choice(b'0123456789-[]{}",:eE.ntf ')
    head = artefact.MAGIC + len(raw).to_bytes(8, "little") + crc32(raw).to_bytes(4, "little") + raw
    path.write_bytes(head + bytes(-len(head) % 8) + content[ends(content)[1] :])
    try:
        opened = Gazetteer.open(path, check_all=True)
    except ArtefactError:
        return
    assert answers(opened)


def test_all_bytes_are_checked_on_request(made: Gazetteer, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artefact, "_SAMPLE", 1)
    monkeypatch.setattr(artefact, "_BLOCK", 64)
    made.save(path)
    content = bytearray(path.read_bytes())
    content[ends(bytes(content))[1] + 70] ^= 1
    path.write_bytes(content)
    Gazetteer.open(path)
    with pytest.raises(ArtefactError, match="is altered"):
        Gazetteer.open(path, check_all=True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"- {id: a, name: A, type: person}\n", "is no compiled gazetteer"),
        (gzip.compress(b"x", mtime=0), "is no compiled gazetteer"),
        (bytes(100_000), "is no compiled gazetteer"),
        (artefact.MAGIC, "is cut short"),
        (artefact.MAGIC + bytes(100), "is cut short"),
        (artefact.MAGIC + b"\xff" * 100, "is cut short"),
        (None, "no such file"),
        ("folder", "Is a directory"),
    ],
)
def test_another_file(content: Any, reason: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.tli"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    assert reason in refusal(path)
    refused_by_the_command(path, capfd)


def test_where_it_cannot_be_written(made: Gazetteer, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps(ROWS[0]), encoding="utf-8")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    for target in (tmp_path / "none" / "o.tli", tmp_path / "folder", source / "o.tli", Path("/")):
        with pytest.raises(ArtefactError) as caught:
            made.save(target)
        assert str(caught.value).startswith(f"{target}: ")
        assert run(["gazetteer", "build", str(source), "--out", str(target)]) == 2
        assert f"normalize: {target}: " in capfd.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_full_disk_leaves_the_old_file(made: Gazetteer, path: Path) -> None:
    before = path.read_bytes()
    code = (
        "import resource, signal, sys\n"
        "from translit.gazetteer import Gazetteer\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "made = Gazetteer.from_records([{'id': 'a', 'name': 'Anna Petrova', 'type': 'person'}])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "made.save(sys.argv[1])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
    assert f"ArtefactError: {path}: File too large" in done.stderr
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_neither_order_nor_hash_seed_changes_a_byte(path: Path, tmp_path: Path) -> None:
    source = tmp_path / "rows.json"
    for seed, rows in (("0", ROWS), ("1", ROWS[::-1]), ("2", ROWS[3:] + ROWS[:3])):
        source.write_text(json.dumps(rows), encoding="utf-8")
        code = (
            "import json, sys; from translit.gazetteer import Gazetteer\n"
            "Gazetteer.from_records(json.load(open(sys.argv[1], encoding='utf-8'))).save(sys.argv[2])"
        )
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, source, tmp_path / "b.tli"], env=environment, check=True)
        assert (tmp_path / "b.tli").read_bytes() == path.read_bytes()


def stacked(path: Path) -> Gazetteer:
    return Gazetteer.stack(Gazetteer.open(path), Gazetteer.from_records([{**ROWS[3], "name": "Miensk"}]))


@pytest.mark.parametrize("way", [Gazetteer.open, lambda _: Gazetteer.from_records(ROWS), stacked])
def test_another_process_answers_alike(way: Callable[[Path], Gazetteer], path: Path) -> None:
    annotator = Annotator(way(path))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(annotator.lookup, QUERIES) == [annotator.lookup(q) for q in QUERIES]
        assert pool.apply(annotator.annotate, (TEXT,)) == annotator.annotate(TEXT)


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="asks Linux for its maps")
def test_processes_share_one_copy(path: Path) -> None:
    opened = Gazetteer.open(path)
    packed = pickle.dumps(opened)
    assert len(packed) < 1000  # the path of the file, not its content
    assert answers(opened)
    mapped_once(path, Path("/proc/self/smaps").read_text(encoding="utf-8"))
    code = (
        "import pickle, sys; gazetteer = pickle.loads(sys.stdin.buffer.read()); gazetteer.exact(('minsk',))\n"
        "print(open('/proc/self/smaps', encoding='utf-8').read())"
    )
    done = subprocess.run([sys.executable, "-c", code], input=packed, capture_output=True, check=True)
    mapped_once(path, done.stdout.decode())


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="asks Linux for its maps")
def test_a_gazetteer_is_freed_with_its_last_reference(path: Path) -> None:
    opened = Gazetteer.open(path)
    assert opened.exact(("minsk",))
    assert opened.vocabulary.near(Word("Minsk"))
    assert [opened.forms_of(id) for id in opened.entities]
    kept = [weakref.ref(held) for held in (opened, opened.vocabulary, opened.segments[0].index)]
    assert str(path) in Path("/proc/self/maps").read_text(encoding="utf-8")
    del opened
    gc.collect()
    assert [held() for held in kept] == [None] * 3
    assert str(path) not in Path("/proc/self/maps").read_text(encoding="utf-8")


def mapped_once(path: Path, smaps: str) -> None:
    """Check that the file is mapped read-only and without private pages."""
    lines = smaps.splitlines()
    places = [i for i, line in enumerate(lines) if line.endswith(str(path))]
    assert places
    for place in places:
        facts = dict(line.split(":", 1) for line in lines[place + 1 : place + 20] if ":" in line)
        assert lines[place].split()[1] == "r--s"
        assert facts["Anonymous"].split() == ["0", "kB"]


def test_every_kind_of_source(made: Gazetteer, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    jsonl = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (tmp_path / "a.jsonl").write_text(jsonl, encoding="utf-8")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(jsonl.encode()))
    (tmp_path / "a.yaml").write_text(yaml.dump(ROWS, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, sorted({key for row in ROWS for key in row}))
        table.writeheader()
        table.writerows({key: cell(value) for key, value in row.items()} for row in ROWS)
    out = tmp_path / "o.tli"
    for name in ("a.jsonl", "a.jsonl.gz", "a.csv", "a.yaml"):
        assert run(["gazetteer", "build", str(tmp_path / name), "--out", str(out)]) == 0
        assert capfd.readouterr().err == f"normalize: {out}: {len(ROWS)} entities, {made.size} names\n"
        assert Gazetteer.open(out).fingerprint == made.fingerprint, name
        assert answers(translit.load(tmp_path / name).gazetteer) == answers(made)


def cell(value: Any) -> str:
    """Return a field as a cell of a CSV file."""
    if isinstance(value, dict):
        many = {key: [v] if isinstance(v, str) else v for key, v in value.items()}
        return "|".join(f"{key}={v}" for key, values in many.items() for v in values)
    return "|".join(value) if isinstance(value, list) else str(value)


def test_the_commands_of_a_compiled_gazetteer(path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "check", str(path)]) == 0
    assert f"{path}: {len(ROWS)} entities" in capfd.readouterr().err
    assert run(["gazetteer", "info", "--aliases", str(path)]) == 0
    assert capfd.readouterr().out.startswith("person\t3\norganization\t1\nplace\t2\n")
    mine = tmp_path / "mine.yaml"
    mine.write_text("- {id: x, name: Xavier Xanadu, type: person}\n", encoding="utf-8")
    out = tmp_path / "both.tli"
    assert run(["gazetteer", "build", "shipped", str(path), str(mine), "--out", str(out)]) == 0
    both = translit.load(out)
    shipped = Gazetteer.default()
    assert len(both.gazetteer) == len({*shipped.entities, *(row["id"] for row in ROWS), "x"})
    assert [m.entity.id for m in both.lookup("Xavier Xanadu")] == ["x"]


def test_the_sections_are_checked_on_request_too(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    artefact.write(path, {"0/records": b""}, {"segments": [{"entities": 1}]})
    assert run(["gazetteer", "check", str(path)]) == 2
    assert "has sections that this program did not write" in capfd.readouterr().err
