"""Zones that are not prose: URLs, e-mail addresses, paths, file names, handles, DOIs, code spans.

Nothing in them is a mention or evidence that a word is common. URLs follow RFC 3986 as far as running text has them, DOIs
the DOI Handbook (2.2), handles the rules of the large networks: an ``@`` that no letter stands before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translit.text.patterns import regex

_SIGN = regex(r"[@`\\/.](?=\S)")  # what every zone has, and most sentences have not
_CODE = regex(r"(?<![\w`])`(?![`\s])[^`\n]{1,400}(?<!\s)`(?!`)")
_RUN = regex(r"[^\s<>\"“”«»`]+")
_LONGEST_BEFORE = 400  # characters before the sign: more than a host, or a path that anybody prints
_FILES = (
    "avif|bmp|csv|docx?|epub|gif|gz|html?|jpe?g|js|json|log|md|mov|mp[34]|odt|ogg|pdf|php|png|pptx?|py|rtf|svg|tar|tiff?"
    "|tsv|txt|wav|webp|xlsx?|xml|ya?ml|zip"
)
_NET = "biz|com|edu|gov|info|int|mil|net|org"  # the generic domains; printed names end in others, too: TUT.BY
_ZONE = regex(
    r"(?<![\w.+-])[a-z][a-z0-9+.-]{1,20}://.+"
    r"|(?<![\w.+-])www\..+"
    r"|(?<![\w.+-])(?:doi:)?10\.[0-9]{4,9}/.+"
    r"|(?<![\w.%+-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w@.])@\w{1,50}(?:@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})?"
    r"|(?<!\w)[a-z]:[\\/][^|?*]*"
    r"|(?<![\w\\])\\\\[^|?*]+"
    r"|(?<![\w/.~])[~.]{0,2}/(?:[\w.+-]{1,255}/)+[\w.+-]*"
    r"|(?<![\w.-])(?-i:(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24})/.*"
    rf"|(?<![\w.-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}}\.(?:{_NET}|{_FILES})(?![\w-])",
    re.IGNORECASE,
)
_SHARED = regex(r"(?<!\S)RT\s{1,2}\Z")  # before the handle of whom a post repeats
_LONGEST_SHARED = 5  # with a character before
_AFTER = ".,;:!?…'’)]}>*_"  # of a sentence or of markup, not of the zone before
_MASK = "\ufffc"  # U+FFFC OBJECT REPLACEMENT CHARACTER: no letter, no space, and it ends no sentence


def zones(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every zone of a text that is not prose, in order.

    >>> text = "Lees https://nos.example/Loekasjenko, of mail Poetin@kremlin.example."
    >>> [text[start:end] for start, end in zones(text)]
    ['https://nos.example/Loekasjenko', 'Poetin@kremlin.example']
    """
    done = 0
    for sign in _SIGN.finditer(text):
        at = sign.start()
        if at < done:
            continue
        if text[at] == "`":
            code = _CODE.match(text, at)
            if code:
                done = code.end()
                yield code.span()
            continue
        start = at
        while start > done and at - start < _LONGEST_BEFORE and _RUN.match(text[start - 1]):
            start -= 1
        run = _RUN.match(text, start)
        done = run.end() if run else at + 1
        for match in _ZONE.finditer(text, start, done):
            first, last = match.span()
            while text[last - 1] in _AFTER:
                last -= 1
            shared = _SHARED.search(text, max(0, first - _LONGEST_SHARED), first) if text[first] == "@" else None
            yield shared.start() if shared else first, last


def without_zones(text: str) -> str:
    """Return a text of the same length, with another sign for every character of a zone."""
    kept, done = [], 0
    for start, end in zones(text):
        kept += [text[done:start], _MASK * (end - start)]
        done = end
    return "".join([*kept, text[done:]]) if kept else text
