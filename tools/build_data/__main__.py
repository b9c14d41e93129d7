"""Compiling the data: ``make data`` turns ``data/`` into the files under ``src/translit/data/``.

The compiled files are committed; a test rebuilds them and compares byte for byte.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from build_data.cities import compile_cities
from build_data.core_tables import compile_phonetics
from build_data.endings import compile_endings
from build_data.faults import faults
from build_data.languages import compile_letter_sequences
from build_data.letter_costs import compile_costs
from build_data.lexicon import (
    codes_of_names,
    compile_countries,
    compile_country_beginnings,
    compile_language_names,
    compile_languages_of_countries,
    compile_lexicon,
    compile_lookalikes,
)
from build_data.state_bodies import compile_state_bodies, folded_adjectives
from build_data.table import compile_han, compile_table, read_given_names, read_yaml, split_matrices
from build_data.trial import Columns, columns, report, wrong_examples
from translit.errors import DataError
from translit.gazetteer import Gazetteer
from translit.resources import sorted_map_bytes
from translit.table.phonetics import keys
from translit.table.romanization import variant_folds
from translit.table.tables import tables
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.tokens import fold_words


def dump(value: Any) -> bytes:
    """Return deterministic JSON: no spaces, real letters, one newline at the end."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _dumped(parts: dict[str, Any]) -> dict[str, str]:
    return {name: dump(value).decode().rstrip() for name, value in parts.items()}


def compile_given_names(path: Path) -> dict[str, dict[str, str]]:
    """Return the folded spellings and strict keys of all given names, each with the sets it belongs to.

    Short forms and those in other scripts have no keys: these would be too short, or lack vowels, and be shared by chance.
    """
    spelled: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    by_key: dict[str, set[str]] = {}
    names = read_given_names(path)
    for name in names:
        for lang, forms in name["forms"].items():
            native = lang if lang in tables().languages else None
            for form in forms:
                written = {fold(form), *(variant_folds(form, native) if native else ())}
                for spelling in written:
                    (short if lang == "short" else spelled).setdefault(spelling, set()).add(name["id"])
                for key in keys(form, lang=native) if lang not in ("short", "other") else ():
                    by_key.setdefault(key.text, set()).add(name["id"])
    return {
        "gender": {name["id"]: name["gender"] for name in names},
        "spelled": {k: " ".join(sorted(v)) for k, v in spelled.items()},
        "short": {k: " ".join(sorted(v)) for k, v in short.items()},
        "heard": {k: " ".join(sorted(v)) for k, v in by_key.items() if len(k) > 3},
    }


def compile_weights(path: Path) -> dict[str, dict[str, Any]]:
    """Return the fitted weights as numbers: one for a feature, or the points of its curve."""

    def numbers(value: Any) -> Any:
        return [numbers(v) for v in value] if isinstance(value, list) else float(value)

    return {kind: {name: numbers(value) for name, value in rows.items()} for kind, rows in read_yaml(path).items()}


def compile_stopwords(path: Path) -> dict[str, Any]:
    """Return the letters and the commonest words of each language; the words as one string."""
    languages = read_yaml(path)
    return {
        code: {
            "letters": "".join(sorted(set(entry["letters"]))),
            "words": " ".join(sorted(set(entry["words"].split()))),
        }
        for code, entry in languages.items()
    }


