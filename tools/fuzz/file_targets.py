"""Targets that read files of strangers: alias files, records, compiled gazetteers, JSON Lines, CSV, imports."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from zlib import crc32

from fuzz.harness import target
from translit.annotation.annotator import Annotator
from translit.errors import AliasFileError
from translit.gazetteer import Gazetteer, alias_file, artefact
from translit.gazetteer.importers import IMPORTERS, Importer, recognized
from translit.gazetteer.importers.job import Import
from translit.io.readers import read_articles

_ROWS = [
    {"id": "al", "name": "Alexander Lukashenko", "type": "person", "names": {"ru": "Александр Лукашенко"}},
    {"id": "kgb", "name": "State Security Committee", "type": "organization", "acronyms": ["KGB"]},
    {"id": "minsk", "name": "Minsk", "type": "place", "aliases": [{"text": "Miensk", "needs_context": True}]},
]
_YAML = """- id: al
  name: Alexander Lukashenko
  type: person
  names: {be: [Аляксандр Лукашэнка], ru: Александр Лукашенко}
- {id: m, name: Minsk, type: place, aliases: [Miensk, {text: "Me\\u0301nsk", needs_context: true}]}
"""
_YAML_WORDS = (
    "&a ",
    "*a",
    "- ",
    "? ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    "|\n",
    ">\n",
    "!!str ",
    "---\n",
    "...\n",
    '"',
    "'",
    "#",
    "\\u202e",
    "<<: ",
)
_LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _ROWS).encode()
_ARTICLES = b'{"id": 1, "text": "Lukashenko in Minsk"}\n{"id": 2, "text": "KGB", "x": [1, {"y": null}]}\n'
_CSV = b'id,text\n1,"Lukashenko, in\nMinsk"\n2,"KGB ""x"""\n'
_TABLE = "id,name,type,names,aliases\nal,Alexander Lukashenko,person,ru=Александр Лукашенко,Bat'ka|A. L.\n".encode()
_WIKIDATA = (
    b'[\n{"id": "Q1", "labels": {"en": {"value": "Minsk"}}, "claims": {"P31": [{"rank": "normal", "mainsnak": {"snaktype": '
    b'"value", "datavalue": {"value": {"id": "Q515"}}}}]}},\n]\n'
)
_FTM = b'{"id": "x", "schema": "Person", "properties": {"name": ["Anna Petrova"], "alias": ["A. P."]}}\n'
_JRC = b"1\tP\tu\tAnna+Petrova\n1\tP\tru\tAnna+Petrowa\n2\tO\tu\tKGB\n"
_XML = (
    b"<CONSOLIDATED_LIST><INDIVIDUAL><FIRST_NAME>Anna</FIRST_NAME><REFERENCE_NUMBER>A1</REFERENCE_NUMBER></INDIVIDUAL>"
    b'<sanctionEntity logicalId="1"><subjectType code="person"/><nameAlias wholeName="Anna"/></sanctionEntity>'
    b"<Designation><UniqueID>A</UniqueID><Names><Name><Name6>A</Name6></Name></Names></Designation></CONSOLIDATED_LIST>"
)
_ROWS_OF_LISTS = (
    b'36,"ANNA, A.","individual","X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. \'A\'."\n'
    b"Entity_LogicalId;Entity_SubjectType;NameAlias_WholeName\n1;P;Anna\n"
)
_BYTES = (
    b"[",
    b"]",
    b"{",
    b"}",
    b'"',
    b",",
    b":",
    b"\n",
    b"9" * 400,
    b"null",
    b"\\ud800",
    b"\t",
    b"\xff",
    b"\xef\xbb\xbf",
    b"1e999",
    b"=",
    b"|",
)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="translit-fuzz-"))


def _file(name: str, content: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(content)
    return path


def _compiled() -> tuple[bytes, bytes]:
    """Return the table of contents of a compiled gazetteer, and what follows it."""
    path = _folder() / "seed.tli"
    Gazetteer.from_records(_ROWS).save(path)
    whole, at = path.read_bytes(), len(artefact.MAGIC) + 12
    end = at + int.from_bytes(whole[at - 12 : at - 4], "little")
    return whole[at:end], whole[end + -end % 8 :]


_CONTENTS, _SECTIONS = _compiled()


@target(_YAML, "[]", "- " * 40, "a: &a [x]\nb: [*a, *a]\n", words=_YAML_WORDS)
def aliases(content: str) -> None:
    """An alias file is read, or refused with places."""
    try:
        found = alias_file.read(_file("a.yaml", content.encode(errors="replace")))
    except AliasFileError as error:
        if not all(problem.line >= 1 and problem.column >= 1 for problem in error.problems):
            raise AssertionError("a fault without a place") from error
        return
    assert len(Gazetteer(found.entities)) == len(found.entities)


@target(_LINES, _TABLE, words=_BYTES)
def records(content: bytes) -> None:
    """A gazetteer of records is read, or refused."""
    for name in ("r.jsonl", "r.csv"):
        try:
            Gazetteer.read(_file(name, content))
        except AliasFileError:
            continue


@target(_ARTICLES, _CSV, words=_BYTES)
def articles(content: bytes) -> None:
    """Every record is an article or an error in its place."""
    for name in ("a.jsonl", "a.csv", "a.txt", "a.html", "a.md", "a.jsonl.gz", "a.parquet"):
        for number, article in enumerate(read_articles([str(_file(name, content))])):
            assert article.ordinal == number
            assert not (article.error and article.text)


def _options(importer: Importer) -> dict[str, str]:
    return {"type": "person"} if "type" in importer.options else {}


@target(_LINES, _TABLE, _WIKIDATA, _FTM, _JRC, _XML, _ROWS_OF_LISTS, words=_BYTES)
def imports(content: bytes) -> None:
    """An import ends, counts every record, and writes what can be read again."""
    source = _file("source", content)
    with suppress(ValueError):  # of no known format
        recognized(source)
    importer = IMPORTERS[crc32(content) % len(IMPORTERS)]  # one a case: more inputs find more than more importers
    out = _folder() / "imported.jsonl"
    with suppress(AliasFileError):  # a CSV file whose header names no columns of ours
        done = Import(source, out, importer.reader(str(source), **_options(importer)), seconds=60).run()
        assert done.written == len(out.read_bytes().splitlines())
        Gazetteer.read(out)


@target(
    _CONTENTS, words=(b"0", b"-1", b"[]", b"{}", b"null", b"9" * 30, b'"', b"\0", b"1", b",", b"true", b"1e9", b"8, 8")
)
def compiled(contents: bytes) -> None:
    """A compiled gazetteer with another table of contents is refused, or gives answers."""
    head = artefact.MAGIC + len(contents).to_bytes(8, "little") + crc32(contents).to_bytes(4, "little") + contents
    gazetteer = Gazetteer.open(_file("c.tli", head + bytes(-len(head) % 8) + _SECTIONS), check_all=True)
    assert len(list(gazetteer.forms)) == gazetteer.size
    Annotator(gazetteer).annotate("Lukashenko of the KGB in Miensk")
