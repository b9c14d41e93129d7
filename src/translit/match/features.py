"""Features: what calibration is told beside the evidence, of a candidate in a gazetteer or of two names.

The keys are those of ``data/table/weights.yaml``; all values are numbers, 1.0 for what holds and 0.0 for what does not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.alignment import SAME_GIVEN_SET, Alignment, Pair, align
from translit.match.scored_forms import ScoredForm, paired_words, parse_as
from translit.names.parse import FULL, Name
from translit.table.words import similarity

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


def lookup_features(
    gazetteer: Gazetteer, config: Config, name: str, ranked: Sequence[ScoredForm], place: int, tied: int
) -> dict[str, float]:
    """Return the features of the candidate at ``place`` of those for a name, of which the first ``tied`` are ambiguous."""
    form = ranked[place].form
    return {
        **pair_features(parse_as(name, form), form.name),
        "lead": margin_to_runner_up(ranked, place, tied),
        "rarity": min(_MOST_RARITY, shared_rarity(gazetteer, name, form)),
        "bare_family_name": float(is_bare_family_name(gazetteer, config, name, form)),
        "size": math.log2(gazetteer.size + 1),
    }


def comparison_features(a: Name, b: Name, weight: float) -> dict[str, float]:
    """Return the features of two names that are compared, whose evidence has a weight; symmetric."""
    features = pair_features(a, b)
    return {
        **features,
        "edits": 1.0 if features["other_script"] else float(edits(a, b)),
        "words": float(min(_MOST_WORDS, len(a.parts) + len(b.parts) - 2)),
        "legal_form_missing": float(bool(a.legal) != bool(b.legal)),
        "evidence_of_thing": weight if a.type != "person" else 0.0,
    }


def pair_features(a: Name, b: Name) -> dict[str, float]:
    """Return the features of any two names of one type; symmetric."""
    alignment = align(a.of(*FULL), b.of(*FULL))
    scripts = {p.word.script for p in (*a.parts, *b.parts)} - {""}
    one_word = (len(a.parts) == 1) + (len(b.parts) == 1)
    person = a.type == "person"
    return {
        "other_script": float(len(scripts) > 1),
        "vowels_unwritten": float(bool(scripts & {"Arabic", "Hebrew"})),
        "one_word": float(one_word == 2),
        "one_word_of_several": float(one_word == 1),
        "thing": float(not person),
        "conflicts": float(conflicts(alignment)),
        "words_of_things_differ": float(not person and bool(alignment.only_left) and bool(alignment.only_right)),
        "look_alike": float(is_look_alike(alignment.pairs)),
        "one_sided": float(min(_MOST_ONE_SIDED, abs(len(alignment.only_left) - len(alignment.only_right)))),
    }


def margin_to_runner_up(ranked: Sequence[ScoredForm], place: int, tied: int) -> float:
    """Return how many bits a candidate is ahead of the next one, or behind the best; at most ``MOST_MARGIN`` either way.

    Candidates that are tied with it do not count, nor for a mononym others who may bear the same family name.
    """
    form, _, weight = ranked[place]
    rivals = ranked[:1] if place >= tied else ranked[tied:]
    if place < tied and form.entity.mononym:
        rivals = [r for r in rivals if r.weight < weight - BEARERS_MARGIN]
    return max(-MOST_MARGIN, min(MOST_MARGIN, weight - rivals[0].weight)) if rivals else MOST_MARGIN


def shared_rarity(gazetteer: Gazetteer, name: str, form: SurfaceForm) -> float:
    """Return the information (bits) of the words that a name shares with a form: rare ones have more than frequent ones."""
    numbers = {part.word: number for part, number in zip(form.name.parts, form.words, strict=True)}
    shared = (numbers.get(p.right.word) for p in paired_words(name, form) if p.similarity >= _SHARED)
    counts = [gazetteer.vocabulary.frequency(n) for n in shared if n is not None]
    return sum(math.log2((gazetteer.size + 1) / (count + 1)) + 1.0 for count in counts)


def is_bare_family_name(gazetteer: Gazetteer, config: Config, name: str, form: SurfaceForm) -> bool:
    """Return True if a name is a person's bare family name, and few enough are listed for it to tell one person.

    How many persons a gazetteer may have for that is ``config.lone_surnames``.
    """
    if gazetteer.persons > config.lone_surnames or form.entity.type != "person":
        return False
    words, family = parse_as(name, form).of(*FULL), form.name.family
    if len(words) != 1 or len(form.name.parts) < 2 or family is None:
        return False
    if len(words[0].word.folded) < _SHORTEST_FAMILY:
        return False
    families = (n for n, p in zip(form.words, form.name.parts, strict=True) if p.role == "family")
    return (
        min(map(gazetteer.vocabulary.frequency, families)) <= _MOST_BEARERS
        and similarity(words[0].word, family) >= _SAME_FAMILY
    )


def conflicts(alignment: Alignment) -> int:
    """Return how many words of one name differ from a word of the other that they should be the same as."""
    weak = sum(p.similarity < _CONFLICT for p in alignment.pairs)
    return weak + min(len(alignment.only_left), len(alignment.only_right))


def is_look_alike(pairs: Sequence[Pair]) -> bool:
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


def edits(a: Name, b: Name) -> int:
    """Return the edit distance of two names with their words sorted, at most 5."""
    one, other = (" ".join(sorted(p.word.folded for p in n.parts)) for n in (a, b))
    return min(_MOST_EDITS, Levenshtein.distance(one, other))
