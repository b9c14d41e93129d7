"""The server itself: where it listens, and how it runs and ends."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from translit.errors import TranslitError
from translit.limits import MOST_REQUESTS
from translit.web.app import make_app
from translit.web.guard import is_loopback
from translit.web.served import Served


@contextmanager
def listen(host: str, port: int, *, public: bool = False) -> Iterator[tuple[socket.socket, str]]:
    """Give a socket that listens, and the URL to open.

    Raises
    ------
    TranslitError
        If other machines could reach it, and nobody has said that they may; if the port is taken.
    """
    if not public and not is_loopback(host):
        raise TranslitError(f"other machines can reach {host}; say --public if they may, or leave out --host")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        number = error.errno or 0  # negative if the name of the host leads nowhere
        why = os.strerror(number) if number > 0 else error.strerror
        raise TranslitError(f"cannot listen at {host}, port {port}: {why}; --port names another port") from None
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else an answer waits 40 ms for more to send
    with listener:
        shown = f"[{host}]" if ":" in host else host
        yield listener, f"http://{shown}:{listener.getsockname()[1]}/"


def run(served: Served, listener: socket.socket, name: str, ready: Callable[[], None]) -> None:
    """Answer requests until the process is interrupted; ``ready`` is called when it begins to."""
    served.annotator().annotate("Minsk")  # loads what the first request would wait for
    app = make_app(served, name=name)
    settings = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="off",
        limit_concurrency=MOST_REQUESTS, timeout_graceful_shutdown=1,
    )  # fmt: skip
    ready()
    uvicorn.Server(settings).run(sockets=[listener])
