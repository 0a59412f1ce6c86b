"""A client that speaks just enough WebSocket and Shiny: many of it in one process, and hardly a cost each."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import time
from collections.abc import Callable

from .orders import BEGUN, READY

_READY, _BEGUN = READY.encode(), BEGUN.encode()
CHUNK = re.compile(rb"w(\d{6})")
TIMEOUT = 30
CONTINUED, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA


class WireClient(asyncio.Protocol):
    """One session without a browser.

    Attributes
    ----------
    arrivals
        When each numbered chunk came, on the monotonic clock, in the order of arrival.
    numbers
        The chunks' numbers, in the order of arrival.
    payload
        Bytes of the payloads of all frames since `forget`.
    """

    def __init__(self, host: str, on_chunks: Callable[[], None] | None = None) -> None:
        loop = asyncio.get_running_loop()
        self.opened: asyncio.Future[None] = loop.create_future()
        self.ready: asyncio.Future[None] = loop.create_future()
        self.begun: asyncio.Future[None] = loop.create_future()
        self.arrivals: list[float] = []
        self.numbers: list[int] = []
        self.payload = 0
        self.frames = 0
        self._host = host
        self._buffer = bytearray()
        self._upgraded = False
        self._on_chunks = on_chunks

    def forget(self) -> None:
        """Count from here on."""
        self.payload = self.frames = 0

    # -- what asyncio calls -------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        # No extension is offered: what is counted is what was said, not how well it could be packed.
        transport.write(
            f"GET /websocket/ HTTP/1.1\r\nHost: {self._host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        self._buffer += data
        if not self._upgraded and not self._take_answer():
            return
        before = len(self.numbers)
        self._take_frames(now)
        if self._on_chunks is not None and len(self.numbers) > before:
            self._on_chunks()

    def connection_lost(self, exc: Exception | None) -> None:
        for step in (self.opened, self.ready, self.begun):
            if not step.done():
                step.set_exception(ConnectionError("The server hung up too early"))
                step.exception()  # seen, whether anybody still waits or not

    # -- what a user calls --------------------------------------------------

    def start_session(self, inputs: dict[str, object]) -> None:
        """Say what Shiny's page says when it is ready."""
        self._send_json({"method": "init", "data": {**CLIENT_DATA, **inputs}})

    def set_inputs(self, inputs: dict[str, object]) -> None:
        """Change inputs."""
        self._send_json({"method": "update", "data": inputs})

    def hang_up(self) -> None:
        """Close the connection."""
        self._transport.close()

    # -- frames ---------------------------------------------------------------

    def _send_json(self, value: object) -> None:
        self._send(TEXT, json.dumps(value).encode())

    def _send(self, kind: int, payload: bytes) -> None:
        size = len(payload)
        if size < 126:
            head = bytes((0x80 | kind, 0x80 | size))
        else:
            head = bytes((0x80 | kind, 0x80 | 126)) + size.to_bytes(2, "big")
        # A mask of zeros is a mask, and leaves the payload as it is.
        self._transport.write(head + bytes(4) + payload)

    def _take_answer(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        if not self._buffer.startswith(b"HTTP/1.1 101"):
            self.opened.set_exception(ConnectionError(bytes(self._buffer[:end]).decode(errors="replace")))
            self._transport.close()
            return False
        del self._buffer[: end + 4]
        self._upgraded = True
        self.opened.set_result(None)
        return True

    def _take_frames(self, now: float) -> None:
        buffer = self._buffer
        at = 0
        while len(buffer) - at >= 2:
            kind = buffer[at] & 0x0F
            size = buffer[at + 1] & 0x7F
            body = at + 2
            if size >= 126:
                width = 2 if size == 126 else 8
                body += width
                if len(buffer) < body:
                    break
                size = int.from_bytes(buffer[at + 2 : body], "big")
            if len(buffer) < body + size:
                break
            at = body + size
            self._take(kind, bytes(buffer[body:at]), now)
        del buffer[:at]

    def _take(self, kind: int, payload: bytes, now: float) -> None:
        if kind == PING:
            self._send(PONG, payload)
        elif kind == CLOSE:
            self._transport.close()
        elif kind in (CONTINUED, TEXT, BINARY):
            self.payload += len(payload)
            self.frames += 1
            for word, step in ((_READY, self.ready), (_BEGUN, self.begun)):
                if not step.done() and word in payload:
                    step.set_result(None)
            for number in CHUNK.findall(payload):
                self.numbers.append(int(number))
                self.arrivals.append(now)


CLIENT_DATA: dict[str, object] = {
    ".clientdata_pixelratio": 1,
    ".clientdata_singletons": "",
    ".clientdata_url_hash": "",
    ".clientdata_url_hash_initial": "",
    ".clientdata_url_hostname": "127.0.0.1",
    ".clientdata_url_pathname": "/",
    ".clientdata_url_port": "80",
    ".clientdata_url_protocol": "http:",
    ".clientdata_url_search": "",
}


async def start_session(
    host: str, port: int, inputs: dict[str, object], on_chunks: Callable[[], None] | None = None
) -> WireClient:
    """Open a session, and wait until the app has set it up."""
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(lambda: WireClient(f"{host}:{port}", on_chunks), host, port)
    await asyncio.wait_for(client.opened, TIMEOUT)
    client.start_session(inputs)
    await asyncio.wait_for(client.ready, TIMEOUT)
    return client
