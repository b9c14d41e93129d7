"""The truth of the shipped gazetteer, as far as it can be told from its files: one test for each rule of their head.

What the reader of alias files refuses (names of two entities, fields that are unknown, ids that stand twice) and what the
matcher finds alone is tested by ``check`` in ``test_alias_file.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_data.table import read_yaml
from support import ROOT
from translit.gazetteer import alias_file
from translit.model import Entity
from translit.text.common_words import common_words
from translit.text.fold import script_of
from translit.text.tokens import fold_words

DATA = ROOT / "data"
FILES = [DATA / "aliases.yaml", *sorted((DATA / "entities").glob("*.yaml"))]
ENTITIES = alias_file.read(FILES[0]).entities
SCRIPTS = {
    "Latin": "af az bi br bs ca co crh cs cy da de en es et eu fi fj fo fr ga gag hr ht hu id is it kaa kk kl ku la lb lt lv"
    " mg mi ms mt nb nl nn no om pl pt rn ro rw sg sh sk sl sm so sq sr ss st sv sw tk tl to tr uz vi xh zu",
    "Cyrillic": "ab ady av ba be bg bua ce chm crh cv inh kaa kbd kjh kk kv ky mk mn myv os ru sah sh sr tg tt tyv udm uk"
    " xal",
    "Arabic": "ar ckb fa ku ps sd ug ur", "Armenian": "hy", "Bengali": "bn", "Devanagari": "hi mr ne", "Ethiopic": "am ti",
    "Cjk": "ja zh", "Georgian": "ka", "Greek": "el", "Gujarati": "gu", "Gurmukhi": "pa", "Hangul": "ko", "Hebrew": "he yi",
    "Hiragana": "ja", "Katakana": "ja", "Kannada": "kn", "Khmer": "km", "Lao": "lo", "Malayalam": "ml", "Myanmar": "my",
    "Oriya": "or", "Sinhala": "si", "Tamil": "ta", "Telugu": "te", "Thaana": "dv", "Thai": "th", "Tibetan": "bo dz",
}  # fmt: skip
"""The languages of native names by the script they are written in; those without a code of two letters have their three."""
ALPHABETS = {
    lang: set(row["letters"])
    for lang, row in read_yaml(DATA / "lexicon" / "stopwords.yaml").items()
    if script_of(row["letters"]) == "Cyrillic"
}
MEANT_IN_CAPITALS = {
    "AP", "CIA", "EU", "FAZ", "HUR", "MAZ", "NASA", "NATO", "NYT", "ONU", "PACE", "UN", "UNGA", "US", "WHO", "ŚOZ",
}  # fmt: skip
"""Acronyms that are a word in some language (French *un*, Italian *nato*) and yet nothing else in capitals."""
SOURCED = re.compile(r"\b(Q-id|Q-ids|names|unverified|[Ss]ources?)\b[^:]*:|\bunverified\b")


def native_names() -> Iterator[tuple[Entity, str, str]]:
    for entity in ENTITIES:
        for lang, names in entity.names.items():
            for name in names:
                yield entity, lang, name


def told(found: Iterator[str]) -> None:
    """Fail with everything found."""
    if faults := "\n".join(found):
        pytest.fail(faults, pytrace=False)


def test_languages_and_scripts() -> None:
    scripts: dict[str, set[str]] = {}
    for script, languages in SCRIPTS.items():
        for lang in languages.split():
            scripts.setdefault(lang, set()).add(script)
    told(
        f"{entity.id}: {lang} {name!r}: {'an unknown language' if lang not in scripts else 'not its script'}"
        for entity, lang, name in native_names()
        # Brands keep their Latin letters in every language.
        if lang not in scripts or not {script_of(w) for w in re.findall(r"[^\W\d_]+", name)} & {*scripts[lang], "Latin"}
    )
    told(
        f"{entity.id}: {lang} {name!r} of a person is in another script"
        for entity, lang, name in native_names()
        if entity.type == "person" and script_of(name) not in scripts.get(lang, ())
    )


def test_letters_of_the_language() -> None:
    told(
        f"{entity.id}: {lang} {name!r} has {strange}, which {lang} has not"
        for entity, lang, name in native_names()
        if lang in ALPHABETS and (strange := "".join(sorted(letters(name) - ALPHABETS[lang])))
    )


def letters(name: str) -> set[str]:
    """Return the Cyrillic letters of a name; what stands in quotes may be in another language, as a newspaper's name is."""
    return {c for c in re.sub("«.*»", "", name.lower()) if c.isalpha() and script_of(c) == "Cyrillic"}


