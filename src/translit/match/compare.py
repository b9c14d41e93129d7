"""Comparing two names: are they names of one entity? No gazetteer is asked."""

from __future__ import annotations

from functools import lru_cache, partial

from translit.config import Config
from translit.match.calibration import calibrated, comparison_features
from translit.match.evidence import evidence_of, exact, strongest_conflict, weigh_names, weight_of
from translit.match.explain import Reason, render
from translit.model import Comparison, EntityType, Explanation
from translit.names.parse import parse_name
from translit.text.tokens import fold_words


@lru_cache(maxsize=1 << 14)
def compare(a: str, b: str, type: EntityType, config: Config) -> Comparison:
    """Return whether two strings name the same entity of a type, with the score (0..1) and why; symmetric."""
    folded = fold_words(a)
    if folded and folded == fold_words(b):
        evidence = exact(a, b)
        reason = Reason("same letters", surface=a, other=b)
    else:
        left, right = parse_name(a, type), parse_name(b, type)
        parts = weigh_names(left, right)
        evidence = calibrated(evidence_of(parts), "compare", comparison_features(left, right, weight_of(parts)))
        reason = Reason("word by word", surface=a, other=b, type=type)
    score = evidence.score
    same = score >= config.threshold
    if not same and (conflict := strongest_conflict(evidence)):
        reason = Reason("conflict", part=conflict)
    return Comparison(a, b, score, same, Explanation(partial(render, reason), evidence))
