"""Build the wheel, install it into a clean environment, and run the main commands there, outside the source tree.

The wheel for all machines, without the compiled core, is built as well.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = [sys.executable, "-m", "build", "--outdir", str(folder / "dist"), str(ROOT)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        [wheel] = (folder / "dist").glob("*.whl")
        in_c = has_core(wheel)
        assert in_c != wheel.stem.endswith("-py3-none-any"), wheel.name
        pure = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder / "pure"), str(ROOT)]
        subprocess.run(pure, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "TRANSLIT_CORE": "python"})
        [without] = (folder / "pure").glob("*-py3-none-any.whl")
        assert not has_core(without)
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / "bin" / "python"
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "--constraint", ROOT / "constraints.txt", wheel], check=True)
        shutil.copytree(ROOT / "seeds", folder / "work")
        seeds = sorted(p.name for p in (folder / "work").glob("*.txt"))
        run = [folder / "env" / "bin" / "normalize", "annotate", *seeds]
        done = subprocess.run(run, cwd=folder / "work", check=True, capture_output=True, text=True)
        found = {line["id"]: line for line in map(json.loads, done.stdout.splitlines())}
        for article in map(
            json.loads, (ROOT / "tests" / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
        ):
            mentions = {(m["start"], m["end"], m["kb_id"]) for m in found[article["article"]]["mentions"]}
            wanted = {(m["start"], m["end"], m["entity"]) for m in article["mentions"] if not m.get("optional")}
            assert len(wanted & mentions) >= 0.98 * len(wanted), article["article"]
        code = (
            "import spacy\nnlp = spacy.blank('en')\nnlp.add_pipe('translit')\n"
            "doc = nlp('Loekasjenko')\nprint(doc.spans['translit'][0].kb_id_)"
        )
        said = subprocess.run([python, "-c", code], cwd=folder, check=True, capture_output=True, text=True).stdout
        assert said.strip() == "alexander-lukashenko", said
        asked = [python, "-c", "import translit; print(translit.core_in_use())"]
        said = subprocess.run(asked, cwd=folder, check=True, capture_output=True, text=True).stdout
        assert said.strip() == ("c" if in_c else "python"), said
        size = wheel.stat().st_size // 1024
        print(f"{wheel.name} ({size} KiB) installs and does its work away from the source")


def has_core(wheel: Path) -> bool:
    """Return True if a wheel holds the compiled core; its sources are in none."""
    with zipfile.ZipFile(wheel) as opened:
        names = [Path(name).name for name in opened.namelist() if "/core/" in name]
    assert not any(name.endswith((".c", ".h")) for name in names)
    return any(name.startswith("translit_core.") for name in names)


if __name__ == "__main__":
    main()
