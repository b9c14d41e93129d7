"""The sanctions list of the US Treasury in its advanced XML, ``sdn_advanced.xml``: numbers, and tables of what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from translit.files.lines import Line
from translit.gazetteer.importers.documents import DocumentReader, elements, outcomes_of
from translit.gazetteer.importers.draft import Outcome, Skipped, draft_of
from translit.gazetteer.importers.spellings import Spelling, gender_of, small_letters

_ORDER = ("first name", "middle name", "patronymic", "last name", "matronymic")  # of the parts of a person's name
_COUNTRY = ("nationality country", "citizenship country")


class OfacXmlReader(DocumentReader):
    """Reads persons and organizations; ships and aircraft are skipped."""

    def __init__(self) -> None:
        super().__init__()
        self._meanings: dict[tuple[str, str], str] = {}  # by element of the tables and number
        self._codes: dict[str, str] = {}  # ISO codes by the number of a country, then of a place

    def convert(self, lines: Sequence[Line]) -> Iterator[Outcome]:
        parties = elements(lines, ("ReferenceValueSets", "Location", "DistinctParty"))
        yield from outcomes_of((e for e in parties if not self._is_table(e)), self._outcome, lines[0])

    def _is_table(self, element: Element) -> bool:
        """Return True if an element is no party, after noting what it tells."""
        if element.tag == "ReferenceValueSets":
            for value in element.iter():
                self._meanings[value.tag, value.get("ID", "")] = (value.text or "").strip().lower()
                if value.tag == "Country":
                    self._codes[value.get("ID", "")] = value.get("ISO2", "")
                if value.tag == "PartySubType":
                    self._meanings["party", value.get("ID", "")] = value.get("PartyTypeID", "")
        elif element.tag == "Location":
            country = element.find("LocationCountry")
            code = self._codes.get(country.get("CountryID", ""), "") if country is not None else ""
            self._codes[f"at {element.get('ID')}"] = code
        return element.tag != "DistinctParty"

    def _outcome(self, party: Element) -> Outcome:
        profile = party.find("Profile")
        sub_type = profile.get("PartySubTypeID", "") if profile is not None else ""
        party_type = self._meanings.get(("PartyType", self._meanings.get(("party", sub_type), "")), "")
        if party_type not in ("individual", "entity"):
            return Skipped(self._meanings.get(("PartySubType", sub_type)) or party_type or "unknown party")
        is_person = party_type == "individual"
        parts = {g.get("ID", ""): g.get("NamePartTypeID", "") for g in party.iter("NamePartGroup")}
        primary: list[Spelling] = []
        strong: list[Spelling] = []
        weak: list[Spelling] = []
        for alias in party.iter("Alias"):
            names = [Spelling(self._name(name, parts, is_person)) for name in alias.iter("DocumentedName")]
            if alias.get("LowQuality") == "true":
                weak += [name._replace(needs_context=True) for name in names]
            else:
                (primary if alias.get("Primary") == "true" else strong).extend(names)
        id_ = party.get("FixedRef", "")
        return draft_of(
            "person" if is_person else "organization", f"ofac-{id_}", primary, [*strong, *weak],
            gender=gender_of([self._feature(party, ("gender",))]),
            country=self._feature(party, _COUNTRY), links={"ofac": id_},
        )  # fmt: skip

    def _name(self, name: Element, parts: dict[str, str], is_person: bool) -> str:
        """Return a name from its parts, a person's in the order in which they are spoken."""
        found = [
            (
                self._meanings.get(("NamePartType", parts.get(value.get("NamePartGroupID", ""), "")), ""),
                value.text or "",
            )
            for value in name.iter("NamePartValue")
        ]
        if not is_person:
            return " ".join(text.strip() for _, text in found)
        found.sort(key=lambda part: _ORDER.index(part[0]) if part[0] in _ORDER else len(_ORDER))
        return " ".join(small_letters(text.strip()) for _, text in found)

    def _feature(self, party: Element, kinds: Sequence[str]) -> str:
        """Return what the first feature of one of these kinds says: a word, or the code of the country of a place."""
        for feature in party.iter("Feature"):
            if self._meanings.get(("FeatureType", feature.get("FeatureTypeID", ""))) in kinds:
                for place in feature.iter("VersionLocation"):
                    return self._codes.get(f"at {place.get('LocationID')}", "")
                for detail in feature.iter("VersionDetail"):
                    return self._meanings.get(("DetailReference", detail.get("DetailReferenceID", "")), "")
        return ""
