"""(d) What a chunk costs the server, and whether 200 sessions of one process get theirs in time. No browser."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from .figures import Book, Bound, Quantity, percentile
from .orders import GATE, INPUT, counter_order
from .pacing import Clock, paced
from .server import HOST, Server, serve
from .settings import Settings
from .sides import CHAT_ID, Side
from .wire_client import WireClient, start_session

CHUNKS = 1_000
RATE = 200
DRAIN = 8
"""How many times the answers' time may pass until the last chunk must have come."""

CPU = Quantity("server CPU a 1,000 chunks at 200/s, without the clock", "s", Bound(1 / 3, of="ratio"))
CPU_GROSS = Quantity("server CPU a 1,000 chunks at 200/s, with the clock", "s")
CPU_BURST = Quantity("server CPU a 1,000 chunks at once", "s")
PAYLOAD = Quantity("bytes on the wire a chunk of 8 characters", "B", Bound(0.25, of="ratio"))
DELIVERED = Quantity("delivered in time, many sessions at 200/s", "% of chunks", Bound(99, at_least=True))
LATENESS = Quantity("lateness, 95th percentile, many sessions", "s", Bound(0.1))
CPU_LOADED = Quantity("server CPU a 1,000 chunks that came, many sessions", "s")

LEAD = 1.0
"""Seconds between the gate's order and the first chunk, so that all sessions begin together."""
ANSWER_TIMEOUT = 120


@dataclass(frozen=True)
class Cost:
    """What one answer cost the server."""

    cpu: float
    payload: int
    frames: int
    complete: bool


@dataclass(frozen=True)
class Load:
    """How many sessions at once were served.

    Attributes
    ----------
    delivered
        Share of the chunks that were there when the last one was due.
    lateness_p95
        In seconds; a chunk that was not there by then is as late as it was by then.
    cpu
        Seconds a 1,000 chunks that came.
    """

    delivered: float
    lateness_p95: float
    cpu: float
    in_order: bool
    complete: bool


async def measure_cost(server: Server, side: Side, chunks: int, rate: float = 0) -> Cost:
    """Let one session have one answer."""
    all_there = asyncio.Event()

    def look() -> None:
        if len(client.numbers) >= chunks:
            all_there.set()

    client = await start_session(HOST, server.port, side.hello(CHAT_ID), look)
    try:
        await asyncio.sleep(0.5)
        client.forget()
        before = server.cpu()
        client.set_inputs({INPUT: counter_order(chunks, rate)})
        await asyncio.wait_for(all_there.wait(), ANSWER_TIMEOUT + chunks / (rate or 100))
        await asyncio.sleep(0.2)  # what is still to be done after the last chunk belongs to the answer
        return Cost(server.cpu() - before, client.payload, client.frames, client.numbers == list(range(chunks)))
    finally:
        client.hang_up()


async def measure_clock(chunks: int, rate: float) -> float:
    """Measure what the pace costs by itself: to wake up 200 times a second is dear, and belongs to neither side."""
    before = time.process_time()
    async for _ in paced(Clock(), [""] * chunks, rate, time.monotonic()):
        pass
    return time.process_time() - before


async def measure_load(server: Server, side: Side, sessions: int, rate: float, seconds: float, drain: float) -> Load:
    """Let many sessions have an answer each at the same time, and look at what has come when the last chunk is due."""
    count = round(rate * seconds)
    clients: list[WireClient] = []
    try:
        delays = [index / sessions / rate for index in range(sessions)]
        for delay in delays:
            client = await start_session(HOST, server.port, side.hello(CHAT_ID))
            clients.append(client)
            client.set_inputs({INPUT: counter_order(count, rate, gated=True, delay=delay)})
            await asyncio.wait_for(client.begun, ANSWER_TIMEOUT)
        start = time.monotonic() + LEAD
        starts = [start + delay for delay in delays]
        clients[0].set_inputs({GATE: start})
        await asyncio.sleep(start - time.monotonic())
        before = server.cpu()
        await asyncio.sleep(start + seconds - time.monotonic())
        end = time.monotonic()
        cpu = server.cpu() - before
        lateness: list[float] = []
        for client, begin in zip(clients, starts, strict=True):
            lateness += _lateness(client, begin, rate, count, end)
        delivered = sum(1 for client in clients for arrival in client.arrivals if arrival <= end)
        complete = await _drain(clients, count, end + drain)
        return Load(
            delivered=delivered / (sessions * count),
            lateness_p95=percentile(lateness, 0.95),
            cpu=cpu / delivered * 1000 if delivered else 0,
            in_order=all(client.numbers == list(range(len(client.numbers))) for client in clients),
            complete=complete,
        )
    finally:
        for client in clients:
            client.hang_up()


def _lateness(client: WireClient, begin: float, rate: float, count: int, end: float) -> list[float]:
    """How late each chunk is; one that has not come is as late as it is by now."""
    arrived = dict(zip(client.numbers, client.arrivals, strict=True))
    return [min(arrived.get(index, end), end) - (begin + index / rate) for index in range(count)]


async def _drain(clients: list[WireClient], count: int, until: float) -> bool:
    """Wait until everything has come, or it takes too long."""
    while time.monotonic() < until:
        if all(len(client.numbers) >= count for client in clients):
            return True
        await asyncio.sleep(0.1)
    return False


def run(settings: Settings) -> Book:
    """Measure (d)."""
    book = Book("d")
    chunks = max(200, round(CHUNKS * settings.scale))
    for _, side in settings.rounds():
        with serve(side) as server:
            cost = asyncio.run(measure_cost(server, side, chunks, RATE))
        clock = asyncio.run(measure_clock(chunks, RATE))
        book.add(CPU, side.key, (cost.cpu - clock) / chunks * 1000)
        book.add(CPU_GROSS, side.key, cost.cpu / chunks * 1000)
        book.add(PAYLOAD, side.key, cost.payload / chunks)
        book.check(cost.complete, f"d: {side.key}: a chunk is missing, or comes twice or in disorder")
        with serve(side) as server:
            cost = asyncio.run(measure_cost(server, side, chunks * 5))
        book.add(CPU_BURST, side.key, cost.cpu / chunks / 5 * 1000)
        with serve(side) as server:
            load = asyncio.run(
                measure_load(server, side, settings.sessions, RATE, settings.seconds, settings.seconds * DRAIN)
            )
        book.add(DELIVERED, side.key, load.delivered * 100)
        book.add(LATENESS, side.key, load.lateness_p95)
        book.add(CPU_LOADED, side.key, load.cpu)
        book.check(load.in_order, f"d: {side.key}: under load chunks come in disorder")
        book.check(load.complete, f"d: {side.key}: under load not all chunks have come after {DRAIN} times the time")
    return book
