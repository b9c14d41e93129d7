"""The verb ``explain``: which entity a name is and why, or whether two names are one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

import translit
from translit.cli.output import TYPES, Choice, aliases_option, write
from translit.io.writers.shown import shown

if TYPE_CHECKING:
    from translit.model import Part


@click.command()
@click.argument("name")
@click.argument("name2", required=False)
@click.option(
    "--type", "kind", type=Choice(TYPES), default="person", show_default=True, help="What two NAMEs are names of."
)
@click.option("--text", is_flag=True, help="NAME is a text: say which entity each name in it is, and why.")
@click.option(
    "--to", "form", type=Choice(("text", "json")), default="text", help="text for people, or one JSON object."
)
@aliases_option
def explain(name: str, name2: str | None, kind: Any, text: bool, form: str, aliases: tuple[str, ...]) -> None:
    """Say which entity NAME is and why, or whether NAME and NAME2 are one name.

    Every score is a probability (0 to 1), the sum of parts that are shown in bits. With two NAMEs no gazetteer is
    asked; --type says what kind of name both are. With --text also names that are not linked are shown, and why not.

    \b
    Examples:
      normalize explain Tsikanouskaya
      normalize explain "Łukaszenka" "Lukashenko"
      normalize explain Iran Iraq --type place
      normalize explain Tsikanouskaya --to json
      normalize explain --text "The Washington Post reported from Minsk."
    """  # noqa: D301
    if form == "json":
        write(json.dumps(_as_data(name, name2, kind, text, aliases), ensure_ascii=False, indent=2) + "\n")
        return
    from translit.match.explain import followed, related
    from translit.names.parse import parse_name

    if name2 is not None:
        result = translit.compare(name, name2, type=kind)
        _tell(f"{'the same' if result.same else 'not the same'} ({result.score:.3f}): {result.explain()}\n")
        _tell(_parts(result.explain().evidence.parts))
        _tell("".join(f"  table: {told}\n" for told in related(parse_name(name, kind), parse_name(name2, kind))))
        return
    annotator = translit.load(*aliases)
    if text:
        for mention, evidence in annotator.explain(name):
            told = mention.reason if mention.score >= annotator.config.threshold else "not linked"
            _tell(f"{mention.text} -> {mention.kb_id or ', '.join(mention.candidates)} ({mention.score:.3f}): {told}\n")
            _tell(_parts(replace(part, left="", right="", note="") for part in evidence.parts))
        return
    matches = annotator.lookup(name)
    if not matches:
        _tell(f"unknown: {name} matches no listed entity\n")
    for match in matches:
        _tell(f"{match.entity.name} ({match.entity.id}, {match.status}, {match.score:.3f}): {match.explain()}\n")
        _tell(_parts(match.explain().evidence.parts))
        for spelling, differs in followed(name, match.entity):
            near = "as written" if not differs else f"{differs} letter{'s' * (differs > 1)} away"
            _tell(f"  {near:<16} {spelling.text}: {spelling.source}\n")


def _as_data(name: str, name2: str | None, kind: Any, text: bool, aliases: tuple[str, ...]) -> dict[str, Any]:
    """Return what is explained as plain data."""
    if name2 is not None:
        same = translit.compare(name, name2, type=kind)
        return {"left": name, "right": name2, "type": kind, "same": same.same, **same.explain().to_dict()}
    annotator = translit.load(*aliases)
    if text:
        found = [
            {**mention.to_dict(), "linked": mention.score >= annotator.config.threshold, "parts": evidence.to_list()}
            for mention, evidence in annotator.explain(name)
        ]
        return {"text": name, "mentions": found}
    return {"name": name, "matches": [match.to_dict() for match in annotator.lookup(name)]}


def _tell(content: str) -> None:
    """Write what may quote a text or an alias file, for people at a terminal."""
    write(shown(content))


def _parts(parts: Iterable[Part]) -> str:
    rows = ""
    for part in parts:
        both = " / ".join(filter(None, (part.left, part.right)))
        rows += f"  {part.weight:+6.1f} bits  {part.kind:<24} {both}  {part.note}".rstrip() + "\n"
    return rows
