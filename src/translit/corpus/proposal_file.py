"""Proposals as an alias file that a person accepts line by line.

Sure proposals are records; whoever does not want one deletes it. The others stand below them as comments: taking away the
``# `` accepts one. Comments above a record say how often and how the entity is named. Spellings are not listed as aliases,
since the rules find them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from translit.corpus.discovery import Proposal
from translit.text.language import language_name

_PLAIN = re.compile(r"[^\W\d_][\w-]*(?: [\w-]+)*")
_OTHER_VALUES = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null"})  # what YAML takes for no text
_SHOWN = 12  # spellings
_HEAD = """\
# Names that articles have and the gazetteer lacks, those of most articles first. Delete the records that you do not want;
# check types, and names that are led back to the nominative. Leave the spellings out: the rules find them.
"""
_DOUBTFUL = """
# Doubtful: of unknown type (organization stands for it), or named once. Take away the "# " before a record to accept it.
"""


def to_yaml(proposals: Iterable[Proposal]) -> str:
    """Return the text of an alias file with proposals, in their order.

    >>> minsk = Proposal("minsk", "Minsk", "place", "", {"be": "Мінск"}, "en", 3, 2, {"Minsk": 3}, ("In Minsk.",), 1.0)
    >>> print(to_yaml([minsk]))  # doctest: +ELLIPSIS
    # Names ...
    # 3 mentions in 2 articles, mostly in English: Minsk 3
    #   … In Minsk. …
    - id: minsk
      name: Minsk
      type: place
      names: {be: Мінск}
    <BLANKLINE>
    """
    listed = list(proposals)
    sure = [_entry(p, "") for p in listed if p.is_sure]
    doubtful = [_entry(p, "# ") for p in listed if not p.is_sure]
    empty = "" if sure else "\n[]\n"
    return "".join([_HEAD, *sure, empty, _DOUBTFUL if doubtful else "", *doubtful])


def _entry(proposal: Proposal, before: str) -> str:
    return "\n" + "".join(f"{line}\n" for line in [*_told(proposal), *(before + line for line in _record(proposal))])


def _told(proposal: Proposal) -> Iterator[str]:
    shown = [f"{text} {number}" for text, number in proposal.spellings.items()]
    more = [f"and {len(shown) - _SHOWN} more"] if len(shown) > _SHOWN else []
    lang = f", mostly in {language_name(proposal.lang)}" if proposal.lang else ""
    held = f"; certainty {proposal.score:.2f}" if proposal.score < 1.0 else ""
    counts = f"{_number(proposal.mentions, 'mention')} in {_number(proposal.articles, 'article')}"
    yield _comment(f"# {counts}{lang}{held}: {', '.join([*shown[:_SHOWN], *more])}")
    for context in proposal.contexts:
        yield _comment(f"#   … {context} …")


def _record(proposal: Proposal) -> Iterator[str]:
    mark = "- "
    for key, value in proposal.record.items():
        if isinstance(value, str):
            yield f"{mark}{key}: {_scalar(value)}"
        else:
            yield f"{mark}{key}: {{{', '.join(f'{k}: {_scalar(v)}' for k, v in value.items())}}}"
        mark = "  "


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _scalar(text: str) -> str:
    """Return a text as a scalar that stands for nothing else, also between brackets."""
    return (
        text if _PLAIN.fullmatch(text) and text.lower() not in _OTHER_VALUES else json.dumps(text, ensure_ascii=False)
    )


def _comment(text: str) -> str:
    """Return a comment without what YAML does not let stand in a file."""
    return "".join(c if c.isprintable() else " " for c in text)
