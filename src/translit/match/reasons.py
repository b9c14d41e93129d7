"""Reasons: why a name stands for an entity, as a code with arguments; :func:`translit.match.explain.render` words them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from translit.gazetteer.surface_forms import SurfaceForm
from translit.model import Entity, EntityType, Part
from translit.table.words import Word

Code = Literal[
    # A name as it is listed, by the kind of the listed name (form).
    "canonical name", "native name", "alias", "acronym", "style",
    "spelling",  # an unlisted spelling of a name (form, surface)
    # A name in a text.
    "country",  # of the country in some language (form)
    "other case",  # the listed name inflected (form)
    "full name in other case",  # given and family name of a longer listed name, inflected (form)
    "given name",  # the article has the full name (form)
    "short form",  # of a listed name (form)
    "family name",  # the article has the full name (form, surface, full, families)
    "family name alone",  # by which the press means this person (form, surface)
    "only bearer",  # a family name that nobody else listed has (form)
    "ambiguous",  # two entities or more (entities)
    # Two names that are compared.
    "same letters",  # (surface, other)
    "word by word",  # what their words have in common (surface, other, type)
    "conflict",  # the evidence that speaks most against one entity (part)
]  # fmt: skip


class Reason(NamedTuple):
    """Why a name stands for an entity, or why two names do or do not stand for one.

    ``surface`` is the name as it is written, ``other`` the one that it is compared with, ``full`` the full name of the
    person in the same article, ``families`` the spellings of that person's family name. ``Code`` says in brackets which
    arguments each code has. ``entities`` are by default that of the form.
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
    kind = form.kind
    return Reason("canonical name" if kind == "name" else "native name" if kind == "native" else kind, form)
