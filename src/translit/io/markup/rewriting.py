"""Canonical spellings in the HTML or Markdown source that a text was read from; everything but the names stays."""

from __future__ import annotations

import re
from html import escape

from translit.annotation.annotator import Annotator
from translit.annotation.rewrite import Edit, Rewritten, edited
from translit.io.markup.source_map import Extracted
from translit.model import Mention

_MARKUP = re.compile(r"[\\`*_\[\]|~]")  # of Markdown; HTML's own is escaped before
_WORD = re.compile(r"\S+")


def rewrite_source(annotator: Annotator, page: Extracted, style: str | None = None) -> tuple[Rewritten, list[Mention]]:
    """Return the source with canonical spellings, and the mentions left as they are because markup cuts a word of theirs.

    A spelling with as many words as the mention is written word by word, so that what stands between them stays.
    """
    edits: list[Edit] = []
    left = []
    done = annotator.rewrite(page.text, style=style)
    for replaced in done.replacements:
        mention = replaced.mention
        pieces = _pieces(page, mention, done.text[replaced.new_start : replaced.new_end])
        if pieces is None:
            left.append(mention)
        else:
            edits += [Edit(start, end, _escaped(text), mention) for start, end, text in pieces]
    return edited(page.source, edits), left


def _escaped(text: str) -> str:
    """Return a name as it is written in HTML and Markdown alike, in neither of which it is markup."""
    return _MARKUP.sub(lambda m: f"&#{ord(m.group())};", escape(text, quote=False))


def _pieces(page: Extracted, mention: Mention, spelling: str) -> list[tuple[int, int, str]] | None:
    """Return what to write where, or ``None`` if it would run over markup."""
    words = [(mention.start + w.start(), mention.start + w.end(), w.group()) for w in _WORD.finditer(mention.text)]
    new = spelling.split()
    spans = [(mention.start, mention.end, spelling)]
    if len(words) == len(new):
        spans = [(start, end, text) for (start, end, old), text in zip(words, new, strict=True) if old != text]
    pieces = []
    for start, end, text in spans:
        if any(page.map.ends[i] != page.map.starts[i + 1] for i in range(start, end - 1)):
            return None
        pieces.append((*page.map.to_source(start, end), text))
    return pieces
