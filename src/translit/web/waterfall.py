"""Evidence as a waterfall: a row for every part of a score, whose bar begins where the one before ends."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import accumulate, pairwise

from translit.io.writers.html import safe
from translit.match.evidence import kind_of
from translit.match.features import MODELS
from translit.model import Evidence, Part

_MOST = 64.0  # bits at which a score is cut off
_OWN = {
    "constant": "before anything is seen",
    "exact": "written just as a listed name",
    "as one of several": "what the likeness is worth where a whole gazetteer is searched",
}


def waterfall(evidence: Evidence) -> str:
    """Return a list of the parts of a score with their bits, which add up to its log-odds."""
    sums = [max(-_MOST, min(at, _MOST)) for at in accumulate((part.weight for part in evidence.parts), initial=0.0)]
    low, width = min(sums), (max(sums) - min(sums)) or 1.0
    at = [100 * (value - low) / width for value in sums]
    zero = f'<path class="zero" d="M{-100 * low / width:.1f} 0V10"/>'
    rows = "".join(
        _row(part, zero, start, end) for part, (start, end) in zip(evidence.parts, pairwise(at), strict=True)
    )
    total = f"{_signed(evidence.weight)} bits, a score of {evidence.score:.3f}"
    return f'<ol class="waterfall">{rows}</ol><p class="total">Sum: {total}</p>'


def _row(part: Part, zero: str, start: float, end: float) -> str:
    words = " / ".join(safe(w) for w in (part.left, part.right) if w)
    about = " ".join(f"<i>{told}</i>" for told in (words, safe(part.note)) if told)
    bar = (
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{zero}'
        f'<rect class="{"for" if part.weight > 0 else "against"}" x="{min(start, end):.1f}" y="1" '
        f'width="{max(abs(end - start), 0.5):.1f}" height="8"/></svg>'
    )
    return (
        f"<li><span>{safe(part.kind)} {about}<small>{safe(_meanings().get(part.kind, ''))}</small></span> "
        f"<b>{_signed(part.weight)}</b>{bar}</li>"
    )


def _signed(bits: float) -> str:
    return f"{bits:+.1f}".replace("-", "\N{MINUS SIGN}")


@cache
def _meanings() -> Mapping[str, str]:
    """Return what every kind of evidence means."""
    found = dict(_OWN)
    for feature in (f for model in MODELS.values() for f in model.features):
        for kind in (kind_of(feature.name), feature.name.replace("_", " ")):
            found.setdefault(kind, feature.meaning.replace("``", "").replace("True if", "whether").rstrip("."))
    return found
