"""HTML to plain text: what a reader sees, with the place of every character in the source.

The standard library's parser takes quadratic time on broken tags in the releases of Python we support, and differs
between them; what is needed here is only where tags, comments and entities begin and end.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from html import unescape

from translit.text.source_map import Extracted, SourceMap

_NAME = re.compile(r"\w+")
_BLOCKS = frozenset(
    _NAME.findall(
        "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre search section summary "
        "table tbody td tfoot th thead tr ul"
    )
)
_CELLS = frozenset(("td", "th"))
_SKIPPED = frozenset(_NAME.findall("noscript template code select datalist svg math"))
_NAVIGATION = frozenset(_NAME.findall("nav header footer aside"))
# No tags inside them: not prose, or (title, textarea) prose in which no element can stand.
_RAW = frozenset(_NAME.findall("script style title textarea iframe noembed noframes xmp"))

_MARK = re.compile(r"<|&(?:#[0-9]{1,32};?|#[xX][0-9a-fA-F]{1,32};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+>""")
_LOOSE_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*+)[^<>]*+>")  # where a quote is never closed
_RUNS = re.compile(r"[ \t\n\r\f]+|[^ \t\n\r\f]+")


def from_html(source: str, *, skip_navigation: bool = False) -> Extracted:
    r"""Return the text of an HTML page or fragment.

    Entities are decoded, white space is one space (as it stands inside ``pre``). A blank line divides blocks, a tab the
    cells of a row; ``br`` is a line break. Scripts, styles, code, comments and attributes are no text; with
    ``skip_navigation`` neither are ``nav``, ``header``, ``footer`` and ``aside``. Broken markup never fails, and takes
    linear time.

    >>> from_html("<h1>Minsk</h1> <p>Loeka&shy;sjenko\n spoke.<script>x</script>").text
    'Minsk\n\nLoeka\xadsjenko spoke.'
    """
    return extract(source, source, source, skip_navigation=skip_navigation, verbatim=False)


def extract(source: str, markup: str, shown: Sequence[str], *, skip_navigation: bool, verbatim: bool) -> Extracted:
    """Read ``markup``, which is as long as ``source``; position ``i`` of it gives the text ``shown[i]``.

    With ``verbatim``, white space is left as it stands.
    """
    reader = _Reader(markup, shown, _SKIPPED | _NAVIGATION if skip_navigation else _SKIPPED, verbatim)
    reader.read()
    return Extracted(source, "".join(reader.text), SourceMap(reader.starts, reader.ends))


