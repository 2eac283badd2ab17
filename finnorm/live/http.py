"""One GET that ends: in an answer of bounded size, in bounded time, from the host that was asked, or in an error."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Timer
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlencode, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from finnorm.errors import InputError, RateUnavailable
from finnorm.version import __version__

TIMEOUT = 10.0
"""Seconds, from the first byte sent to the last received."""
LIMIT = 8_000_000
"""Bytes of an answer."""

_PIECE = 65_536
_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source said: the body, and the type that it claims to be of."""

    body: bytes
    kind: str


def checked_base(base_url: str) -> str:
    """A base URL that may be asked: https, or http on this very machine; nothing hidden in it.

    Raises:
        InputError: Another scheme, credentials, a query, or no host.

    Example:
        >>> checked_base("https://data-api.ecb.europa.eu/service")
        'https://data-api.ecb.europa.eu/service/'
    """
    try:
        parts = urlsplit(base_url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise InputError("not a URL", text=base_url, hint=str(error)) from None
    if not host or parts.username or parts.password or parts.query or parts.fragment:
        raise InputError("not a base URL", text=base_url, hint="scheme, host and path only")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(host)):
        raise InputError("only https is asked, or http on this machine", text=base_url)
    return base_url.rstrip("/") + "/"


def fetch(url: str, parameters: Mapping[str, str], *, source: str, timeout: float, limit: int) -> Answer:
    """The answer to a GET.

    Args:
        url: Made of a base that was checked.
        parameters: The query.
        source: Who is asked, for errors.
        timeout: Seconds for all of it.
        limit: The most bytes that the answer may have.

    Raises:
        RateUnavailable: No answer, a late one, one that is cut off, too long, or from elsewhere.
    """
    asked = f"{url}?{urlencode(parameters, safe=',+')}" if parameters else url
    request = Request(  # noqa: S310 - `checked_base` has seen the scheme
        asked, headers={"User-Agent": f"finnorm/{__version__}", "Accept-Encoding": "identity"}
    )
    guard = _Guard(timeout)
    try:
        with guard, _opener(urlsplit(url), guard).open(request, timeout=timeout) as response:
            kind = response.headers.get_content_type()
            body = _whole(response, limit)
    except HTTPError as error:
        with error:
            raise RateUnavailable(f"{source} answers with status {error.code}", text=asked, hint=_why(error)) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        if guard.expired or _is_timeout(error):
            raise RateUnavailable(
                f"{source} did not answer within {timeout:g} seconds", text=asked, hint="give it a longer timeout"
            ) from None
        reason = error.reason if isinstance(error, URLError) else error
        raise RateUnavailable(f"no answer from {source}: {reason}", text=asked) from None
    return Answer(body, kind)


def _whole(response: http.client.HTTPResponse, limit: int) -> bytes:
    """All of a body that says how long it is; an end that may be an accident is none."""
    if response.length is None and not response.chunked:
        raise http.client.HTTPException("it does not say how long its answer is")
    if response.length is not None and response.length > limit:
        raise http.client.HTTPException(f"its answer has {response.length} bytes, more than the limit of {limit}")
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(_PIECE):
        size += len(piece)
        if size > limit:
            raise http.client.HTTPException(f"its answer has more than the limit of {limit} bytes")
        pieces.append(piece)
    if response.length:
        raise http.client.HTTPException(f"its answer ends {response.length} bytes too soon")
    return b"".join(pieces)


def _why(error: HTTPError) -> str:
    return {404: "it has nothing of the kind", 429: "it is asked too often"}.get(error.code, str(error.reason)[:80])


def _is_timeout(error: Exception) -> bool:
    reason = error.reason if isinstance(error, URLError) else error
    return isinstance(reason, TimeoutError)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Guard:
    """Ends every connection after a time: a server that sends a byte now and then is late, too."""

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._sockets: list[socket.socket] = []
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Guard:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, one: socket.socket) -> None:
        self._sockets.append(one)
        if self.expired:
            self._end()

    def _end(self) -> None:
        self.expired = True
        for one in self._sockets:
            with suppress(OSError):
                # An encrypted socket's own method would want to talk first.
                socket.socket.shutdown(one, socket.SHUT_RDWR)


class _Plain(http.client.HTTPConnection):
    """A connection that is watched."""

    def __init__(self, *given: Any, guard: _Guard, **named: Any) -> None:
        super().__init__(*given, **named)
        self._guard = guard

    def connect(self) -> None:
        super().connect()
        self._guard.watch(self.sock)


class _Secure(http.client.HTTPSConnection):
    """An encrypted connection that is watched."""

    def __init__(self, *given: Any, guard: _Guard, **named: Any) -> None:
        super().__init__(*given, **named)
        self._guard = guard

    def connect(self) -> None:
        super().connect()
        self._guard.watch(self.sock)


class _PlainHandler(HTTPHandler):
    def __init__(self, guard: _Guard) -> None:
        super().__init__()
        self._made: Any = partial(_Plain, guard=guard)

    def http_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(self._made, req)


class _SecureHandler(HTTPSHandler):
    def __init__(self, guard: _Guard) -> None:
        self._trust = ssl.create_default_context()
        super().__init__(context=self._trust)
        self._made: Any = partial(_Secure, guard=guard)

    def https_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(self._made, req, context=self._trust)


class _SameHost(HTTPRedirectHandler):
    """Follows a redirect within the host that was asked; another host was not chosen by the caller."""

    max_redirections = _REDIRECTS

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if (old.scheme, old.netloc) != (new.scheme, new.netloc):
            raise URLError(f"it sends us on to {new.scheme}://{new.hostname}, which was not asked")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(url: SplitResult, guard: _Guard) -> OpenerDirector:
    """Only what is needed: no files, no ftp; proxies of the environment, but not for this machine."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler({}) if _is_loopback(url.hostname or "") else ProxyHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
        _SameHost(),
        _SecureHandler(guard) if url.scheme == "https" else _PlainHandler(guard),
    ):
        opener.add_handler(handler)
    return opener
