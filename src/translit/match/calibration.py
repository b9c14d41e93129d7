"""Calibration: the probability that a sum of evidence stands for.

The evidence ranks candidates; how often the first one is right depends on more, the features: how far behind the next one
is, how rare the words are, whether the scripts differ. The weights are fitted by logistic regression (Platt scaling with
features) on names with known answers (``learn/weights.py``); ``data/table/weights.yaml`` says on which, and explains the
features. One that is true or false is 1.0 or 0.0. Lookup and comparison are calibrated separately, since a comparison has
no other candidates.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from rapidfuzz.distance import Levenshtein

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.alignment import SAME_GIVEN_SET, Pair, align
from translit.match.scored_forms import ScoredForm, paired_words, parse_as
from translit.model import Evidence, Part
from translit.names.parse import REQUIRED_ROLES, Name
from translit.resources import read_data
from translit.table.words import similarity

MOST_EVIDENCE = 60.0
"""Evidence (bits, for or against) beyond this adds nothing."""
MOST_MARGIN = 30.0
"""A runner-up this many bits behind is as good as none."""
BEARERS_MARGIN = 4.0
"""Bits by which bearers of one family name may differ and be equally likely."""
_MOST_RARITY = 40.0  # bits
_MOST_ONE_SIDED, _MOST_EDITS, _MOST_WORDS = 3, 5, 5
_SHARED = 0.8  # least similarity of words that two names share
_CONFLICT = 0.78  # paired words less similar than this are two different words
_LOOK_ALIKE, _SAME_NAME = 0.7, 0.885  # similarity from which words look alike, and from which they are spellings of one
_SAME_FAMILY = 0.9  # least similarity of two spellings of a bare family name
_SHORTEST_FAMILY, _MOST_BEARERS = 5, 4  # letters of a family name, and listed names with it, for it to tell one person


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the fitted weights of ``lookup`` and ``compare`` (bits), by feature."""
    raw: dict[str, dict[str, float]] = json.loads(read_data("weights.json"))
    return raw


def calibrated(evidence: Evidence, kind: Literal["lookup", "compare"], features: Mapping[str, float]) -> Evidence:
    """Return evidence whose score is a probability: its parts scaled, and a part for each feature that is not zero.

    ``features`` are those of :func:`lookup_features` or :func:`comparison_features`.
    """
    fitted = weights()[kind]
    total = evidence.weight
    scale = fitted["evidence"] * (min(1.0, MOST_EVIDENCE / abs(total)) if total else 1.0)
    parts = [Part(p.kind, p.left, p.right, p.weight * scale, p.note) for p in evidence.parts]
    parts.append(Part("calibration", "", "", fitted["constant"]))
    known = ((name, weight, features.get(name, 0.0)) for name, weight in fitted.items())
    parts += [Part(name.replace("_", " "), "", "", weight * value) for name, weight, value in known if value]
    return Evidence(tuple(parts))


def lookup_features(
    gazetteer: Gazetteer, config: Config, name: str, ranked: Sequence[ScoredForm], place: int, tied: int
) -> dict[str, float]:
    """Return the features of the candidate at ``place`` of those for a name, of which the first ``tied`` are ambiguous."""
    form = ranked[place].form
    return {
        **_pair_features(parse_as(name, form), form.name),
        "lead": _margin_to_runner_up(ranked, place, tied),
        "rarity": min(_MOST_RARITY, _shared_rarity(gazetteer, name, form)),
        "bare_family_name": float(_is_bare_family_name(gazetteer, config, name, form)),
        "size": math.log2(gazetteer.size + 1),
    }


def comparison_features(a: Name, b: Name, weight: float) -> dict[str, float]:
    """Return the features of two names that are compared, whose evidence has a weight; symmetric."""
    features = _pair_features(a, b)
    return {
        **features,
        "edits": 1.0 if features["other_script"] else float(_edits(a, b)),
        "words": float(min(_MOST_WORDS, len(a.parts) + len(b.parts) - 2)),
        "legal_form_missing": float(bool(a.legal) != bool(b.legal)),
        "evidence_of_thing": weight if a.type != "person" else 0.0,
    }


