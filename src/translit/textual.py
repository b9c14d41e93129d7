"""A name in running text, in a spelling that is not listed: whose is it, if anybody's?

Most pairs of capital words in a text are nobody's name in any list, so more is asked for than when a name is looked up, and
the more names are listed, the more strangers are near any spelling.
"""

from __future__ import annotations

from typing import NamedTuple

from translit.alignment import align
from translit.calibration import calibrated
from translit.config import Config
from translit.gazetteer import Form, Gazetteer
from translit.matching import Scored, lookup_features, score_form, via
from translit.model import Evidence, Via
from translit.names import FULL, parse_name

MOST = 40  # forms of one surface that are scored
LEAD = 24.0
_NEEDED = {"person": 0.62, "organization": 0.78, "place": 0.78}
_SAME_SCRIPT = 0.8


class InText(NamedTuple):
    """A form that a surface may be a spelling of, with calibrated evidence."""

    form: Form
    evidence: Evidence
    via: Via


def spelled_in_text(gazetteer: Gazetteer, config: Config, surface: str) -> list[InText]:
    """The forms that a surface of two words or more spells, if it does: the best, and what nothing tells from it."""
    found: dict[str, Scored] = {}
    kinds = ("person", "organization", "place") if gazetteer.has_things else ("person",)
    for kind in kinds:
        name = parse_name(surface, kind)  # type: ignore[arg-type]
        if len(name.of(*FULL)) < 2 and not (kind == "person" and name.of("initial")):
            continue
        for form in gazetteer.paired(name, MOST):
            if form.entity.type == kind and not form.needs_context and not form.is_acronym and covers(surface, form):
                scored = Scored(form, score_form(gazetteer, surface, form))
                known = found.get(form.entity.id)
                if known is None or scored.evidence.weight > known.evidence.weight:
                    found[form.entity.id] = scored
    ranked = sorted(found.values(), key=lambda s: (-s.evidence.weight, s.form.entity.id))
    if not ranked:
        return []
    tied = sum(1 for s in ranked if s.evidence.weight >= ranked[0].evidence.weight - config.margin)
    out = []
    for place, scored in enumerate(ranked[:tied]):
        features = lookup_features(gazetteer, surface, ranked, place, tied)
        features["lead"] = LEAD  # among the few that are looked at, the next one tells little
        evidence = calibrated(scored.evidence, "lookup", features)
        how = via(surface, scored.form)
        out.append(InText(scored.form, evidence, "key" if how == "exact" else how))
    return out


def covers(surface: str, form: Form) -> bool:
    """Whether every word of a surface has its counterpart in a form, and no title is among them."""
    query = parse_name(surface, form.entity.type)
    if not query.parts or query.parts[0].role in ("title", "suffix", "light"):
        return False
    if query.parts[-1].role in ("title", "particle", "light", "initial"):
        return False
    pairs, left, right = align(query.of(*FULL), form.name.of(*FULL))
    person = form.entity.type == "person"
    if left or (right and not person):
        return False
    least = _NEEDED[form.entity.type]
    if person and len(pairs) > 1 and all(p.left.word.script == p.right.word.script for p in pairs):
        least = _SAME_SCRIPT
    return all(p.alike >= least for p in pairs)
