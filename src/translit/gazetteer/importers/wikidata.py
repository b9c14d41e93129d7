"""Wikidata: the JSON dump, an array with one entity in each line, or the same lines without the array; and what its services
give: the ``entities`` of ``Special:EntityData`` and ``wbgetentities``, with line breaks or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from typing import Any

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.gazetteer.importers.documents import JsonReader
from translit.gazetteer.importers.draft import Draft, Outcome, Skipped, draft_of, types
from translit.gazetteer.importers.spellings import Spelling, clean, gender_of
from translit.gazetteer.records import WIKIDATA_ID
from translit.model import TYPES

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
        elif not WIKIDATA_ID.fullmatch(name):
            raise ValueError(f"{item!r} is no class: write Q5, Q18127=organization or place")
        elif (kind or known.get(name)) not in TYPES:
            raise ValueError(f"which type is {name}? Write {name}=person, {name}=organization or {name}=place")
        else:
            wanted[name] = kind or known[name]
    return wanted or dict(known)


class WikidataReader(JsonReader):
    """Reads items of the ``classes`` asked for (see :func:`wanted_classes`) with enough pages in Wikipedia and its
    sisters.

    Labels and aliases are taken in the languages ``langs`` (with commas between; default: all), the name and native
    names in any. Entities that were fetched without claims are of ``type``.
    """

    def __init__(
        self,
        source: str | PathLike[str] = "",
        classes: Iterable[str] = (),
        min_sitelinks: int = 0,
        langs: str = "",
        type: str = "",
    ) -> None:
        self.classes = wanted_classes(classes)
        self.min_sitelinks = min_sitelinks
        self.langs = frozenset(lang for part in langs.split(",") if (lang := part.strip()))
        self.type = type
        super().__init__(source, classes=self.classes, min_sitelinks=min_sitelinks, langs=sorted(self.langs), type=type)
        ids = "|".join(q[1:] for q in sorted(self.classes))
        # Parsing a line costs a hundred times more than seeing that it names no class asked for, and no country code.
        self._worth_reading = re.compile(rf'"Q(?:{ids})"|"P297"'.encode()).search

    @classmethod
    def fits(cls, head: str) -> bool:
        in_dump = '"labels"' in head or '"claims"' in head or '"sitelinks"' in head
        return re.search(r'"[QPL]\d+"', head) is not None and (in_dump or '"entities"' in head)

    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        if not self.whole and not self.type:
            raw = lines[0].text.strip().rstrip(b",").rstrip()
            if raw[:1] == b"{" and raw[-1:] == b"}" and b'"claims"' in raw and not self._worth_reading(raw):
                return (Skipped("of another class"),)
        return super().convert(lines)

    def objects(self, value: Any) -> Sequence[dict[str, Any]]:
        entities = value.get("entities") if isinstance(value, dict) else None
        if isinstance(entities, dict):
            return [item for item in entities.values() if isinstance(item, dict)]
        return super().objects(value)

    def of_object(self, value: dict[str, Any]) -> Outcome:
        item = value
        id_ = item.get("id")
        if not isinstance(id_, str):
            raise BadRecordError("no id", "no id: this is no Wikidata entity")
        if not WIKIDATA_ID.fullmatch(id_):
            return Skipped("no item (a property or a lexeme)")
        if "missing" in item:
            return Skipped("missing in Wikidata")
        claims = _mapping(item.get("claims"))
        for code in _values(claims, "P297"):
            if isinstance(code, str):
                self.countries.setdefault(id_, code)
        kind = next((self.classes[q] for q in _items(claims, "P31") if q in self.classes), "")
        if not kind and "claims" not in item:
            kind = self.type
        if not kind:
            return Skipped("of another class" if "claims" in item else "without claims; say --type")
        if len(_mapping(item.get("sitelinks"))) < self.min_sitelinks:
            return Skipped(f"fewer than {self.min_sitelinks} sitelinks")
        return self._draft(id_, kind, item, claims)

    def _draft(self, id_: str, kind: str, item: Mapping[str, Any], claims: Mapping[str, Any]) -> Draft | Skipped:
        labels = dict(sorted(_terms(item.get("labels")), key=lambda term: (term[0] != "en", term[0] != "mul", term[0])))
        native = [Spelling(text, lang) for lang, text in _native(claims)]
        first = next(((lang, text) for lang, text in labels.items() if lang in ("en", "mul")), None)
        proper = [Spelling(first[1], first[0])] if first else []
        proper += [Spelling(text, lang) for lang, text in labels.items() if self._takes(lang)]
        if not proper and not native:
            proper = [Spelling(text, lang) for lang, text in labels.items()]
        aliases = [Spelling(text, lang) for lang, text in sorted(_terms(item.get("aliases"))) if self._takes(lang)]
        relations: dict[str, list[str]] = {}
        for property_, relation in sorted(_RELATIONS[kind].items(), key=lambda pair: pair[1]):
            known = relations.get(relation, [])
            if found := [*known, *(q for q in dict.fromkeys(_items(claims, property_)) if q not in known and q != id_)]:
                relations[relation] = found
        try:
            return draft_of(
                kind, id_, [*proper, *native], aliases,
                gender=gender_of(_GENDERS.get(q, "") for q in _items(claims, "P21")),
                relations=relations, links={"wikidata": id_},
                country=next(_items(claims, "P27" if kind == "person" else "P17"), ""),
                description=next((clean(text) for lang, text in _terms(item.get("descriptions")) if lang == "en"), ""),
            )  # fmt: skip
        except BadRecordError:
            return Skipped("without a name")

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
        if isinstance(id_, str) and WIKIDATA_ID.fullmatch(id_):
            yield id_


def _native(claims: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for property_ in _NATIVE:
        for value in map(_mapping, _values(claims, property_)):
            lang, text = value.get("language"), value.get("text")
            if isinstance(lang, str) and isinstance(text, str):
                yield lang, text


READER = WikidataReader