class _Reader:
    def __init__(self, markup: str, shown: Sequence[str], skipped: frozenset[str], verbatim: bool) -> None:
        self.text: list[str] = []
        self.starts, self.ends = array("q"), array("q")
        self._markup, self._shown, self._skipped = markup, shown, skipped
        self._verbatim = verbatim
        self._pre = 0  # how many `pre` are open
        self._inside, self._depth = "", 0  # the skipped element we are in, and how often it is nested
        self._break: int | None = None  # where a block or line began or ended since the last character
        self._between = ""  # what divides them: the most of "\t", "\n", "\n\n"
        self._space: tuple[int, int] | None = None  # white space since then
        self._last = markup.rfind(">")
        self._tag = _TAG
        self._unclosed: set[str] = set()  # what we know to have no end in the rest of the markup

    def read(self) -> None:
        """Fill ``text``, ``starts`` and ``ends``."""
        markup, at, done = self._markup, 0, 0
        while mark := _MARK.search(markup, at):
            at = mark.start()
            end = self._construct(at) if mark.group() == "<" else mark.end()
            if end == at:  # no tag: text
                at += 1
                continue
            self._plain(done, at)
            if mark.group() == "<":
                end = self._element(at, end)
            else:
                self._entity(at, end)
            at = done = end
        self._plain(done, len(markup))

    def _construct(self, at: int) -> int:
        """Return the end of the tag or comment that begins here, or ``at`` if it is none."""
        following = self._markup[at + 1 : at + 2]
        if at > self._last or not (following.isascii() and (following.isalpha() or following in "/!?")):
            return at
        if self._markup.startswith("<!--", at) and (end := self._find("-->", at + 2)) >= 0:
            return end + 3
        if following in "!?" or (following == "/" and not self._markup[at + 2 : at + 3].isalpha()):
            return self._markup.index(">", at) + 1
        tag = self._tag.match(self._markup, at)
        if not tag and self._tag is _TAG:
            self._tag = _LOOSE_TAG
            tag = self._tag.match(self._markup, at)
        return tag.end() if tag else at

    def _find(self, sought: str, at: int) -> int:
        if sought in self._unclosed:
            return -1
        found = self._markup.find(sought, at)
        if found < 0:
            self._unclosed.add(sought)
        return found

    def _element(self, at: int, end: int) -> int:
        """Process a tag, and return the place to go on from."""
        tag = self._tag.match(self._markup, at)
        if not tag or tag.end() != end:
            return end
        name, closes = tag.group(2).lower(), bool(tag.group(1))
        empty = self._markup[end - 2] == "/"  # browsers take <code/> for <code>; XHTML means an empty element
        if self._inside == "code" and name in _BLOCKS and name != "br":
            self._inside = ""  # the element is never closed; without this, the rest of the page would be left out
        if self._inside:
            if name == self._inside and not empty:
                self._depth += -1 if closes else 1
                self._inside = self._inside if self._depth else ""
        else:
            if name in _BLOCKS:
                self._break = at
                self._between = max(self._between, self._border(name))
            if name == "pre":
                self._pre = max(self._pre + (-1 if closes else 1), 0)
            if name in self._skipped and not closes and not empty:
                self._inside, self._depth = name, 1
        return self._raw_end(name, end) if name in _RAW and not closes and not empty else end

    def _raw_end(self, name: str, at: int) -> int:
        """Return the end of the content of an element without tags inside; an unclosed script has the rest of the page."""
        if name not in self._unclosed:
            if found := re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._markup, at):
                return found.start()
            self._unclosed.add(name)
        return len(self._markup) if name in ("script", "style") else at

    def _plain(self, start: int, end: int) -> None:
        if self._inside or start == end:
            return
        if self._verbatim or self._pre:
            for i in range(start, end):
                for char in self._shown[i]:
                    self._write(char, i, i + 1)
            return
        for run in _RUNS.finditer(self._markup, start, end):
            if run.group()[0] not in " \t\n\r\f":
                self._write(run.group(), *run.span())
            elif self._space is None:
                self._space = run.span()

    def _entity(self, start: int, end: int) -> None:
        if self._inside:
            return
        raw = self._markup[start:end]
        decoded = unescape(raw)
        if decoded == raw:
            self._plain(start, end)
            return
        # An entity without its semicolon may run into letters that are text: `&ampx` is `&x`.
        plain = 0
        while plain < len(decoded) - 1 and decoded[-plain - 1] == raw[-plain - 1]:
            plain += 1
        for char in decoded[: len(decoded) - plain]:
            self._write(char, start, end - plain)
        self._plain(end - plain, end)

    def _write(self, text: str, start: int, end: int) -> None:
        if self._break is not None:
            for char in self._missing() if self.text else "":
                self._append(char, self._break, self._break)
        elif self._space is not None and self.text and self.text[-1] not in "\n\t":
            self._append(" ", *self._space)
        self._break, self._between, self._space = None, "", None
        if len(text) == 1:
            self._append(text, start, end)
        else:
            self.text.append(text)
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))

    def _border(self, name: str) -> str:
        """Return what a tag puts between the text before and after it; two ``br`` in a row end a paragraph."""
        if name in _CELLS:
            return "\t"
        return "\n" if name == "br" and self._between != "\n" else "\n\n"

    def _missing(self) -> str:
        """Return the part of a border that does not stand at the end of the text already."""
        end = "".join(self.text[-2:])[-2:]
        return self._between[len(end) - len(end.rstrip("\n\t" if self._between == "\t" else "\n")) :]

    def _append(self, char: str, start: int, end: int) -> None:
        self.text.append(char)
        self.starts.append(start)
        self.ends.append(end)
