"""The verbs about gazetteers: ``gazetteer build``, ``check``, ``info``; ``import`` is in a module of its own."""

from __future__ import annotations

import click

import translit
from translit.cli.gazetteer_import import gazetteer_import
from translit.cli.output import aliases_option, say, write


@click.group()
def gazetteer() -> None:
    """Build, check, import and describe gazetteers."""


@gazetteer.command("build")
@click.argument("sources", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--out", "-o", required=True, metavar="OUT.tli", help="The compiled gazetteer to write.")
def gazetteer_build(sources: tuple[str, ...], out: str) -> None:
    """Compile FILEs into one gazetteer that opens at once.

    A FILE is an alias file (YAML), records (JSON Lines, CSV), a compiled gazetteer, or the word "shipped". An entity of a
    later FILE takes the place of one with its id in an earlier one.

    \b
    Examples:
      normalize gazetteer build my.yaml -o my.tli
      normalize gazetteer build shipped my.yaml names.jsonl -o all.tli
    """  # noqa: D301
    found = translit.load(*sources).gazetteer
    found.save(out)
    say(f"{out}: {len(found)} entities, {found.size} names")


@gazetteer.command("check")
@click.argument("file", type=click.Path())
def gazetteer_check(file: str) -> None:
    """Check FILE: an alias file, all faults at once as file:line:column; or every byte of a compiled gazetteer.

    \b
    Example:
      normalize gazetteer check my.yaml
    """  # noqa: D301
    from translit.gazetteer import artefact

    if artefact.is_artefact(file) or file.endswith(artefact.SUFFIX):
        about = artefact.verify(file)
        say(f"{file}: {about['entities']} entities, made by translit {about['version']}, whole")
        return
    from translit.match.redundant_aliases import check

    checked = check(file)
    say(f"{file}: {len(checked)} entities, {checked.size} names, no fault")


@gazetteer.command("info")
@aliases_option
def gazetteer_info(aliases: tuple[str, ...]) -> None:
    """Count the entities and names of the shipped gazetteer, or of another, and tell its fingerprint.

    The fingerprint depends on what is in it alone, not on the order of the file.

    \b
    Examples:
      normalize gazetteer info
      normalize gazetteer info --aliases my.yaml
    """  # noqa: D301
    found = translit.load(*aliases).gazetteer
    for kind in ("person", "organization", "place"):
        write(f"{kind}\t{sum(1 for e in found.entities.values() if e.type == kind)}\n")
    write(f"names\t{found.size}\nfingerprint\t{found.fingerprint}\n")


gazetteer.add_command(gazetteer_import)
