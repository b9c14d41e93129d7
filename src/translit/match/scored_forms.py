"""A name weighed against the listed names of a gazetteer, and the likeliest of each entity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.alignment import Pair, align
from translit.match.evidence import Weighed, listed_name, parse_as, weigh_listed
from translit.model import MatchMethod, Part
from translit.table.words import SAME_KEY, SAME_SOUND, SAME_VARIANT

__all__ = [
    "ScoredForm",
    "also_in_own_script",
    "best_of_entities",
    "match_method",
    "paired_words",
    "parse_as",
    "weigh_form",
]


_FIRST = 3  # candidates whose names in the script of the name are weighed: a bound of the time


class ScoredForm(NamedTuple):
    """A listed name that a name may be, with the evidence of the pair, and the sum of that in bits."""

    form: SurfaceForm
    weighed: Weighed
    weight: float
    in_own_script: float | None = None
    """The most bits of those names of the entity that are in the script of the name, if any was weighed."""

    @property
    def needs_own_script(self) -> bool:
        """Return True if the form is in another script than the name, which only nearly sounds like it.

        A name that some convention writes so, or that sounds the same, needs no other; nor does one like an Arabic or
        Hebrew name, in which every press finds other vowels: *Kadhafi* beside *Gaddafi*.
        """
        case = self.weighed.case
        if case.in_one_script or any(part.word.abjad for part in self.form.name.parts):
            return False
        return any(p.similarity < SAME_SOUND for p in case.pairs)

    @property
    def less_in_its_script(self) -> float | None:
        """The bits by which the entity's names in the script of the name agree less than this form, in another script.

        *Alexej Nawalny* is like the Belarusian name of Oleg Navalny, and less like the Latin one.
        """
        if self.in_own_script is None or not self.needs_own_script:
            return None
        return self.weight - self.in_own_script

    @property
    def ranked_by(self) -> float:
        """The bits without those that only a name in another script has."""
        return self.weight - (self.less_in_its_script or 0.0)

    @property
    def parts(self) -> list[Part]:
        """The evidence of the pair."""
        return self.weighed.parts

    @property
    def values(self) -> Mapping[str, float]:
        """The features of the pair by name."""
        return self.weighed.values


def weigh_form(gazetteer: Gazetteer, name: str, form: SurfaceForm) -> ScoredForm:
    """Return a form with the evidence that ``name`` stands for its entity, before other candidates are looked at."""
    weighed = weigh_listed(gazetteer, name, form)
    return ScoredForm(form, weighed, weighed.weight)


def best_of_entities(found: Iterable[ScoredForm]) -> list[ScoredForm]:
    """Return the heaviest form of each entity, the likeliest first, of equal ones by id."""
    best: dict[str, ScoredForm] = {}
    own: dict[str, float] = {}
    for scored in found:
        id = scored.form.entity.id
        known = best.get(id)
        if known is None or scored.weight > known.weight:
            best[id] = scored
        if _tells_in_its_script(scored):
            own[id] = max(scored.weight, own.get(id, scored.weight))
    return _ranked([s._replace(in_own_script=own.get(id)) for id, s in best.items()])


def also_in_own_script(
    gazetteer: Gazetteer,
    name: str,
    ranked: list[ScoredForm],
    weight: Callable[[ScoredForm], float] = attrgetter("weight"),
) -> list[ScoredForm]:
    """Return candidates ranked again after the names of the first in the script of ``name`` have been weighed, too.

    They need not have been found: *Much in Germany* is like МУС Германіі, and its English name like nothing of it.
    """
    done: set[str] = set()
    while ranked and (first := ranked[0]).needs_own_script and first.form.entity.id not in done and len(done) < _FIRST:
        done.add(first.form.entity.id)
        script = first.weighed.case.a.parts[0].word.script
        forms = (f for f in gazetteer.forms_of(first.form.entity.id) if not f.is_acronym and _may_be_read_in(f, script))
        scored = (weigh_form(gazetteer, name, f) for f in forms)
        most = max((weight(s) for s in scored if _tells_in_its_script(s)), default=None)
        ranked = _ranked([first._replace(in_own_script=most), *ranked[1:]])
    return ranked


def _may_be_read_in(form: SurfaceForm, script: str) -> bool:
    """Return True if a listed name is in a script, or in one of syllables, which are read in the script beside them."""
    return any(part.word.script == script or part.word.syllabic for part in form.name.parts[:1])


def _tells_in_its_script(scored: ScoredForm) -> bool:
    """Return True if a name is in the script of the listed one, and no full name beside a bare one (プーチン)."""
    case = scored.weighed.case
    return case.in_one_script and not len(case.b.parts) == 1 < len(case.a.parts)


def _ranked(found: Iterable[ScoredForm]) -> list[ScoredForm]:
    return sorted(found, key=lambda s: (-s.ranked_by, s.form.entity.id))


def paired_words(name: str, form: SurfaceForm) -> tuple[Pair, ...]:
    """Return the words of a name with their counterparts in a form."""
    return align(parse_as(name, form).parts, listed_name(form).parts).pairs


def match_method(pairs: tuple[Pair, ...]) -> MatchMethod:
    """Return how a name was recognized by the words that it has in common with a form: the least similar pair decides."""
    least = min((p.similarity for p in pairs), default=0.0)
    if least >= 1.0:
        return "exact"
    if least >= SAME_VARIANT:
        return "variant"
    return "key" if least >= SAME_KEY else "fuzzy"
