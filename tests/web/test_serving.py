"""The command: where it listens, what it refuses, how it ends; the guide that shows it."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from command import ALIASES, COMMAND, ENV, run
from support import ROOT, SEEDS, need
from translit.errors import ReadError
from translit.web.served import ALL, Served

GUIDE = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")


@contextmanager
def serving(folder: Path, *args: str | Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run ``normalize serve`` at a free port in a folder; give its URL and the process."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", *map(str, args)],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder, env=ENV,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        told = process.stderr.readline()
        found = re.fullmatch(r"normalize: open (http://127\.0\.0\.1:\d+/) in a browser; Ctrl-C ends the server\n", told)
        assert found, told + process.stderr.read()
        yield found[1], process
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "\n")  # the line of the ^C ends


def test_it_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text(ALIASES, encoding="utf-8")
    with serving(tmp_path, SEEDS[0], "--aliases", "my.yaml", "--threshold", "0.7") as (url, _):
        page = urlopen(url).read().decode()  # noqa: S310
        assert 'value="0.7"' in page
        assert SEEDS[0].name in page
        question = Request(  # noqa: S310
            f"{url}api/lookup", json.dumps({"name": "Miensk"}).encode(), {"Content-Type": "application/json"}
        )
        with socket.create_connection(("127.0.0.1", int(url.split(":")[2].strip("/")))) as broken_off:
            broken_off.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\ntext=")
        assert json.load(urlopen(question))["matches"][0]["id"] == "minsk"  # noqa: S310


def test_it_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = run(tmp_path, "serve", "--port", port, code=2)[1]
        assert f"cannot listen at 127.0.0.1, port {port}: Address already in use; --port names another port" in told
    for host in ("0.0.0.0", "::", "192.0.2.1", "example.org"):  # noqa: S104
        assert "say --public if they may" in run(tmp_path, "serve", "--host", host, code=2)[1]
    assert "no such file" in run(tmp_path, "serve", "missing.txt", code=2)[1]
    assert "missing.yaml" in run(tmp_path, "serve", "--aliases", "missing.yaml", code=2)[1]
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "pip install '.[web]'" in run(tmp_path, "serve", code=2)[1]


def test_what_is_named_is_served(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "my.yaml").write_text(ALIASES, encoding="utf-8")
    mine = [str(tmp_path / folder / "my.yaml") for folder in ("a", "b")]
    served = Served.of([str(SEEDS[0])], ["shipped", *mine], 0.7)
    assert list(served.gazetteers) == [ALL, "shipped", "my.yaml", "my.yaml (2)"]
    assert served.annotator().lookup("Miensk")[0].entity.id == "minsk"
    assert served.annotator().config.threshold == 0.7
    assert list(Served.of([], [], 0.6).gazetteers) == ["shipped"]
    with pytest.raises(ReadError):
        Served.of([str(tmp_path / "x.txt")], [], 0.6)


def test_the_guide_is_true(tmp_path: Path) -> None:
    need("curl", shutil.which("curl"))
    commands = re.findall(r"^\$ (curl .*)\n((?:[^$\n`].*\n)*)", GUIDE, re.MULTILINE)
    assert len(commands) > 3
    with serving(tmp_path) as (url, _):
        for command, shown in commands:
            there = command.replace("http://127.0.0.1:8765/", url)
            done = subprocess.run(["bash", "-c", there], capture_output=True, text=True, check=True)
            assert done.stdout.startswith(shown.rstrip("\n…")), (command, done.stdout)
