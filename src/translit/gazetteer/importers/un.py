"""The consolidated list of the UN Security Council (XML): elements ``INDIVIDUAL`` and ``ENTITY``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from translit.files.lines import Line
from translit.gazetteer.importers.documents import DocumentReader, elements, outcomes_of
from translit.gazetteer.importers.draft import Draft, Outcome, draft_of
from translit.gazetteer.importers.spellings import Spelling, country_code, gender_of, small_letters

_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


class UnReader(DocumentReader):
    """Reads persons and organizations."""

    @classmethod
    def fits(cls, head: str) -> bool:
        return "<CONSOLIDATED_LIST" in head

    def convert(self, lines: Sequence[Line]) -> Iterator[Outcome]:
        yield from outcomes_of(elements(lines, ("INDIVIDUAL", "ENTITY")), _draft, lines[0])


def _draft(listed: Element) -> Draft:
    def text(tag: str) -> str:
        return (listed.findtext(tag) or "").strip()

    is_person = listed.tag == "INDIVIDUAL"
    name = " ".join(part for tag in _PARTS if (part := text(tag)))
    labels = [Spelling(small_letters(name) if is_person else name), Spelling(text("NAME_ORIGINAL_SCRIPT"))]
    others = [
        Spelling(name, needs_context=(alias.findtext("QUALITY") or "").strip() == "Low")
        for alias in listed.iter(f"{listed.tag}_ALIAS")
        if (name := (alias.findtext("ALIAS_NAME") or "").strip())
    ]
    reference = text("REFERENCE_NUMBER")
    id_ = f"un-{reference or text('DATAID')}"
    return draft_of(
        "person" if is_person else "organization", id_, [s for s in labels if s.text], others,
        gender=gender_of([text("GENDER")]), country=country_code(text("NATIONALITY/VALUE")),
        links={"un": reference}, description=text("DESIGNATION/VALUE"),
    )  # fmt: skip


READER = UnReader