def _pair_features(a: Name, b: Name) -> dict[str, float]:
    """Return the features of any two names of one type; symmetric."""
    alignment = align(a.of(*REQUIRED_ROLES), b.of(*REQUIRED_ROLES))
    scripts = {p.word.script for p in (*a.parts, *b.parts)} - {""}
    weak = sum(p.similarity < _CONFLICT for p in alignment.pairs)
    one_word = (len(a.parts) == 1) + (len(b.parts) == 1)
    person = a.type == "person"
    return {
        "other_script": float(len(scripts) > 1),
        "vowels_unwritten": float(bool(scripts & {"Arabic", "Hebrew"})),
        "one_word": float(one_word == 2),
        "one_word_of_several": float(one_word == 1),
        "thing": float(not person),
        "conflicts": float(weak + min(len(alignment.only_left), len(alignment.only_right))),
        "words_of_things_differ": float(not person and bool(alignment.only_left) and bool(alignment.only_right)),
        "look_alike": float(_is_look_alike(alignment.pairs)),
        "one_sided": float(min(_MOST_ONE_SIDED, abs(len(alignment.only_left) - len(alignment.only_right)))),
    }


def _margin_to_runner_up(ranked: Sequence[ScoredForm], place: int, tied: int) -> float:
    """Return how many bits a candidate is ahead of the next one, or behind the best; at most ``MOST_MARGIN`` either way.

    Candidates that are tied with it do not count, nor for a mononym others who may bear the same family name.
    """
    form, _, weight = ranked[place]
    rivals = ranked[:1] if place >= tied else ranked[tied:]
    if place < tied and form.entity.mononym:
        rivals = [r for r in rivals if r.weight < weight - BEARERS_MARGIN]
    return max(-MOST_MARGIN, min(MOST_MARGIN, weight - rivals[0].weight)) if rivals else MOST_MARGIN


def _shared_rarity(gazetteer: Gazetteer, name: str, form: SurfaceForm) -> float:
    """Return the information (bits) of the words that a name shares with a form: rare ones have more than frequent ones."""
    numbers = {part.word: number for part, number in zip(form.name.parts, form.words, strict=True)}
    shared = (numbers.get(p.right.word) for p in paired_words(name, form) if p.similarity >= _SHARED)
    counts = [gazetteer.vocabulary.frequency(n) for n in shared if n is not None]
    return sum(math.log2((gazetteer.size + 1) / (count + 1)) + 1.0 for count in counts)


def _is_bare_family_name(gazetteer: Gazetteer, config: Config, name: str, form: SurfaceForm) -> bool:
    """Return True if a name is a person's bare family name, and few enough are listed for it to tell one person."""
    if gazetteer.persons > config.lone_surnames or form.entity.type != "person":
        return False
    words, family = parse_as(name, form).of(*REQUIRED_ROLES), form.name.family
    if len(words) != 1 or len(form.name.parts) < 2 or family is None or len(words[0].word.folded) < _SHORTEST_FAMILY:
        return False
    families = (n for n, p in zip(form.words, form.name.parts, strict=True) if p.role == "family")
    fewest = min(map(gazetteer.vocabulary.frequency, families))
    return fewest <= _MOST_BEARERS and similarity(words[0].word, family) >= _SAME_FAMILY


def _is_look_alike(pairs: Sequence[Pair]) -> bool:
    """Return True if two names of one script are similar and not the same: persons who share one of their names
    (Medvedev, Medvedkov), organizations and places of a single word (Lutsk, Slutsk).
    """
    if any(p.left.word.script != p.right.word.script for p in pairs):
        return False
    if len(pairs) == 1 and pairs[0].left.role == "content":
        return _LOOK_ALIKE <= pairs[0].similarity < _SAME_NAME
    if len(pairs) < 2 or any(p.left.role == "content" for p in pairs):
        return False
    found = sorted(p.similarity for p in pairs)
    return found[-1] >= SAME_GIVEN_SET and _LOOK_ALIKE <= found[0] < _SAME_NAME


def _edits(a: Name, b: Name) -> int:
    """Return the edit distance of two names with their words sorted, at most 5."""
    one, other = (" ".join(sorted(p.word.folded for p in n.parts)) for n in (a, b))
    return min(_MOST_EDITS, Levenshtein.distance(one, other))