def compile_common_words(folder: Path) -> dict[str, str]:
    """Return the folded common words of each language, from one file per language; lines with ``#`` are comments."""
    out = {}
    for path in sorted(folder.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        out[path.stem] = " ".join(_folded([line for line in lines if not line.startswith("#")]))
    return out


def _folded(words: list[str]) -> list[str]:
    return sorted({folded for word in words for folded in fold_words(word)})


def shipped_columns(target: Path) -> Columns:
    """Return the columns of the compiled table in a folder, none if there is none."""
    if not (target / "table.json").exists():
        return {}
    matrices = {path.stem: json.loads(path.read_bytes()) for path in (target / "matrix").glob("*.json")}
    return columns(json.loads((target / "table.json").read_bytes()), matrices)


def write_table(source: Path, target: Path) -> Columns:
    """Write the compiled table of conventions and return its columns; with a fault in the sources or an example, nothing.

    Raises
    ------
    DataError
        If something is wrong: its message has all faults, each with its place and how to mend it.
    """
    if found := faults(source):
        raise DataError("\n".join(found))
    table, matrices = split_matrices(compile_table(source))
    files = {target / "table.json": dump(table), target / "phonetics.bin": compile_phonetics(table, matrices)}
    files |= {target / "matrix" / f"{code}.json": dump(matrix) for code, matrix in matrices.items()}
    before = {path: path.read_bytes() for path in files if path.exists()}
    (target / "matrix").mkdir(exist_ok=True)
    for path, content in files.items():
        path.write_bytes(content)
    tables.cache_clear()
    if found := wrong_examples(source):
        for path, content in before.items():
            path.write_bytes(content)
        raise DataError("\n".join(found))
    return columns(table, matrices)


def main(root: Path, target: Path | None = None) -> None:
    """Write all compiled files of the checkout at ``root``, into its package or another folder."""
    target = target or root / "src" / "translit" / "data"
    write_table(root / "data" / "table", target)
    (target / "han.tsv").write_bytes(sorted_map_bytes(compile_han(root / "data" / "table")))
    (target / "letter_costs.tsv").write_bytes(sorted_map_bytes(_dumped(compile_costs(root / "data" / "table"))))
    (target / "weights.json").write_bytes(dump(compile_weights(root / "data" / "table" / "weights.yaml")))
    for part, lines in compile_given_names(root / "data" / "table" / "given_names.tsv").items():
        (target / f"given_{part}.tsv").write_bytes(sorted_map_bytes(lines))
    (target / "importers.json").write_bytes(dump(read_yaml(root / "data" / "importers" / "types.yaml")))
    words = root / "data" / "lexicon"
    spoken = compile_stopwords(words / "stopwords.yaml")
    lists = {**compile_lexicon(words), "country_beginnings": compile_country_beginnings(spoken)}
    (target / "lexicon.tsv").write_bytes(sorted_map_bytes(_dumped(lists)))
    (target / "lookalikes.json").write_bytes(dump(compile_lookalikes(words / "lookalikes.tsv")))
    (target / "languages.json").write_bytes(dump(spoken))
    (target / "countries.tsv").write_bytes(sorted_map_bytes(compile_countries(words / "countries.tsv", spoken)))
    (target / "states.tsv").write_bytes(sorted_map_bytes(codes_of_names(words / "states.tsv")))
    bodies = compile_state_bodies(words / "state_bodies.yaml", words / "country_adjectives.tsv")
    (target / "state_bodies.tsv").write_bytes(sorted_map_bytes(_dumped(bodies)))
    (target / "country_adjectives.tsv").write_bytes(sorted_map_bytes(folded_adjectives(bodies)))
    (target / "language_names.tsv").write_bytes(sorted_map_bytes(compile_language_names()))
    (target / "country_languages.tsv").write_bytes(sorted_map_bytes(compile_languages_of_countries()))
    lexicon.cache_clear()
    (target / "endings.tsv").write_bytes(sorted_map_bytes(_dumped(compile_endings(words / "endings.tsv"))))
    common = compile_common_words(words / "common")
    (target / "common_words.tsv").write_bytes(sorted_map_bytes(common))
    in_some = dict.fromkeys(" ".join(common.values()).split(), "")
    (target / "words_common_in_some_language.tsv").write_bytes(sorted_map_bytes(in_some))
    listed = {code: f"{entry['words']} {common.get(code, '')}".split() for code, entry in spoken.items()}
    (target / "letter_sequences.tsv").write_bytes(sorted_map_bytes(compile_letter_sequences(listed)))
    gazetteer = Gazetteer.from_yaml(root / "data" / "aliases.yaml")
    gazetteer.save(target / "gazetteer.tli")
    (target / "cities.tsv").write_bytes(sorted_map_bytes(compile_cities(words / "cities.tsv", spoken, gazetteer)))


if __name__ == "__main__":
    checkout = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    shipped = checkout / "src" / "translit" / "data"
    before = shipped_columns(shipped)
    try:
        main(checkout)
    except DataError as error:
        sys.exit(f"{error}\nMend this and run it again.")
    for line in report(checkout / "data" / "table", before, shipped_columns(shipped)):
        print(line)
