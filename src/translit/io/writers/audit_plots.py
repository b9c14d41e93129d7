"""Plots of an audit as SVG, drawn by Matplotlib: light, sharp in any size, readable without a script.

Plotly's script would be 4 MB in every page, and Vega-Lite's pages are empty without theirs. Matplotlib's SVG has 20 kB,
keeps its text as text and takes the colours of the page.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

try:
    import matplotlib as mpl
    from matplotlib.figure import Figure
except ModuleNotFoundError as error:
    if error.name != "matplotlib":
        raise
    message = 'the page of an audit needs Matplotlib: pip install ".[plots]"'
    raise ModuleNotFoundError(message, name="matplotlib") from None

_INK = "#010203"  # stands for the colour of the page's text while Matplotlib draws
_COLORS = ("#2a78c2", "#d98b1f", "#3f9a5b", "#c9517e", "#7d6bc4", "#6aa7b8")  # told apart also with colour blindness
_OTHERS = "#9a968e"
_WIDTH = 4.6  # inches, 330 CSS pixels: it fits a telephone
_LEFT_OUT = re.compile(r' id="[\w.]+_\d+"|<metadata>.*?</metadata>', re.DOTALL)
"""Ids of groups, to which nothing refers and which figures would share, and what names the program."""


def stacked(title: str, shares: Mapping[str, Counter[str]], kinds: Sequence[str], *, share: bool = False) -> str:
    """Return horizontal bars, one for each name, made of the counts of each kind; of kinds beyond six one is made.

    With ``share`` every bar is as long as the others and shows parts of a hundred.
    """
    names = list(shares)
    drawn = [*kinds[: len(_COLORS)], *(["others"] if len(kinds) > len(_COLORS) else [])]
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": title, "font.family": "sans-serif", "font.size": 10}):
        figure = Figure(figsize=(_WIDTH, 1.0 + 0.27 * len(names) + 0.21 * len(drawn)), layout="constrained")
        axes = figure.add_subplot()
        left = [0.0] * len(names)
        for number, kind in enumerate(drawn):
            counts = [_count(shares[name], kind, kinds) for name in names]
            whole = [shares[name].total() if share else 1 for name in names]
            widths = [100 * n / total if share else n for n, total in zip(counts, whole, strict=True)]
            color = _COLORS[number] if number < len(_COLORS) else _OTHERS
            axes.barh(range(len(names)), widths, left=left, color=color, label=kind, height=0.7)
            left = [a + b for a, b in zip(left, widths, strict=True)]
        _finish(axes, [name or "(not said)" for name in names], "% of mentions" if share else "mentions")
        figure.legend(loc="outside lower left", frameon=False, labelcolor=_INK, fontsize=9)
        return _svg(figure, title)


def _count(counts: Counter[str], kind: str, kinds: Sequence[str]) -> int:
    return counts[kind] if kind in kinds else sum(counts[k] for k in kinds[len(_COLORS) :])


def _finish(axes: Any, names: Sequence[str], unit: str) -> None:
    axes.set_yticks(range(len(names)), [name if len(name) < 22 else f"{name[:20]}…" for name in names])
    axes.invert_yaxis()
    axes.set_xlabel(unit, color=_INK)
    axes.locator_params(axis="x", integer=True, nbins=5)
    axes.tick_params(colors=_INK, length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(_INK)


def _svg(figure: Figure, title: str) -> str:
    out = io.StringIO()
    figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    drawing = _LEFT_OUT.sub("", out.getvalue()).replace(_INK, "currentColor")
    drawing = drawing[drawing.index("<svg") :]
    size = re.search(r'viewBox="0 0 ([\d.]+)', drawing)
    assert size is not None
    style = f"max-width:{float(size[1]) * 4 / 3:.0f}px;width:100%;height:auto"
    opening = f'<svg role="img" aria-label="{escape(title)}" style="{style}"'
    return opening + re.sub(r' (?:width|height)="[\d.]+pt"', "", drawing[len("<svg") :], count=2)
