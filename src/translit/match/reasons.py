"""Reasons: why a name stands for an entity, as a code with arguments; :func:`translit.match.explain.render` words them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from translit.gazetteer.surface_forms import SurfaceForm
from translit.model import Entity, EntityType, Part
from translit.table.words import Word

Code = Literal[
    # A name that is written as it is listed: the kind of the listed name. Argument: form.
    "canonical name", "native name", "alias", "acronym", "style",
    # A name that is not written as it is listed. Arguments: form, surface.
    "spelling",
    # A name in a text. Arguments: entities (one; by default that of the form) and those named here.
    "country",  # the name of a country in some language
    "other case",  # form: the listed name, inflected
    "full name in other case",  # the given and family name of a longer listed name, inflected
    "given name",  # a given name; the article has the full name
    "short form",  # form: the listed name that is shortened
    "family name",  # surface, families, full: a family name; the article has the full name
    "family name alone",  # surface: a family name by which the press means this person
    "only bearer",  # a family name that nobody else listed has
    "ambiguous",  # entities: two or more
    # Two names that are compared.
    "same letters",  # surface, other
    "word by word",  # surface, other, type: what the words have in common
    "conflict",  # part: the evidence that speaks most against one name
]  # fmt: skip


class Reason(NamedTuple):
    """Why a name stands for an entity, or why two names do or do not stand for one.

    ``surface`` is the name as it is written, ``other`` the one that it is compared with, ``full`` the full name of the
    person in the same article, ``families`` the listed spellings of that person's family name. The list of codes says
    which arguments each of them has.
    """

    code: Code
    form: SurfaceForm | None = None
    surface: str = ""
    entities: tuple[Entity, ...] = ()
    full: str = ""
    families: tuple[Word, ...] = ()
    other: str = ""
    type: EntityType = "person"
    part: Part | None = None


def listed(form: SurfaceForm) -> Reason:
    """Return the reason of a name that is written as it is listed."""
    match form.kind:
        case "name":
            return Reason("canonical name", form)
        case "native":
            return Reason("native name", form)
        case kind:
            return Reason(kind, form)
