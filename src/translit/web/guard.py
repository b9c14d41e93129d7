"""The guard of the server: whom it answers, what it lets browsers do with the answers, and how much it reads.

Whatever a browser has open may send requests to this machine. So the ``Host`` of a request must be an address or a name of
this server (a page that had its own name led here, by DNS rebinding, sends that name), an ``Origin`` must be a page of this
machine, and only such a page may read answers to requests across origins (CORS).
"""

from __future__ import annotations

import asyncio
import json
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from translit.limits import LARGEST_REQUEST, LONGEST_REQUEST
from translit.web.served import RefusedError

_OWN = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors "
)
_HEADERS = {
    "content-security-policy": _OWN + "'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}
FRAMED = {"content-security-policy": _OWN + "'self' http://127.0.0.1:* http://localhost:*"}
"""The header of a page that other pages of this machine may show inside them."""


class Guard:
    """Refuses requests that are not meant for this server, and sets the headers of all answers."""

    def __init__(self, app: ASGIApp, name: str = "localhost") -> None:
        self._app = app
        self._names = {name.lower(), "localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin", "")
        is_own = origin in ("", f"{scope['scheme']}://{host}")
        is_local = is_own or is_loopback(urlsplit(origin).hostname or "")

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answer.setdefault(name, value)
                answer.add_vary_header("Origin")
                if not is_own and is_local:
                    answer["access-control-allow-origin"] = origin
            await send(message)

        if not self._is_here(host):
            refusal = as_json({"error": f"this server has another name than {host[:100]!r}"}, 421)
            await refusal(scope, receive, send_guarded)
        elif not is_local:
            await as_json({"error": "pages of other sites are not answered"}, 403)(scope, receive, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)

    def _is_here(self, host: str) -> bool:
        """Return True for an address of any kind, which no foreign name leads to, and for a name of this server."""
        name = _hostname(host)
        return name in self._names or _is_address(name)


def is_loopback(host: str) -> bool:
    """Return True if a host is this machine itself.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


async def body_of(request: Request) -> bytes:
    """Return the body of a request, unless it is too large or takes too long to arrive."""
    content = bytearray()
    try:
        async with asyncio.timeout(LONGEST_REQUEST):
            async for chunk in request.stream():
                content += chunk
                if len(content) > LARGEST_REQUEST:
                    raise RefusedError(413, f"a request may have {LARGEST_REQUEST:,} bytes")
    except TimeoutError:
        raise RefusedError(408, "the request took too long to arrive") from None
    except ClientDisconnect:
        raise RefusedError(400, "the request broke off") from None  # nobody reads it, but it is no fault of ours
    return bytes(content)


def as_json(content: Any, status: int = 200) -> Response:
    """Return an answer in JSON."""
    text = json.dumps(content, ensure_ascii=False, default=_plain)
    return Response(text.encode("utf-8", "backslashreplace"), status, media_type="application/json")


def _plain(value: Any) -> Any:
    """Return what JSON has no kind for as something it has: what an object says of itself, or its fields."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return {name: getattr(value, name) for name in value.__dataclass_fields__}
