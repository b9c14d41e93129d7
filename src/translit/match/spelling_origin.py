"""Where a spelling comes from: the language whose name it writes, and the convention by which it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from translit.match.spelling_reasons import Case, case_of, is_own, rank, readings
from translit.model import Entity, EntityType
from translit.names.parse import parse_name
from translit.table.romanization import variants
from translit.table.tables import tables
from translit.table.words import word
from translit.text.fold import fold, script_of
from translit.text.language import language_name


class Origin(NamedTuple):
    """The languages whose names are spelled so (by code, more than one if they cannot be told apart), and a convention.

    ``convention`` is in words, one of the text's language if there is one; ``""`` for a name in its own letters. Both are
    empty if no convention writes exactly this.
    """

    languages: tuple[str, ...] = ()
    convention: str = ""

    def __str__(self) -> str:
        names = " or ".join(map(language_name, self.languages))
        return f"{self.convention} from {names}" if self.convention else f"{names} name" if names else ""


def origin(spelling: str, entity: Entity, lang: str | None = None) -> Origin:
    """Return where a spelling of an entity's name in a text of language ``lang`` comes from.

    The family name decides for a person, the whole name else. Only names in languages of the entity's country and in that of
    the text count. Case forms count as what they are forms of.

    >>> from translit.gazetteer import Gazetteer
    >>> kyiv = Gazetteer.default().entities["kyiv"]
    >>> str(origin("Kyiv", kyiv, "en")), str(origin("Kiev", kyiv, "en")), str(origin("Kijów", kyiv, "pl"))
    ('English press from Ukrainian', 'passports from Russian', 'Polish name')
    """
    case = case_of(lang, entity.country)
    target = _decisive(spelling, entity.type, lang)
    targets = {fold(target), *readings(word(target), case)}
    found = [
        (how_near, place, code, convention)
        for place, (code, names) in enumerate(entity.names.items())
        if is_own(code, case)
        for name in names
        for how_near, convention in _conventions(_decisive(name, entity.type, code), targets, code, case)
    ]
    if not found:
        return Origin()
    found.sort()
    convention = found[0][-1]
    languages = tuple(dict.fromkeys(code for _, _, code, _ in found))
    return Origin(languages, tables().conventions[convention].short if convention else "")


def _decisive(name: str, type: EntityType, lang: str | None) -> str:
    """Return the family name of a person, any other name as it is."""
    family = parse_name(name, type, lang if lang in tables().languages else None).family
    return family.text if family and type == "person" else name


def _conventions(native: str, targets: set[str], code: str, case: Case) -> Iterator[tuple[int, str]]:
    """Yield how near to the text each convention is that writes a native name so, with its id (``""``: as it stands)."""
    if fold(native) in targets:
        yield -1, ""
    elif code in tables().languages and script_of(native) != "Latin":
        for spelling in variants(native, lang=code):
            for convention in spelling.conventions if fold(spelling.text) in targets else ():
                how_near = rank(convention, case)
                if how_near is not None:  # readers know newspapers better than standards
                    yield 2 * how_near + ("press" not in tables().conventions[convention].short), convention
