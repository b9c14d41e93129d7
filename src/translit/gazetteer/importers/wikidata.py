"""Wikidata: the JSON dump, a JSON array with one entity in each line, or the same lines without the array."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.gazetteer.importers.draft import Draft, Outcome, Reader, Skipped, types
from translit.gazetteer.importers.spellings import Spelling, arrange, clean
from translit.gazetteer.record_file import json_object, text_of
from translit.model import TYPES

_ID = re.compile(r"Q[1-9][0-9]*")
_GENDERS = {"Q6581097": "m", "Q6581072": "f", "Q2449503": "m", "Q1052281": "f"}  # male, female, trans man, trans woman
_RELATIONS = {
    "person": {"P22": "parent", "P25": "parent", "P26": "spouse", "P40": "child", "P3373": "sibling"},
    "organization": {"P112": "founder"},
    "place": {},
}
_NATIVE = ("P1559", "P1705")  # name in native language (persons), native label (all others)
_ENDED = "P582"


def wanted_classes(asked: Iterable[str]) -> dict[str, str]:
    """Return our types by the classes asked for: ``Q5``, ``Q18127=organization``, or ``place`` for all listed classes of it.

    Raise ValueError if a class is not listed and no type is given with it.

    >>> wanted_classes(["Q5", "Q18127=organization"])
    {'Q5': 'person', 'Q18127': 'organization'}
    """
    known = types("wikidata")
    wanted: dict[str, str] = {}
    for item in asked:
        name, _, kind = item.partition("=")
        if name in TYPES and not kind:
            wanted.update((q, k) for q, k in known.items() if k == name)
        elif not _ID.fullmatch(name):
            raise ValueError(f"{item!r} is no class: write Q5, Q18127=organization or place")
        elif (kind or known.get(name)) not in TYPES:
            raise ValueError(f"which type is {name}? Write {name}=person, {name}=organization or {name}=place")
        else:
            wanted[name] = kind or known[name]
    return wanted or dict(known)


class WikidataReader(Reader):
    """Reads items of the ``classes`` asked for (default: all listed) with enough pages in Wikipedia and its sister projects.

    Labels and aliases are taken in the languages ``langs`` (default: all), the name and native names in any.
    """

    def __init__(
        self, classes: Mapping[str, str] | None = None, min_sitelinks: int = 0, langs: Sequence[str] = ()
    ) -> None:
        self.classes = dict(classes or types("wikidata"))
        self.min_sitelinks = min_sitelinks
        self.langs = frozenset(langs)
        super().__init__(classes=self.classes, min_sitelinks=min_sitelinks, langs=sorted(self.langs))
        ids = "|".join(q[1:] for q in sorted(self.classes))
        # Parsing a line costs a hundred times more than seeing that it names no class asked for, and no country code.
        self._worth_reading = re.compile(rf'"Q(?:{ids})"|"P297"'.encode()).search

    @classmethod
    def of(cls, source: str, classes: Iterable[str] = (), min_sitelinks: int = 0, langs: str = "") -> WikidataReader:
        """Return the reader of any source; ``classes`` as for :func:`wanted_classes`, ``langs`` with commas between."""
        taken = [lang for part in langs.split(",") if (lang := part.strip())]
        return cls(wanted_classes(classes), min_sitelinks, taken)

    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        """Return the draft of an item."""
        raw = lines[0].text.strip().rstrip(b",").rstrip()
        if raw in (b"", b"[", b"]", b"\xef\xbb\xbf["):
            return ()
        if raw[:1] == b"{" and raw[-1:] == b"}" and not self._worth_reading(raw):
            return (Skipped("of another class"),)
        item = json_object(text_of(Line(lines[0].number, lines[0].end, raw)))
        id_ = item.get("id")
        if not isinstance(id_, str):
            raise BadRecordError("no id", "no id: this is no Wikidata entity")
        if not _ID.fullmatch(id_):
            return (Skipped("no item (a property or a lexeme)"),)
        claims = _mapping(item.get("claims"))
        for code in _values(claims, "P297"):
            if isinstance(code, str):
                self.countries.setdefault(id_, code)
        kind = next((self.classes[q] for q in _items(claims, "P31") if q in self.classes), "")
        if not kind:
            return (Skipped("of another class"),)
        if len(_mapping(item.get("sitelinks"))) < self.min_sitelinks:
            return (Skipped(f"fewer than {self.min_sitelinks} sitelinks"),)
        return (self._draft(id_, kind, item, claims),)

    def _draft(self, id_: str, kind: str, item: Mapping[str, Any], claims: Mapping[str, Any]) -> Draft | Skipped:
        labels = dict(sorted(_terms(item.get("labels")), key=lambda term: (term[0] != "en", term[0] != "mul", term[0])))
        native = [Spelling(text, lang) for lang, text in _native(claims)]
        first = next(((lang, text) for lang, text in labels.items() if lang in ("en", "mul")), None)
        proper = [Spelling(first[1], first[0])] if first else []
        proper += [Spelling(text, lang) for lang, text in labels.items() if self._takes(lang)]
        if not proper and not native:
            proper = [Spelling(text, lang) for lang, text in labels.items()]
        aliases = [Spelling(text, lang) for lang, text in sorted(_terms(item.get("aliases"))) if self._takes(lang)]
        fields, left_out = arrange(kind, [*proper, *native], aliases)
        if not fields:
            return Skipped("without a name")
        record = {"id": id_, "name": fields.pop("name"), "type": kind}
        if kind == "person":
            genders = {_GENDERS.get(q, "") for q in _items(claims, "P21")}
            if len(genders) == 1 and (gender := genders.pop()):
                record["gender"] = gender
        record |= fields
        relations: dict[str, list[str]] = {}
        for property_, relation in _RELATIONS[kind].items():
            known = relations.setdefault(relation, [])
            known.extend(q for q in _items(claims, property_) if q not in known and q != id_)
        if any(relations.values()):
            record["relations"] = {relation: ids for relation, ids in sorted(relations.items()) if ids}
        record["links"] = {"wikidata": id_}
        if country := next(_items(claims, "P27" if kind == "person" else "P17"), ""):
            record["country"] = country
        if description := next((clean(text) for lang, text in _terms(item.get("descriptions")) if lang == "en"), ""):
            record["description"] = description
        return Draft(record, left_out)

    def _takes(self, lang: str) -> bool:
        return not self.langs or lang in self.langs or lang.partition("-")[0] in self.langs


def _mapping(value: Any) -> Mapping[str, Any]:
    """Return a mapping; older dumps write an empty one as an empty list."""
    return value if isinstance(value, dict) else {}


def _terms(value: Any) -> Iterator[tuple[str, str]]:
    """Yield language and text of labels, descriptions (one for each language) or aliases (several)."""
    for lang, terms in _mapping(value).items():
        for term in terms if isinstance(terms, list) else [terms]:
            text = _mapping(term).get("value")
            if isinstance(text, str):
                yield lang, text


def _values(claims: Mapping[str, Any], property_: str) -> Iterator[Any]:
    """Yield the values of a property: preferred ones only if there are any, none that are deprecated, ended ones last."""
    statements = claims.get(property_)
    found = [s for s in statements if isinstance(s, dict)] if isinstance(statements, list) else []
    ranks = ("preferred",) if any(s.get("rank") == "preferred" for s in found) else ("normal", None)
    kept = [s for s in found if s.get("rank") in ranks]
    for statement in sorted(kept, key=lambda s: _ENDED in _mapping(s.get("qualifiers"))):
        snak = _mapping(statement.get("mainsnak"))
        if snak.get("snaktype") == "value":  # neither `somevalue` (unknown) nor `novalue` (none)
            yield _mapping(snak.get("datavalue")).get("value")


def _items(claims: Mapping[str, Any], property_: str) -> Iterator[str]:
    for value in _values(claims, property_):
        id_ = _mapping(value).get("id")
        if isinstance(id_, str) and _ID.fullmatch(id_):
            yield id_


def _native(claims: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for property_ in _NATIVE:
        for value in map(_mapping, _values(claims, property_)):
            lang, text = value.get("language"), value.get("text")
            if isinstance(lang, str) and isinstance(text, str):
                yield lang, text


READER = WikidataReader
