"""Importing gazetteers: Wikidata, FollowTheMoney (OpenSanctions), sanctions lists, GeoNames, tables, lists of names.

A *reader* (one module for each format) turns the lines of one entity into a *draft* of a record with the fields of an
alias file; :class:`translit.gazetteer.importers.job.Import` checks drafts and writes them as JSON Lines.

To add a format, copy ``_template.py``, and add a line to :data:`IMPORTERS`.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from translit.gazetteer.importers.draft import Reader

_HEAD = 1 << 14  # bytes of a source that are looked at


class Importer(NamedTuple):
    """A format that ``normalize gazetteer import --from NAME`` reads; ``READER`` of the module of its name does it."""

    name: str
    summary: str  # what a source is, for ``--help``
    options: tuple[str, ...] = ()  # those of the command that ``READER.of(source, **options)`` takes

    def reader(self, source: str | PathLike[str], **options: Any) -> Reader:
        """Return the reader of a source; see :meth:`translit.gazetteer.importers.draft.Reader.of`."""
        made: Reader = import_module(f"{__name__}.{self.name}").READER.of(source, **options)
        return made


_TABLE = ("mapping", "type", "lang")
IMPORTERS: tuple[Importer, ...] = (
    Importer("wikidata", "entities of Wikidata: the JSON dump, or what its services give",
             ("classes", "min_sitelinks", "langs", "type")),
    Importer("sparql", "results of a SPARQL query (JSON, or CSV with addresses of Wikidata)", _TABLE),
    Importer("ftm", "FollowTheMoney, as OpenSanctions and Aleph write it (entities.ftm.json), also deltas"),
    Importer("skos", "a SKOS vocabulary: Turtle, RDF/XML or JSON-LD (needs rdflib)", ("type",)),
    Importer("patterns", "patterns of spaCy's EntityRuler"),
    Importer("un", "the sanctions list of the UN (XML)"),
    Importer("eu", "the sanctions list of the EU (XML or CSV)"),
    Importer("uk", "the sanctions list of the UK (XML or CSV)"),
    Importer("ofac", "the sanctions list of the US (sdn.csv, with alt.csv beside it, or the advanced XML)"),
    Importer("geonames", "GeoNames (cities15000.txt and its like)"),
    Importer("jrc", "JRC-Names (entities.gzip)"),
    Importer("jsonl", "records with the fields of an alias file"),
    Importer("csv", "a table whose first line names the columns, ours or any other", _TABLE),
    Importer("names", "a plain list, one name a line", ("type", "lang")),
)  # fmt: skip
"""All formats, in the order in which ``--help`` shows them and in which a source is tried; the last takes what is left."""


def recognized(source: str | PathLike[str]) -> Importer:
    """Return the format of a source by its first lines; what looks like none of the others is a list of names.

    Raise ReadError if the source cannot be read, and ValueError if it looks like data and is of no known format.
    """
    from translit.files.encodings import other_kind, with_option
    from translit.files.lines import LineFile

    begun = bytearray()
    for line in LineFile(source):
        begun += line.text[:_HEAD] + b"\n"
        if len(begun) > _HEAD:
            break
    if kind := other_kind(bytes(begun)):
        raise ValueError(kind)
    try:
        head = getincrementaldecoder("utf-8")().decode(begun)
    except UnicodeDecodeError:
        raise ValueError(f"not UTF-8; {with_option(bytes(begun))}") from None
    found = next((i for i in IMPORTERS[:-1] if import_module(f"{__name__}.{i.name}").READER.fits(head)), None)
    if found is None and head.lstrip()[:1] in ("{", "[", "<"):
        raise ValueError("this is of no known format; is it one of these? Say --from FORMAT")
    return found or IMPORTERS[-1]
