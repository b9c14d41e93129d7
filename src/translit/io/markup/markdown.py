"""Markdown to plain text: syntax, code, link targets and front matter fall away, the rest keeps its place.

A scanner of one pass over lines and one over the characters of each paragraph. It marks what is not text; HTML inside,
and entities, are then read as in any HTML page. It follows CommonMark where names may stand and is coarser elsewhere:
a doubtful character of syntax stays in the text rather than taking a name with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from translit.io.markup.html import extract
from translit.text.source_map import Extracted

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_CONTAINERS = re.compile(r"(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t\r\n]|\Z)))*")
_ITEM = re.compile(r"[-*+]|\d")
_TASK = re.compile(r"[ \t]+\[[ xX]\](?=[ \t])")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_UNDERLINE = re.compile(r"[ \t>]*(?:=+|-+)[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t>]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_FENCE = re.compile(r"[ \t]*(?:(`{3,})[^`]*|(~{3,}).*)$")
_HEADING = re.compile(r"[ \t]*#{1,6}(?=[ \t]|$)")
_CLOSING_HASHES = re.compile(r"[ \t]#+[ \t]*$")
_DEFINITION = re.compile(r"[ \t]*\[(?!\^)[^\]]+\]:[ \t]*\S")
_FOOTNOTE = re.compile(r"[ \t]*\[\^[^\]\s]+\]:")
_RAW = re.compile(r"[ \t]{0,3}<(?:(script|pre|style|textarea)(?=[\s>])|!--)", re.IGNORECASE)

_TOKEN = re.compile(r"\\[!-/:-@\[-`{-~]|\\\n|`+|!?\[|\]|<|\*+|_+|~~+")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<[?!](?!--)[^<>]*>")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>")
_TARGET = re.compile(
    r"\(\s*+(?:<[^<>\n]*+>|[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+)"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+\s*+\)|\[[^\[\]]*+\]"
)
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_HIDDEN = "\0"


def from_markdown(source: str, *, skip_navigation: bool = False) -> Extracted:
    r"""Return the text of a Markdown document. HTML in it is read as HTML.

    Line breaks inside a paragraph are spaces; a blank line divides blocks, also the items of a list and the rows of a table.

    >>> from_markdown("# Minsk\n\nSee [*Lukaszenka*](https://example.org 'Minsk') and `Minsk`.\n").text
    'Minsk\n\nSee Lukaszenka and .\n'
    """
    page = _Page(source)
    return extract(source, "".join(page.markup), page.shown, skip_navigation=skip_navigation, verbatim=True)


class _Page:
    """What the HTML parser is to see at each position (``markup``) and what text the position gives (``shown``)."""

    def __init__(self, source: str) -> None:
        self.markup, self.shown = list(source), list(source)
        paragraph = last = 0
        for start, end, joins in self._lines(source):
            if not joins:
                self._inline(paragraph, last)
                paragraph = start
            last = end
        self._inline(paragraph, last)

    def _hide(self, start: int, end: int) -> None:
        self.markup[start:end] = [_HIDDEN] * (end - start)
        self.shown[start:end] = [""] * (end - start)

    def _lines(self, source: str) -> Iterator[tuple[int, int, bool]]:
        """Yield the lines of text (start, end, True if it continues the paragraph), and hide their block syntax."""
        skip = _front_matter(source)
        self._hide(0, skip)
        fence = raw = ""  # what would end the code block or raw HTML that we are in
        depth, quoted = 0, False  # where its container ends
        open_, table = False, False
        before = 0  # where the block before ends, or 0 if a blank line follows it
        listed = 0  # the column that a list's items are indented to, or 0
        for match in _LINE.finditer(source, skip):
            start, end = match.span()
            line = match.group().rstrip("\r\n")
            indent = len(line) - len(line.lstrip(" \t"))
            blank = indent == len(line)
            if raw:
                raw = "" if raw in line.lower() else raw
                continue
            if fence and not (quoted and not line.lstrip().startswith(">")) and (blank or indent >= depth):
                self._hide(start, end)
                closing = line.lstrip(" \t>").rstrip()
                if len(closing) >= len(fence) and not closing.strip(fence[0]):
                    fence = ""
                continue
            fence = ""
            if blank:
                open_, table, before = False, False, 0
                continue
            containers = _CONTAINERS.match(line)
            assert containers is not None
            prefix = containers.end()
            body = line[prefix:]
            item = _ITEM.search(containers.group()) is not None
            if not indent and not item:
                listed = listed if open_ else 0
            if _RULE.match(line) or (open_ and _UNDERLINE.match(line)):
                self._hide(start, end)
                open_ = False
            elif indent and not open_ and not listed and (indent >= 4 or "\t" in line[:indent]):
                self._hide(start, end)
            elif found := _FENCE.match(body):
                self._hide(start, end)
                fence, quoted = found.group(1) or found.group(2), ">" in line[:prefix]
                listed = prefix + 1 if item else listed
                depth = listed if item else min(indent, listed)
                open_ = False
            elif found := _RAW.match(body):
                raw = f"</{found.group(1).lower()}>" if found.group(1) else "-->"
                raw = "" if raw in body[found.end() :].lower() else raw
                self._hide(start, start + prefix)
                open_ = False
            elif (open_ and "|" in line and _TABLE_RULE.match(line)) or _DEFINITION.match(body):
                table = "|" in line and open_
                self._hide(start, end)
                open_ = False
            else:
                if task := _TASK.match(body) if item else None:
                    prefix += task.end()
                elif note := _FOOTNOTE.match(body):
                    prefix += note.end()
                heading = _HEADING.match(body)
                if heading:
                    prefix += heading.end()
                    if closing_hashes := _CLOSING_HASHES.search(line, prefix):
                        self._hide(start + closing_hashes.start(), start + len(line))
                self._hide(start, start + len(line) - len(line[prefix:].lstrip(" \t")))
                listed = prefix + 1 if item else listed
                joins = open_ and not (item or heading or table)
                if joins:
                    self._soften(start)
                elif before:
                    self.shown[before - 1] = "\n\n"
                yield start, end, joins
                open_, before = not heading, end

    def _soften(self, start: int) -> None:
        """Make a space of the line break before ``start``, unless two spaces or a backslash ask for a break."""
        at = start - 1
        if at and self.shown[at - 1] == "\r":
            self.shown[at - 1] = ""
            at -= 1
        before = "".join(self.markup[max(at - 2, 0) : at])
        if before != "  " and not before.endswith("\\"):
            self.shown[start - 1] = " "

    def _inline(self, start: int, end: int) -> None:
        """Hide the syntax within a paragraph."""
        text = "".join(self.markup[start:end])
        ticks: dict[int, list[int]] = {}
        for run in re.finditer("`+", text):
            ticks.setdefault(len(run.group()), []).append(run.start())
        brackets: list[int] = []
        emphasis: dict[str, list[list[int]]] = {"*": [], "_": [], "~": []}
        images: list[tuple[int, int]] = []
        no_comment = False
        at = 0
        while token := _TOKEN.search(text, at):
            here, at = token.span()
            kind = token.group()[0]
            if kind == "\\":
                self._hide(start + here, start + here + 1)
                self.markup[start + here + 1] = _HIDDEN if text[here + 1] in "<&" else text[here + 1]
            elif kind == "`":
                length = at - here
                place = bisect_right(ticks[length], here) if length in ticks else 0
                if place and place < len(ticks[length]):
                    at = ticks[length][place] + length
                    self._hide(start + here, start + at)
            elif kind == "<":
                comment = text.startswith("<!--", here) and not no_comment
                close = text.find("-->", here) if comment else -1
                no_comment = no_comment or (comment and close < 0)
                if comment and close >= 0:
                    at = close + 3
                elif link := _AUTOLINK.match(text, here):
                    at = link.end()
                    self._hide(start + here, start + at)
                elif found := _TAG.match(text, here):
                    at = found.end()
                else:
                    self.markup[start + here] = _HIDDEN  # no tag: text
            elif kind in "![":
                if note := _NOTE.match(text, here):
                    at = note.end()
                    self._hide(start + here, start + at)
                else:
                    brackets.append(here)
            elif kind == "]":
                opening = brackets.pop() if brackets else -1
                target = _TARGET.match(text, at) if opening >= 0 else None
                if target:
                    image = text[opening] == "!"
                    if image:  # the images inside are hidden with it
                        while images and images[-1][0] > opening:
                            images.pop()
                        images.append((opening, target.end()))
                    else:
                        self._hide(start + opening, start + opening + 1)
                    self._hide(start + here, start + target.end())
                    at = target.end()
            else:
                self._emphasis(text, start, here, at, emphasis[kind])
        for first, last in images:
            self._hide(start + first, start + last)

    def _emphasis(self, text: str, start: int, here: int, end: int, openers: list[list[int]]) -> None:
        """Hide a run of asterisks, underscores or tildes against the runs that it closes; what is left may open."""
        before, after = text[here - 1 : here] or "\n", text[end : end + 1] or "\n"
        left = not after.isspace() and (after.isalnum() or not before.isalnum())
        right = not before.isspace() and (before.isalnum() or not after.isalnum())
        word = text[here] == "_" and before.isalnum() and after.isalnum()
        while right and not word and openers and here < end:
            opener = openers[-1]
            length = min(opener[1] - opener[0], end - here)
            self._hide(start + opener[1] - length, start + opener[1])
            self._hide(start + here, start + here + length)
            opener[1] -= length
            here += length
            if opener[0] == opener[1]:
                openers.pop()
        if left and not word and here < end:
            openers.append([here, end])


def _front_matter(source: str) -> int:
    """Return the end of the metadata at the head of a document, 0 if it has none."""
    opening = re.match(r"(---|\+\+\+)[ \t]*\r?\n", source)
    if not opening:
        return 0
    marks = r"---|\.\.\." if opening.group(1) == "---" else r"\+\+\+"
    closing = re.compile(rf"^(?:{marks})[ \t]*\r?(?:\n|\Z)", re.MULTILINE).search(source, opening.end())
    return closing.end() if closing else 0
