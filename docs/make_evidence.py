"""Write ``docs/evidence.md``: every feature of the evidence with its weight.

    python docs/make_evidence.py

Everything in it comes from the docstrings of the features and from the fitted weights; a test compares the file with a
fresh one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from translit.match.additive import Feature, Model
from translit.match.features import COMPARE_PERSON, COMPARE_THING, LOOKUP, PERSON, TEXT, THING

ROOT = Path(__file__).resolve().parents[1]
CHAPTERS: tuple[tuple[str, Model[Any], Model[Any] | None], ...] = (
    ("The names of two persons", PERSON, COMPARE_PERSON),
    ("The names of two organizations or places", THING, COMPARE_THING),
    ("A candidate among others", LOOKUP, None),
    ("A name in a text", TEXT, None),
)


def page() -> str:
    """Return the content of ``evidence.md``."""
    return _INTRODUCTION + "".join(_chapter(*chapter) for chapter in CHAPTERS)


_INTRODUCTION = """# The evidence

*Made by `python docs/make_evidence.py` from `src/translit/match/features/` and `data/table/weights.yaml`; do not edit.*

A score is a sum of weights in bits, one for every feature; [How a name is decided](decisions.md) says how it is used. A
weight such as “0.87: 0, 1: +3.1” means no bits at 0.87, 3.1 at 1, and straight lines between the values that are listed;
“yes: −2” is the weight where something is so. Features whose weight is 0 have not been needed for the names of the fit.
"""


def _chapter(title: str, model: Model[Any], other: Model[Any] | None) -> str:
    models = [model] if other is None else [model, other]
    heads = ["Weight"] if other is None else ["In a gazetteer", "Compared"]
    constants = " and ".join(f"{m.constant:+.1f}" for m in models)
    lines = [f"\n## {title}\n", f"The constant is {constants} bits.\n"]
    lines += [f"| Feature | {' | '.join(heads)} |", "|---" * (1 + len(heads)) + "|"]
    for feature in model.features:
        weights = " | ".join(_weight(m, feature) for m in models)
        lines.append(f"| **{feature.name.replace('_', ' ')}**: {feature.meaning} | {weights} |")
    return "\n".join(lines) + "\n"


def _weight(model: Model[Any], feature: Feature[Any]) -> str:
    knots, bits = model.curve(feature.name)
    if feature.knots == (0.0, 1.0):
        return f"yes: {_signed(bits[1] - bits[0])}"
    if not any(bits):
        return "0"
    points = list(zip(knots, bits, strict=True))
    told = [
        p for n, p in enumerate(points) if n in (0, len(points) - 1) or not p[1] == points[n - 1][1] == points[n + 1][1]
    ]
    return ", ".join(f"{knot:g}: {_signed(weight)}" for knot, weight in told)


def _signed(bits: float) -> str:
    return f"{bits:+.1f}".replace("-", "−") if abs(bits) >= 0.05 else "0"


if __name__ == "__main__":
    (ROOT / "docs" / "evidence.md").write_text(page(), encoding="utf-8")
