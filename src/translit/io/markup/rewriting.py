"""Canonical spellings in the HTML or Markdown source that a text was read from; everything but the names stays."""

from __future__ import annotations

import re
from html import escape

from translit.annotation.annotator import Annotator
from translit.annotation.rewrite import Edit, Rewritten, edited
from translit.model import Mention
from translit.text.source_map import Extracted

_MARKUP = re.compile(r"[\\`*_\[\]|~]")  # of Markdown; HTML's own is escaped before
_BLOCK = re.compile(r"^(?:[-+#]|\d+[.)])")  # at the beginning of a line, that of a heading or an item of a list: 1. FC
_PREFIX = " \t>*+-.)0123456789"  # of a line in a quotation or an item of a list
_INDENT = 8  # characters back to the line end: more spaces are code
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
            edits += [Edit(start, end, _escaped(text, page.source, start), mention) for start, end, text in pieces]
    return edited(page.source, edits), left


def _escaped(text: str, source: str, start: int) -> str:
    """Return a name as it is written in HTML and Markdown alike, in neither of which it is markup."""
    written = _MARKUP.sub(_reference, escape(text, quote=False))
    before = source[max(0, start - _INDENT) : start].rstrip(_PREFIX)
    return written if before and not before.endswith("\n") else _BLOCK.sub(_reference, written, count=1)


def _reference(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}&#{ord(match[0][-1])};"


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
