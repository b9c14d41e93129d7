"""The compiled files equal a fresh build from the sources, byte for byte."""

from __future__ import annotations

from pathlib import Path

from build_data.__main__ import main
from support import ROOT
from translit.gazetteer import Gazetteer

DATA = ROOT / "src" / "translit" / "data"


def test_compiled_files_are_up_to_date(tmp_path: Path) -> None:
    main(ROOT, tmp_path)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*.*") if p.suffix != ".tli"}
    committed = {p.relative_to(DATA): p.read_bytes() for p in DATA.rglob("*.*") if p.suffix != ".tli"}
    assert made.keys() == committed.keys()
    stale = [str(name) for name in made if made[name] != committed[name]]
    assert not stale, "run `make data` and commit the result"
    from_sources, shipped = Gazetteer.open(tmp_path / "gazetteer.tli"), Gazetteer.default()
    assert shipped.fingerprint == from_sources.fingerprint, "run `make data` and commit the result"
    assert shipped.entities.keys() == from_sources.entities.keys()
    assert len(shipped) >= 6000
