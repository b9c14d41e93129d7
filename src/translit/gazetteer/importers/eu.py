"""The consolidated list of financial sanctions of the EU: XML (``sanctionEntity``), or CSV with a row for each fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.gazetteer.importers.documents import DocumentReader, elements, grouped, is_xml, outcomes_of, table
from translit.gazetteer.importers.draft import Draft, Outcome, draft_of
from translit.gazetteer.importers.spellings import Spelling, gender_of

_TYPES = {"P": "person", "E": "organization", "person": "person", "enterprise": "organization"}
_ID = "Entity_LogicalId"
_NO_COUNTRY = "00"


class EuReader(DocumentReader):
    """Reads persons and organizations."""

    @classmethod
    def fits(cls, head: str) -> bool:
        return "fpi/fsd/export" in head or _ID in head.partition("\n")[0]

    def convert(self, lines: Sequence[Line]) -> Iterator[Outcome]:
        if is_xml(lines):
            yield from outcomes_of(elements(lines, ("sanctionEntity",)), _of_element, lines[0])
            return
        header, rows = table(lines, ";")
        if _ID not in header:
            raise BadRecordError("no list of the EU", f"neither XML nor a table with the column {_ID}")
        yield from outcomes_of(grouped(rows, lambda row: row.get(_ID, "")), _of_rows, lines[0])


def _of_element(listed: Element) -> Draft:
    def child(name: str) -> Mapping[str, str]:
        return next((c.attrib for c in listed if c.tag.rpartition("}")[2] == name), {})

    kind = child("subjectType")
    names = [dict(c.attrib) for c in listed if c.tag.rpartition("}")[2] == "nameAlias"]
    code = kind.get("classificationCode") or kind.get("code", "")
    country = child("citizenship").get("countryIso2Code", "")
    return _draft(listed.get("logicalId", ""), code, names, country, listed.get("euReferenceNumber", ""))


def _of_rows(rows: Sequence[Mapping[str, str]]) -> Draft:
    columns = {"wholeName": "WholeName", "nameLanguage": "NameLanguage", "gender": "Gender", "function": "Function"}
    names = [{key: row.get(f"NameAlias_{column}", "") for key, column in columns.items()} for row in rows]
    country = next((c for row in rows if (c := row.get("Citizenship_CountryIso2Code", ""))), "")
    first = rows[0]
    kind = first.get("Entity_SubjectType_ClassificationCode") or first.get("Entity_SubjectType", "")
    return _draft(first.get(_ID, ""), kind, names, country, first.get("Entity_EU_ReferenceNumber", ""))


def _draft(id_: str, code: str, names: Sequence[Mapping[str, str]], country: str, reference: str) -> Draft:
    kind = _TYPES.get(code, "")
    if not kind:
        raise BadRecordError("no type", f"subject type {code!r} is neither P (person) nor E (enterprise)")
    found = [name for name in names if name.get("wholeName", "").strip()]
    strong = [
        Spelling(n["wholeName"].strip(), n.get("nameLanguage", "").lower()) for n in found if n.get("strong") != "false"
    ]
    weak = [Spelling(n["wholeName"].strip(), needs_context=True) for n in found if n.get("strong") == "false"]
    return draft_of(
        kind, f"eu-{id_}", strong, weak,
        gender=gender_of(gender for name in found if (gender := name.get("gender"))),
        country=country if country != _NO_COUNTRY else "", links={"eu": reference},
        description=next((f for name in found if (f := name.get("function", "").strip())), ""),
    )  # fmt: skip


READER = EuReader
