"""Frequent family names."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_data.lexicon import compile_lexicon
from support import ROOT
from translit.errors import DataError
from translit.text.fold import fold
from translit.text.lexicon import is_frequent_family_name

SOURCE = ROOT / "data" / "lexicon"


@pytest.mark.parametrize(
    "names",
    [
        "Smith Johnson Miller Kelly O'Brien Khan Singh Lee",
        "Müller Mueller Weiß García Silva Costa Rossi Jansen Andersson Hansen Yılmaz Popescu Nagy Horvat Nguyễn",
        "Новік Ivanov Петров Соловьёв Соловьев Savchenko Кавалёў Kavaliou Kowalski Petrović Петровић Papadopoulos",
        "Kusnezow Kouznetsov Kuznetsov Schewtschenko Szewczenko Gerasimov Гарсия Джонсон",
        "王 김 佐藤 佐々木 כהן حسين محمدی कुमार চৌধুরী ბერიძე Սարգսյան",
    ],
)
def test_frequent_names(names: str) -> None:
    assert [name for name in names.split() if not is_frequent_family_name(fold(name))] == []


def test_feminine_forms() -> None:
    names = """Ivanova Иванова Кавалёва Іванова Марозава Ковалёва Kuzmina Кузьмина Kozlovskaya Козловская Казлоўская Kowalska
    Nováková Kučerová Hájková Němcová Novotná Petrauskienė Kazlauskaitė Bērziņa Kalniņa Jansone Eglīte Stojanovska
    Papadopoulou Παπαδοπούλου Ιωαννίδου"""
    assert [name for name in names.split() if not is_frequent_family_name(fold(name))] == []


def test_rare_names() -> None:
    names = """Putin Путин Путина Macron Merkel Merkelová Lukashenko Лукашэнка Лукашенко Tsikhanouskaya Ціханоўская Zelensky
    Зеленський Tusk Nausėda Babiš Orbán Trump Obama Starmer Netanyahu Navalny Навальная Khamenei Rosa Minsk the в"""
    assert [name for name in names.split() if is_frequent_family_name(fold(name))] == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("GB\ten\tSmith SMITH\tusage", "'SMITH' is twice in the row"),
        ("GB\ten\tSmith Baden-Powell\tusage", "'Baden-Powell' is not one word"),
        ("GB\ten\t\tusage", "the cell 'names' is empty"),
    ],
)
def test_a_faulty_row_is_named(tmp_path: Path, row: str, told: str) -> None:
    for path in SOURCE.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "frequent_family_names.tsv").write_text(f"country\tlang\tnames\tsource\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError, match=rf"frequent_family_names\.tsv:2: {told}"):
        compile_lexicon(tmp_path)
