"""Features: what tells whether two names are of one entity. The one list of them for every kind of decision.

A new feature is a function in a module of this package (``_template.py`` shows one) and its name in the list there; then
the weights are fitted again (``learn/weights.py``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from translit.match.additive import Model
from translit.match.features.case import PersonCase, ThingCase
from translit.match.features.listing import LISTING, ListingCase
from translit.match.features.persons import PERSONS
from translit.match.features.place import PLACE
from translit.match.features.things import THINGS
from translit.match.features.ways import READING
from translit.match.features.whole import WHOLE

PERSON: Model[PersonCase] = Model("person", (*PERSONS, *WHOLE))
"""A name and a listed name of a person."""
THING: Model[ThingCase] = Model("thing", (*THINGS, *WHOLE))
"""A name and a listed name of an organization or place."""
LOOKUP: Model[ListingCase] = Model("lookup", LISTING)
"""A candidate among those of a gazetteer."""
COMPARE_PERSON: Model[PersonCase] = Model("compare_person", (*PERSONS, *WHOLE))
"""Two names of persons that are compared."""
COMPARE_THING: Model[ThingCase] = Model("compare_thing", (*THINGS, *WHOLE))
"""Two names of organizations or places that are compared."""
TEXT: Model[Any] = Model("text", (*READING, *PLACE))
"""Words of a text that are read as a listed name, and the place where they stand."""
MODELS: Mapping[str, Model[Any]] = {m.name: m for m in (PERSON, THING, LOOKUP, COMPARE_PERSON, COMPARE_THING, TEXT)}
"""All models by name."""
