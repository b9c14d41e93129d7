"""A name in running text, in a spelling that is not listed: whose is it, if anybody's?

Most pairs of capital words in a text are nobody's name in any list, so more is asked for than when a name is looked up, and
the more names are listed, the more strangers are near any spelling.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.alignment import Pair, align, part_likeness
from translit.match.calibration import calibrated
from translit.match.lookup import Scored, lookup_features, via, weighed
from translit.model import EntityType, Evidence, MatchMethod
from translit.names.given_names import may_be_near
from translit.names.parse import REQUIRED_ROLES, NamePart, parse_name
from translit.table.words import word
from translit.text.tokens import tokens

WORDS = 4  # words of a surface by whose consonants forms are looked for
MOST = 8  # forms of one surface that are scored
LEAD = 24.0
_NEEDED = {"person": 0.62, "organization": 0.78, "place": 0.78}
_SAME_SCRIPT = 0.8
_OTHER_ORDER = 0.9  # words that stand in another order must be more alike


class InText(NamedTuple):
    """A form that a surface may be a spelling of, with calibrated evidence."""

    form: SurfaceForm
    evidence: Evidence
    via: MatchMethod


def spelled_in_text(gazetteer: Gazetteer, config: Config, surface: str, things: bool = False) -> list[InText]:
    """The forms that a surface of two words or more spells, if it does: the best, and what nothing tells from it.

    With ``things``, only organizations and places are looked for.
    """
    found: dict[str, Scored] = {}
    capital = [t.text for t in tokens(surface) if t.may_start_name]
    words = [t for t in capital if not t.isdigit()]
    for form in gazetteer.of_consonants([word(t) for t in (words if len(words) > 1 else capital)[:WORDS]], MOST):
        kind = form.entity.type
        if things and kind == "person":
            continue
        if form.needs_context or form.is_acronym or not _is_whole(surface, kind) or not covers(surface, form):
            continue
        if _agrees_in_its_script(gazetteer, surface, form):
            scored = weighed(gazetteer, surface, form)
            known = found.get(form.entity.id)
            if known is None or scored.weight > known.weight:
                found[form.entity.id] = scored
    ranked = sorted(found.values(), key=lambda s: (-s.weight, s.form.entity.id))
    if not ranked:
        return []
    tied = sum(1 for s in ranked if s.weight >= ranked[0].weight - config.margin)
    out = []
    for place, scored in enumerate(ranked[:tied]):
        features = lookup_features(gazetteer, surface, ranked, place, tied)
        features["lead"] = LEAD  # among the few that are looked at, the next one tells little
        evidence = calibrated(scored.evidence, "lookup", features)
        how = via(surface, scored.form)
        out.append(InText(scored.form, evidence, "key" if how == "exact" else how))
    return out


def _is_whole(surface: str, kind: EntityType) -> bool:
    """Whether a surface has two words that must find their counterpart, or one with an initial."""
    name = parse_name(surface, kind)
    return len(name.of(*REQUIRED_ROLES)) > 1 or (kind == "person" and bool(name.of("initial")))


def _agrees_in_its_script(gazetteer: Gazetteer, surface: str, form: SurfaceForm) -> bool:
    """Whether a form of the entity in the script of the surface agrees with it, if there is one.

    ``Maria Kolesnik`` is like enough to the Belarusian name of Maria Kalesnikava, but not to the Latin one.
    """
    script = _script(surface, form)
    if form.entity.type != "person" or _script(form.text, form) == script:
        return True
    own = [f for f in gazetteer.forms_of(form.entity.id) if f.is_full_name and _script(f.text, f) == script]
    return not own or any(covers(surface, f) for f in own)


def _script(text: str, form: SurfaceForm) -> str:
    return parse_name(text, form.entity.type).parts[0].word.script


def covers(surface: str, form: SurfaceForm) -> bool:
    """Whether every word of a surface has its counterpart in a form, and no title is among them."""
    query = parse_name(surface, form.entity.type)
    if not query.parts or query.parts[0].role in ("title", "suffix", "light"):
        return False
    if query.parts[-1].role in ("title", "particle", "light", "initial"):
        return False
    words, others = query.of(*REQUIRED_ROLES), form.name.of(*REQUIRED_ROLES)
    person = form.entity.type == "person"
    if person and len(words) <= len(others) and not all(_is_met(w, others) for w in words):
        return False  # a quick look: most are somebody else's
    pairs, left, right = align(words, others)
    if left or (right and not person):
        return False
    least = _NEEDED[form.entity.type]
    if person and len(pairs) > 1 and all(p.left.word.script == p.right.word.script for p in pairs):
        least = _SAME_SCRIPT
    if person and _swapped(pairs, others):
        least = max(least, _OTHER_ORDER)
    return all(p.similarity >= least for p in pairs)


def _is_met(part: NamePart, others: tuple[NamePart, ...]) -> bool:
    """Whether a word is like one of those of a personal name."""
    near = (o for o in others if may_be_near(part.word, o.word))
    return any(part_likeness(part, o) >= _NEEDED["person"] for o in near)


def _swapped(pairs: Sequence[Pair], others: tuple[NamePart, ...]) -> bool:
    """Whether two words stand in another order than in the form."""
    places = [others.index(p.right) for p in pairs if p.right in others]
    return places != sorted(places)