def test_acronyms_are_no_ordinary_words() -> None:
    found = {
        acronym
        for entity in ENTITIES
        for acronym in entity.acronyms
        if len(words := fold_words(acronym)) == 1 and words[0] in common_words(None)
    }
    assert found <= MEANT_IN_CAPITALS, (
        "list it as an alias with needs_context, or here if everybody reads it as the acronym"
    )


def test_facts_of_every_record() -> None:
    told(
        f"{entity.id}: {what}"
        for entity in ENTITIES
        for what, is_right in (
            ("no description", entity.description.strip()),
            ("a description is one line without a full stop", not entity.description.endswith(".")),
            ("ids are small ASCII letters, digits and hyphens", re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entity.id)),
            ("the country is two capital letters", re.fullmatch(r"[A-Z]{2}|", entity.country)),
            ("a person has a gender", entity.type != "person" or entity.gender),
        )
        if not is_right
    )


def test_no_two_entities_have_one_wikidata_id() -> None:
    first: dict[str, str] = {}
    told(
        f"{entity.id}: {wikidata} is {first[wikidata]}'s too"
        for entity in ENTITIES
        if (wikidata := entity.links.get("wikidata")) and first.setdefault(wikidata, entity.id) != entity.id
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_record_has_its_sources_or_says_unverified(path: Path) -> None:
    found = unsourced(path.read_text("utf-8"), with_head=path != FILES[0])
    told(f"{path.name}:{number}: no source and no `unverified` above it" for number in found)


def unsourced(content: str, *, with_head: bool = False) -> Iterator[int]:
    """Yield the lines of records with no comment about their sources, neither above them nor for all of their section.

    With ``with_head`` what the head of the file says holds for all of it.
    """
    if with_head and SOURCED.search(content.partition("# ---")[0].partition("\n- ")[0]):
        return
    of_section = of_record = ""
    is_first = True
    for number, line in enumerate(content.splitlines(), 1):
        if line.startswith("# ---"):
            is_first, of_section = True, ""
        elif line.startswith("#"):
            of_record += line + "\n"
        elif not line.strip():
            of_section += of_record if is_first else ""  # what stands by itself under the title of a section
            of_record = ""
        elif line.startswith("- ") and not line.startswith("- include:"):
            is_first = False
            if not SOURCED.search(of_record) and not SOURCED.search(of_section):
                yield number


def test_unsourced_records_are_found() -> None:
    bar = "# " + "-" * 78
    section = f"{bar}\n# People\n{bar}\n"
    assert list(unsourced(f"{section}\n# Q-id: none verified\n- id: a\n\n- id: b\n\n# names: UN\n- id: c\n")) == [8]
    assert list(unsourced(f"{section}# unverified unless a record says otherwise\n\n- id: a\n\n- id: b\n")) == []
    assert list(unsourced(f"{section}\n# Sources of this section: UN\n\n- id: a\n- id: b\n{section}- id: c\n")) == [12]
    head = "# People. Names are unverified.\n"
    assert list(unsourced(f"{head}\n{section}\n- id: a\n", with_head=True)) == []
    assert list(unsourced(f"# People\n\n{section}\n- id: a\n", with_head=True)) == [7]
    assert list(unsourced(f"{head}\n{section}\n- id: a\n")) == [7]
