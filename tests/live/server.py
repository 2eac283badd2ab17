"""A server on loopback that plays the sources of rates, well and badly."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from finnorm.rates import default

FIXINGS = default()
NORGES_BANK_HEAD = (
    "FREQ;Frequency;BASE_CUR;Base Currency;QUOTE_CUR;Quote Currency;TENOR;Tenor;DECIMALS;CALCULATED;"
    "UNIT_MULT;Unit Multiplier;COLLECTION;Collection Indicator;TIME_PERIOD;OBS_VALUE"
)
ECB_HEAD = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,DECIMALS,UNIT_MULT"
PER_HUNDRED = ("SEK", "DKK", "JPY")

Reply = tuple[int, dict[str, str], bytes]
Twist = Callable[[Reply], Reply]


def decimal(value: Fraction, places: int = 4) -> str:
    return str(round(Decimal(value.numerator) / Decimal(value.denominator), places))


def days(start: date, end: date) -> Iterator[date]:
    for number in range((end - start).days + 1):
        yield start + timedelta(days=number)


def norges_bank(path: str, query: dict[str, str]) -> Reply:
    """Kroner for one, or a hundred, of each currency asked for."""
    codes = path.rpartition("/")[2].split(".")[1].split("+")
    start, end = date.fromisoformat(query["startPeriod"]), date.fromisoformat(query.get("endPeriod", "2025-08-27"))
    rows = [NORGES_BANK_HEAD]
    for code in codes if codes != [""] else ["USD", "SEK"]:
        power = 2 if code in PER_HUNDRED else 0
        for day, value in FIXINGS.fixings(code, "NOK", max(start, date(2025, 8, 1)), end):
            number = decimal(value * 10**power)
            rows.append(f"B;Business;{code};X;NOK;Norwegian krone;SP;Spot;4;false;{power};X;C;ECB;{day};{number}")
    return 200, {"Content-Type": "text/csv; charset=utf-8"}, ("\r\n".join(rows) + "\r\n").encode("utf-8-sig")


def ecb(path: str, query: dict[str, str]) -> Reply:
    """Units of each currency for one euro."""
    codes = path.rpartition("/")[2].split(".")[1].split("+")
    start, end = date.fromisoformat(query["startPeriod"]), date.fromisoformat(query["endPeriod"])
    rows = [ECB_HEAD]
    for code in codes:
        for day, value in FIXINGS.fixings("EUR", code, start, end):
            number = decimal(value, 5)
            rows.append(f"EXR.D.{code}.EUR.SP00.A,D,{code},EUR,SP00,A,{day},{number},A,4,0")
    return 200, {"Content-Type": "application/vnd.sdmx.data+csv; charset=utf-8"}, ("\n".join(rows) + "\n").encode()


def forex(path: str, query: dict[str, str]) -> Reply:
    """The JSON that forex-python reads."""
    day = path.rpartition("/")[2]
    rate = FIXINGS.rate(query["base"], query["symbols"], date.fromisoformat(day))
    body = (
        f'{{"base": "{query["base"]}", "date": "{day}", "rates": {{"{query["symbols"]}": {decimal(rate.value, 6)}}}}}'
    )
    return 200, {"Content-Type": "application/json"}, body.encode()


class Sources:
    """The server: answers well unless `twist` says otherwise, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.twist: Twist | None = None
        self.drip = 0.0
        self.late = 0.0
        self.cut = False
        self.unsized = False
        self.chunked = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    port = 0


@contextmanager
def serving() -> Iterator[Sources]:
    state = Sources()
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            state.asked.append(self.path)
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            source = forex if "rtype" in query else norges_bank if ".NOK.SP" in parts.path else ecb
            try:
                reply = source(parts.path, query) if state.twist is None else state.twist(source(parts.path, query))
            except (KeyError, IndexError, ValueError):
                reply = (404, {}, b"") if state.twist is None else state.twist((404, {}, b""))
            stopped.wait(state.late)
            with suppress(OSError):  # the client may not have waited
                self.answer(*reply)

        def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.close_connection = True
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if state.chunked:
                self.send_header("Transfer-Encoding", "chunked")
            elif not state.unsized:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            sent = body[: len(body) // 2] if state.cut else body
            if state.chunked:
                self.wfile.write(f"{len(sent):x}\r\n".encode() + sent + b"\r\n" + (b"" if state.cut else b"0\r\n\r\n"))
            elif state.drip:
                for byte in sent:
                    if stopped.wait(state.drip):
                        return
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
            else:
                self.wfile.write(sent)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def body(new: bytes | str, kind: str = "text/csv") -> Twist:
    """Another body in the answer's place."""
    raw = new.encode() if isinstance(new, str) else new
    return lambda _: (200, {"Content-Type": kind}, raw)


def edit(old: str, new: str) -> Twist:
    """The answer with other words in it."""

    def twist(reply: Reply) -> Reply:
        status, headers, raw = reply
        assert old.encode() in raw, raw[:200]
        return status, headers, raw.replace(old.encode(), new.encode())

    return twist


def status(code: int, **headers: str) -> Twist:
    """Another status."""
    return lambda _: (code, headers, b"")
