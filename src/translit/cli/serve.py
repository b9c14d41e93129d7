"""The verb ``serve``: a page to try a text, a JSON API, and reconciliation for OpenRefine, on this machine."""

from __future__ import annotations

import click

from translit.cli.output import aliases_option, say, threshold_option
from translit.errors import TranslitError

_PORT = 8765  # none of the usual services has it, and it is easy to type


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path())
@aliases_option
@threshold_option
@click.option("--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True, help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--public", is_flag=True, help="Allow a HOST that other machines reach. They can then read every FILE.")
def serve(
    files: tuple[str, ...], aliases: tuple[str, ...], threshold: float, port: int, host: str, public: bool
) -> None:
    """Serve a page on which you paste a text, or choose one of the FILEs, and see its names explained.

    The same server has a JSON API (/openapi.json) and a service for reconciliation in OpenRefine (/reconcile). With
    several --aliases the page lets you switch between them, and all together. Nothing leaves this machine, no file is
    read but those named here, and Ctrl-C ends it.

    \b
    Examples:
      normalize serve
      normalize serve article.txt page.html --aliases shipped --aliases my.yaml
      normalize serve --port 9000 --threshold 0.8
    """  # noqa: D301
    from importlib.util import find_spec

    if not (find_spec("starlette") and find_spec("uvicorn")):
        raise TranslitError("the server needs Starlette and uvicorn: pip install '.[web]'")

    from translit.web.served import Served
    from translit.web.server import listen, run

    served = Served.of(files, aliases, threshold)
    with listen(host, port, public=public) as (socket, address):
        run(served, socket, host, lambda: say(f"open {address} in a browser; Ctrl-C ends the server"))
