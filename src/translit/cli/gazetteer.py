"""The verbs about gazetteers: ``gazetteer build``, ``check``, ``info``, ``import``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

import translit
from translit.cli.output import Choice, SomeFailedError, aliases_option, check_output, fill_in, is_terminal, say, write
from translit.errors import ReadError, TranslitError
from translit.gazetteer.importers import IMPORTERS
from translit.model import TYPES

if TYPE_CHECKING:
    from translit.gazetteer.importers.job import Import, Summary


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
    check_output(Path(out), sources)
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
    from translit.gazetteer import Gazetteer, artefact

    if artefact.is_artefact(file) or file.endswith(artefact.SUFFIX):
        [segment] = Gazetteer.open(file, check_all=True).segments
        say(f"{file}: {segment.index.entities} entities, made by translit {segment.about['version']}, whole")
        return
    from translit.match.redundant_aliases import check

    checked = check(file)
    say(f"{file}: {len(checked)} entities, {checked.size} names, no fault")


@gazetteer.command("info")
@aliases_option
def gazetteer_info(aliases: tuple[str, ...]) -> None:
    """Count the entities and names of the shipped gazetteer, or of another, by type and country; tell its fingerprint.

    The fingerprint depends on what is in it alone, not on the order of the file. Without a country is -.

    \b
    Examples:
      normalize gazetteer info
      normalize gazetteer info --aliases my.yaml
    """  # noqa: D301
    found = translit.load(*aliases).gazetteer
    types = Counter(entity.type for entity in found.entities.values())
    for kind in TYPES:
        write(f"{kind}\t{types[kind]}\n")
    write(f"names\t{found.size}\nfingerprint\t{found.fingerprint}\n")
    by_country: dict[str, Counter[str]] = {}
    for entity in found.entities.values():
        by_country.setdefault(entity.country or "-", Counter())[entity.type] += 1
    write("\t".join(("\ncountry", *TYPES)) + "\n")
    for country, counts in sorted(by_country.items(), key=lambda row: (-row[1].total(), row[0])):
        write("\t".join((country, *(str(counts[kind]) for kind in TYPES))) + "\n")


@gazetteer.command("import")
@click.argument("source", type=click.Path())
@click.option("--from", "form", type=Choice([i.name for i in IMPORTERS]), required=True, help="The format of SOURCE.")
@click.option("--out", "-o", required=True, metavar="OUT.jsonl", help="The file of records to write.")
@click.option("--resume", is_flag=True, help="Go on where an import to OUT was stopped.")
@click.option(
    "--class", "classes", multiple=True, metavar="Q…", help="Wikidata: Q5, Q18127=organization, or place; repeatable."
)
@click.option(
    "--min-sitelinks", type=click.IntRange(0), default=0, metavar="N",
    help="Wikidata: leave out items with fewer pages about them.",
)  # fmt: skip
@click.option("--langs", default="", metavar="be,ru,…", help="Wikidata: languages of labels and aliases; default: all.")
def gazetteer_import(
    source: str, form: str, out: str, resume: bool, classes: tuple[str, ...], min_sitelinks: int, langs: str
) -> None:
    """Turn the names of a big database into records, one JSON object in each line of OUT.

    {formats}

    Bad records are counted and written to OUT.rejected.jsonl; the others go on.

    \b
    Examples:
      normalize gazetteer import names.csv --from csv -o names.jsonl
      normalize gazetteer import wikidata.json --from wikidata --class Q5 --langs be,ru,en -o people.jsonl
      normalize gazetteer import entities.ftm.json --from ftm -o sanctions.jsonl
      normalize gazetteer import entities.ftm.json --from ftm -o sanctions.jsonl --resume
    """  # noqa: D301 - \b keeps click from wrapping the lines
    from translit.gazetteer.importers.job import Import

    importer = next(i for i in IMPORTERS if i.name == form)
    asked = {"classes": classes, "min_sitelinks": min_sitelinks, "langs": langs}
    options = {name: value for name, value in asked.items() if value}
    check_output(Path(out), [source])
    if not options.keys() <= set(importer.options):
        takers = " or ".join(i.name for i in IMPORTERS if i.options)
        raise click.UsageError(f"--class, --min-sitelinks and --langs are for --from {takers}")
    try:
        reader = importer.reader(source, **options)
    except TranslitError:
        raise
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    job = Import(source, out, reader, say=say)
    for path in (job.rejects, *job.parts):
        check_output(path, [source])
    try:
        summary = _run(job, source, resume)
    except KeyboardInterrupt:
        say(f"{out}: stopped; --resume goes on")
        raise
    except ReadError:
        raise
    except OSError as error:
        raise ReadError(f"{error.filename or out}: {error.strerror}") from None
    say(f"{out}: {summary}")
    if job.rejects.exists():
        say(f"{job.rejects}: what was bad or left out, line by line")
    if summary.bad:
        raise SomeFailedError


fill_in(gazetteer_import, "SOURCE may be compressed (gzip, bzip2)", [(i.name, i.summary) for i in IMPORTERS])


def _run(job: Import, source: str, resume: bool) -> Summary:
    if not is_terminal(sys.stderr):
        return job.run(resume=resume)
    from tqdm import tqdm

    size = Path(source).stat().st_size
    with tqdm(total=size, unit="B", unit_scale=True, desc=Path(source).name, file=sys.stderr) as bar:
        return job.run(resume=resume, progress=lambda consumed: bar.update(consumed - bar.n))
